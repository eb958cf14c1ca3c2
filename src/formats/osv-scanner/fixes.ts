import type { Advisory, ScannedPackage } from './schema.ts'

type Entry = Advisory['affected'][number]

/**
 * The versions that fix the advisory in this package. Distributions list one entry for each of their releases
 * (`Debian:12`, `Debian:11`): the one of the same release counts, else those of the same ecosystem.
 */
export function fixesOf(advisory: Advisory, scanned: ScannedPackage['package']): string[] {
  const fixes = entriesFor(advisory, scanned)
    .flatMap(({ ranges }) => ranges)
    .filter(({ type }) => (type === 'GIT') === isSource(scanned))
    .flatMap(({ events }) => events.map(({ fixed }) => fixed))
  return [...new Set(fixes.filter((fixed) => fixed !== undefined))]
}

/** Known by its commit alone. */
const isSource = ({ version, commit }: ScannedPackage['package']): boolean => !version && commit !== undefined

/** What the advisory says of this package. */
export function entriesFor({ affected }: Advisory, scanned: ScannedPackage['package']): Entry[] {
  if (isSource(scanned)) return affected
  const named = affected.filter((entry) => entry.package?.name === scanned.name)
  const exact = named.filter((entry) => entry.package?.ecosystem === scanned.ecosystem)
  if (exact.length > 0) return exact
  return named.filter((entry) => family(entry.package?.ecosystem) === family(scanned.ecosystem))
}

const family = (ecosystem?: string): string | undefined => ecosystem?.replace(/:.*$/, '')
