import { normalName } from './normal-name.ts'
import { osvPackageOf } from './osv-package-of.ts'

/** A package URL without qualifiers, and those of them that tell advisories apart, as it would write them. */
export interface PackageSource {
  purl: string
  qualifiers?: string | null | undefined
}

/** The distribution's release, the source package, the epoch. Where a copy lies (repository, file name) is nothing to advisories. */
const TELLING = ['distro', 'epoch', 'upstream']

/** Of a package URL's qualifiers those that tell advisories apart, in one order; undefined without any. */
export function tellingQualifiers(qualifiers: Readonly<Record<string, string>>): string | undefined {
  const told = TELLING.flatMap((name) =>
    Object.hasOwn(qualifiers, name) ? [`${name}=${encodeURIComponent(qualifiers[name] ?? '')}`] : [],
  )
  return told.length ? told.join('&') : undefined
}

/** A package under a name by which advisories may speak of it. */
export interface NamedPackage {
  /** OSV's name of the ecosystem, without the release. */
  ecosystem: string
  /** `12` of `Debian:12`; empty where the ecosystem has none. */
  release: string
  /** By {@link normalName}. */
  name: string
  version: string
}

// Estates use the same packages over and over; to take a package URL apart costs more than all the rest of matching it.
const MOST_KEPT = 50_000
const kept = new Map<string, readonly NamedPackage[]>()

/** Every name, ecosystem and release under which advisories may speak of a package; empty where none do. */
export function namedPackages({ purl, qualifiers }: PackageSource): readonly NamedPackage[] {
  const whole = qualifiers ? `${purl}?${qualifiers}` : purl
  const known = kept.get(whole)
  if (known) return known
  if (kept.size >= MOST_KEPT) kept.clear()
  const named = namedBy(whole)
  kept.set(whole, named)
  return named
}

function namedBy(purl: string): NamedPackage[] {
  return osvPackageOf(purl).map(({ ecosystem, name, version = '' }) => {
    const [base = '', ...release] = ecosystem.split(':')
    return { ecosystem: base, release: release.join(':'), name: normalName(base, name), version }
  })
}

/** The same, whatever the release, in one word each: `npm:lodash`, `Debian:openssl`. */
export const packagesOf = (source: PackageSource): string[] => [
  ...new Set(namedPackages(source).map(packageKey)),
]

/** How an ecosystem's package is written in one word. */
export const packageKey = ({ ecosystem, name }: { ecosystem: string; name: string }): string =>
  `${ecosystem}:${name}`
