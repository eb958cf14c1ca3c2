import type { AffectedComponent } from '../../model/observation.ts'
import { purlOf, purlTypeOf } from '../values/purl.ts'

const SYSTEMS: [RegExp, string, string?][] = [
  [/ubuntu/i, 'deb', 'ubuntu'],
  [/debian/i, 'deb', 'debian'],
  [/alpine/i, 'apk', 'alpine'],
  [/wolfi/i, 'apk', 'wolfi'],
  [/red ?hat|rhel/i, 'rpm', 'redhat'],
  [/centos/i, 'rpm', 'centos'],
  [/fedora/i, 'rpm', 'fedora'],
  [/amazon|amzn/i, 'rpm', 'amazon'],
  [/oracle/i, 'rpm', 'oracle'],
  [/rocky/i, 'rpm', 'rocky'],
  [/alma/i, 'rpm', 'almalinux'],
  [/suse/i, 'rpm', 'suse'],
  [/photon/i, 'rpm', 'photon'],
]

interface Given {
  name: string
  version?: string | undefined
  /** Prisma's word: `os`, `jar`, `python`, `nodejs`, `gem`, … */
  type?: string | undefined
  distro?: string | undefined
}

export const isSystem = (type: string | undefined): boolean =>
  type?.toLowerCase() === 'os' || type === 'package'

/** `glibc (used in libc6, libc-bin)` is glibc, found by these packages. */
export function namesIn(given: string): { name: string; binaries: string[] } {
  const [, name = given, binaries = ''] = /^(.+?) \(used in (.+)\)$/.exec(given.trim()) ?? []
  return { name: name.trim(), binaries: binaries.split(/\s*,\s*/).filter(Boolean) }
}

/** Java's packages are named `group_artifact`. */
export function packageOf({
  name,
  version,
  type,
  distro,
}: Given): Pick<AffectedComponent, 'name' | 'version' | 'purl'> {
  if (isSystem(type)) {
    const [, system, namespace = ''] = SYSTEMS.find(([pattern]) => pattern.test(distro ?? '')) ?? []
    return {
      name,
      version,
      purl: system && purlOf({ type: system, namespace, name, version: version ?? '' }),
    }
  }
  const purlType = purlTypeOf(type)
  if (purlType !== 'maven')
    return { name, version, purl: purlType && purlOf({ type: purlType, name, version: version ?? '' }) }
  const full = name.replace(/^([\w-]+(?:\.[\w-]+)+?)_(?=[^_])/, '$1:')
  return {
    name: full,
    version,
    purl: full.includes(':') ? purlOf({ type: 'maven', name: full, version: version ?? '' }) : undefined,
  }
}

/** `fixed in 1.2, 1.3`, also where dates are added in brackets; nothing for `open`, `needed`, `deferred`. */
export const fixVersionsOf = (status: string | undefined): string[] =>
  /^fixed in /i.test(status ?? '')
    ? (status as string)
        .replace(/^fixed in /i, '')
        .split(/\s*,\s*/)
        .filter((version) => /^\S+$/.test(version))
    : []
