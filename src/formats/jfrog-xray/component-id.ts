import type { AffectedComponent } from '../../model/observation.ts'
import { byWord } from '../values/by-word.ts'
import { purlOf } from '../values/purl.ts'
import { packageOfPurl } from '../values/purl-package.ts'

/** Package URL types by the schemes of Xray's component ids: https://jfrog.com/help/r/xray-rest-apis/component-identifiers */
const TYPES: Record<string, string> = byWord({
  gav: 'maven',
  npm: 'npm',
  pypi: 'pypi',
  pip: 'pypi',
  go: 'golang',
  nuget: 'nuget',
  composer: 'composer',
  rubygems: 'gem',
  gem: 'gem',
  cargo: 'cargo',
  conan: 'conan',
  conda: 'conda',
  cocoapods: 'cocoapods',
  swift: 'swift',
  deb: 'deb',
  alpine: 'apk',
  rpm: 'rpm',
})

type Named = Pick<AffectedComponent, 'name' | 'version' | 'purl'>

/**
 * The package that a component id means: `gav://example.shop:ledger:1.0`, `npm://lid:2.0`, `deb://debian:bookworm:openssl:3.0-1`,
 * `alpine://3.18:libssl3:3.1.1-r1`, `rpm://9:bash:0:5.1-9`. Ids of other schemes and without one are a name.
 */
export function packageOfId(id: string): Named {
  const [, scheme = '', rest = id] = /^([a-z]+):\/\/(.+)$/.exec(id) ?? []
  const type = Object.hasOwn(TYPES, scheme) ? TYPES[scheme] : undefined
  const parts = rest.split(':')
  if (scheme === 'deb' && parts.length > 2) return system('deb', parts[0], parts[1], parts.slice(2))
  if (scheme === 'alpine' && parts.length > 1) return system('apk', 'alpine', parts[0], parts.slice(1))
  if (scheme === 'rpm' && parts.length > 1) return system('rpm', '', parts[0], parts.slice(1))
  if (scheme === 'generic' || scheme === 'docker') return { name: rest }
  const at = type === 'maven' && parts.length < 3 ? -1 : rest.lastIndexOf(':')
  const [name, version] = at > 0 ? [rest.slice(0, at), rest.slice(at + 1)] : [rest, undefined]
  const purl =
    type && (type !== 'maven' || name.includes(':'))
      ? purlOf({ type, name, version: version ?? '' })
      : undefined
  return { name, version: version || undefined, purl }
}

/** A package of a distribution: its version may have an epoch before a colon. */
function system(type: string, namespace = '', release = '', [name = '', ...version]: string[]): Named {
  const full = version.join(':').replace(/^0:/, '') || undefined
  const qualifiers = release ? { distro: release } : undefined
  return { name, version: full, purl: purlOf({ type, namespace, name, version: full ?? '', qualifiers }) }
}

/** An archive's name holds its version by custom; the last step of an impact path may be an id without its scheme. */
export function packageOfFile(step: string): Named {
  const parts = step.split(':')
  if (parts.length > 2) return { name: parts[1] as string, version: parts.slice(2).join(':') }
  const [, name, version] = /^(.+?)-(\d[\w.-]*)\.[jwe]ar$/.exec(step) ?? []
  return name && version ? { name, version } : { name: step }
}

/** `name@version` */
export function labelOfId(id: string): string {
  const { name, version, purl } = packageOfId(id)
  return [packageOfPurl(purl)?.name ?? name, version].filter(Boolean).join('@')
}

/** Fixed versions are ranges: `[1.26]`, `≥ 2.0`, `[1.2,2.0)`: where each begins. */
export const fixVersionsOf = (ranges: string[]): string[] => [
  ...new Set(ranges.flatMap((range) => /^[[(≥>=\s]*([^\s,[\]()]+)/.exec(range.trim())?.[1] ?? [])),
]
