import type { PurlParts } from './purl-parts.ts'

interface Named {
  name: string
  version?: string
}

/**
 * The names under which a distribution's advisories may speak of an installed package: the source package first, which Syft writes as
 * `upstream=openssl`, `upstream=openssl@3.0.11` (deb, apk) and `upstream=openssl-1.1.1k-9.el8_7.src.rpm` (rpm).
 */
export function systemSources(parts: PurlParts, names: 'source' | 'either'): Named[] {
  const { type, name, version, qualifiers } = parts
  const epoch = /^\d{1,9}$/.test(qualifiers.epoch ?? '') ? qualifiers.epoch : undefined
  const own: Named = named(name, withEpoch(version, epoch))
  const upstreams = (qualifiers.upstream ?? '').split(',').flatMap((text) => {
    const source = type === 'rpm' ? sourceRpm(text, epoch) : sourcePackage(text)
    return source ? [{ ...own, ...source }] : []
  })
  if (upstreams.length === 0) return [own]
  const others = names === 'either' && !upstreams.some((one) => one.name === name) ? [own] : []
  return [...upstreams, ...others]
}

const named = (name: string, version: string | undefined): Named => ({ name, ...(version && { version }) })

const withEpoch = (version: string | undefined, epoch: string | undefined): string | undefined =>
  version && epoch && epoch !== '0' && !version.includes(':') ? `${epoch}:${version}` : version

/** The source's version is told where it differs from the binary package's, with its own epoch. */
function sourcePackage(text: string): Named | undefined {
  const [name, version] = text.trim().split('@')
  return name ? named(name, version) : undefined
}

/** `name-version-release.src.rpm`; the file's name leaves out the epoch, which is the binary package's. */
function sourceRpm(text: string, epoch: string | undefined): Named | undefined {
  const [, name, version] = /^(.+)-([^-]+-[^-]+?)(?:\.(?:src|nosrc))?\.rpm$/.exec(text.trim()) ?? []
  if (name) return named(name, withEpoch(version, epoch))
  return text.trim() ? sourcePackage(text) : undefined
}
