import { complete } from '../complete.ts'
import type { Discovery } from '../contract.ts'
import { UNITS } from '../registry.ts'
import { discoverTexts } from '../test-discover.ts'

/** For tests: the discovery of files that are given as texts by path, with everything that only the whole tells. */
export const discovered = (texts: Record<string, string>): Discovery =>
  complete(
    discoverTexts(
      texts,
      UNITS.filter(({ id }) => id === 'lockfiles' || id === 'deployables'),
    ),
    new Map(),
  )

/** Components but roots, each as `purl scope direct|transitive|?`, sorted; as short as a test can read it. */
export const lines = ({ components }: Pick<Discovery, 'components'>): string[] =>
  components
    .filter(({ root }) => !root)
    .map(
      ({ purl, name, scope = '-', direct }) =>
        `${purl ?? name} ${scope} ${direct === undefined ? '?' : direct ? 'direct' : 'transitive'}`,
    )
    .sort()

/** Edges by names: `shop -> express, qs`. */
export function edges({ components, dependencies }: Discovery): string[] {
  const nameOf = new Map(components.map(({ ref, name }) => [ref, name]))
  const named = (ref: string): string => nameOf.get(ref) ?? `unknown ${ref}`
  return dependencies
    .map(({ ref, dependsOn }) => `${named(ref)} -> ${dependsOn.map(named).sort().join(', ')}`)
    .sort()
}
