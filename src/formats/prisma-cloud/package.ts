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

/** In the table of hosts the type is that of the check for vulnerabilities: `image`. */
export const isSystem = (type: string | undefined): boolean =>
  type !== undefined && ['os', 'package', 'image'].includes(type.toLowerCase())

/** `glibc (used in libc6, libc-bin)` is glibc, found by these packages. */
export function namesIn(given: string): { name: string; binaries: string[] } {
  const [, name = given, binaries = ''] = /^(.+?) \(used in (.+)\)$/.exec(given.trim()) ?? []
  return { name: name.trim(), binaries: binaries.split(/\s*,\s*/).filter(Boolean) }
}

/** The package URL of a package of the operating system that a report names in any words: `ubuntu:18.04`, `Alpine Linux v3.18`. */
export function systemPurl(
  distro: string | undefined,
  name: string,
  version: string | undefined,
): string | undefined {
  const [, type, namespace = ''] = SYSTEMS.find(([pattern]) => pattern.test(distro ?? '')) ?? []
  return type && purlOf({ type, namespace, name, version: version ?? '' })
}

/** Java's packages are named `group_artifact`. */
export function packageOf({
  name,
  version,
  type,
  distro,
}: Given): Pick<AffectedComponent, 'name' | 'version' | 'purl'> {
  if (isSystem(type)) return { name, version, purl: systemPurl(distro, name, version) }
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
