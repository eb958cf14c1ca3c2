import type { ComponentReach } from '../../model/component.ts'
import type { DiscoveredComponent, Discovery } from '../contract.ts'
import { folderOf } from '../source/folder-of.ts'
import { ECOSYSTEMS, type Ecosystem, type ImportedModule } from './contract.ts'
import { candidatesOf, type Known, nameKey } from './packages/candidates.ts'

type Parts = Pick<Discovery, 'components' | 'dependencies' | 'imports' | 'namespaces'>

/** A package's reach by way of others: that something needs it does not say that this path runs. */
const TRANSITIVE = 0.5
/** Nothing names it: it may be loaded by its name in a setting, or by a command. */
const UNNAMED = 0.6
/** A lockfile that does not lie above the code may still be its own. */
const ASIDE = 0.8
const BY_MANIFEST = 0.8
const MOST_USES = 300

/**
 * How far source shows each package to be reached: `imported` where code names it, or where what brings it in is imported; `present`
 * where the code of its language was read and names neither. Packages of languages that no code was read of get none. Imports come
 * back with the package that each is of.
 */
export function reachOfComponents(whole: Parts): Pick<Discovery, 'components' | 'imports'> {
  const shelves = shelvesOf(whole.components)
  const direct = new Map<string, ComponentReach>()
  const read = new Set(whole.imports.map(({ ecosystem }) => ecosystem))
  const namespaces = namespacesOf(whole)
  const knownOf = new Map(
    ECOSYSTEMS.map((one): [Ecosystem, Known] => [
      one,
      { names: new Set(shelves.get(one)?.keys()), namespaces },
    ]),
  )
  const imports = whole.imports.map((one) => {
    const known = knownOf.get(one.ecosystem) as Known
    const found = one.all
      ? [...known.names].map((name) => ({ name, confidence: BY_MANIFEST }))
      : candidatesOf(one.ecosystem, one.module, known)
    for (const { name, confidence } of found) {
      const { picks, factor } = meant(shelves.get(one.ecosystem)?.get(name) ?? [], one)
      for (const pick of picks) note(direct, pick, one, confidence * factor)
    }
    const [first] = found
    return first && !one.all ? { ...one, package: first.name, confidence: first.confidence } : one
  })
  const needed = new Set(whole.dependencies.flatMap(({ dependsOn }) => dependsOn))
  const reach = new Map([...transitive(whole, direct), ...direct])
  const components = whole.components.map((one) => {
    const ecosystem = ecosystemOf(one)
    if (one.root || !ecosystem || !read.has(ecosystem)) return one
    return {
      ...one,
      reach: reach.get(one.ref) ?? (needed.has(one.ref) || one.direct !== false ? UNREACHED : UNTOLD),
    }
  })
  // The language's own modules and the project's are none of a package.
  return { components, imports: imports.filter((one) => one.package || one.all) }
}

const UNREACHED: ComponentReach = {
  level: 'present',
  atMost: false,
  evidence: 'no import of it, or of what brings it in, was found in the source',
  confidence: UNNAMED,
}

/** Not used directly, and the lockfile does not say by whom: a `go.mod` has no graph. */
const UNTOLD: ComponentReach = {
  level: 'present',
  atMost: false,
  evidence: 'no import of it was found, and its lockfile does not tell what brings it in',
  confidence: 0.3,
}

type Shelf = Map<string, DiscoveredComponent[]>

/** Components by ecosystem and name. */
function shelvesOf(components: readonly DiscoveredComponent[]): Map<Ecosystem, Shelf> {
  const shelves = new Map<Ecosystem, Shelf>()
  for (const one of components) {
    const ecosystem = ecosystemOf(one)
    if (!ecosystem || one.root) continue
    const shelf: Shelf = shelves.get(ecosystem) ?? new Map()
    const key = nameKey(ecosystem, one.name)
    shelf.set(key, [...(shelf.get(key) ?? []), one])
    shelves.set(ecosystem, shelf)
  }
  return shelves
}

function ecosystemOf({ purl }: DiscoveredComponent): Ecosystem | undefined {
  const type = /^pkg:([^/]+)\//.exec(purl ?? '')?.[1]
  return ECOSYSTEMS.find((one) => one === type)
}

const namespacesOf = ({ namespaces }: Parts): Map<string, string> =>
  new Map(namespaces.flatMap((one) => one.prefixes.map((prefix) => [prefix.toLowerCase(), one.package])))

/** Of the packages of one name, those that the code of a folder gets: of the nearest lockfile above it, the direct ones before others. */
function meant(
  all: readonly DiscoveredComponent[],
  { folder }: ImportedModule,
): { picks: readonly DiscoveredComponent[]; factor: number } {
  const above = all.filter(({ path = '' }) => isWithin(folder, folderOf(path)))
  const deepest = above.reduce((most, { path = '' }) => Math.max(most, folderOf(path).length), 0)
  const near = above.filter(({ path = '' }) => folderOf(path).length === deepest)
  const chosen = near.length > 0 ? near : all
  const direct = chosen.filter((one) => one.direct)
  return { picks: direct.length > 0 ? direct : chosen, factor: near.length > 0 ? 1 : ASIDE }
}

const isWithin = (folder: string, outer: string): boolean =>
  outer === '' || folder === outer || folder.startsWith(`${outer}/`)

function note(
  found: Map<string, ComponentReach>,
  { ref }: DiscoveredComponent,
  { file, line, module, count, uses = {} }: ImportedModule,
  confidence: number,
): void {
  const known = found.get(ref)
  const more = count > 1 ? ` and ${count - 1} more files` : ''
  const reach: ComponentReach = known ?? {
    level: 'imported',
    atMost: false,
    evidence: `${file}:${line} imports ${module}${more}`,
    confidence: round(confidence),
    uses: {},
  }
  if (known && known.confidence < confidence) known.confidence = round(confidence)
  const kept = reach.uses ?? {}
  for (const [name, place] of Object.entries(uses)) {
    if (Object.keys(kept).length >= MOST_USES) break
    kept[`${module}#${name}`] ??= place
  }
  found.set(ref, reach)
}

const round = (value: number): number => Math.round(value * 100) / 100

/** What imported packages bring in, and those in turn: each by the nearest way. */
function transitive(
  { components, dependencies }: Parts,
  direct: ReadonlyMap<string, ComponentReach>,
): Map<string, ComponentReach> {
  const needs = new Map(dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]))
  const names = new Map(components.map(({ ref, name }) => [ref, name]))
  const found = new Map<string, ComponentReach>()
  let edge = [...direct].map(([ref, { evidence, confidence }]) => ({
    ref,
    evidence: `${names.get(ref)}: ${evidence}`,
    confidence,
  }))
  while (edge.length > 0) {
    const next: typeof edge = []
    for (const { ref, evidence, confidence } of edge)
      for (const need of needs.get(ref) ?? []) {
        if (direct.has(need) || found.has(need)) continue
        found.set(need, {
          level: 'imported',
          atMost: false,
          evidence: `by way of ${evidence}`,
          confidence: round(confidence * TRANSITIVE),
        })
        next.push({ ref: need, evidence, confidence })
      }
    edge = next
  }
  return found
}
