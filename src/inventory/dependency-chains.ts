import type { Tx } from '../platform/database.ts'
import { componentName } from './component-name.ts'

export interface UsePlace {
  asset: string
  scope: string
  component: string
}

// A graph may be huge or hold cycles; a chain that is not found within these bounds is not worth waiting for.
const MAX_LEVELS = 40
const MAX_VISITED = 20_000

interface Search {
  place: UsePlace
  /** From a component to the one it was reached from: the next step down. */
  down: Map<string, string | null>
  frontier: string[]
  top: string | undefined
}

/** A component on the way to another. */
export interface ChainStep {
  name: string
  /** False for what has no package URL: the application itself, its modules, the lockfile that a tool puts in between. */
  isPackage: boolean
}

/** The chains of `dependencySteps` as names. */
export const dependencyChains = async (tx: Tx, places: readonly UsePlace[]): Promise<string[][]> =>
  (await dependencySteps(tx, places)).map((steps) => steps.map(({ name }) => name))

/**
 * For each place, the shortest chain from a root (or from something that nothing depends on) down to the component; empty when its
 * report holds no graph. All places climb together, one query a level.
 */
export async function dependencySteps(tx: Tx, places: readonly UsePlace[]): Promise<ChainStep[][]> {
  const roots = await rootsOf(tx, places)
  const searches = places.map((place): Search => {
    const isRoot = roots.has(keyOf(place.scope, place.component))
    return {
      place,
      down: new Map([[place.component, null]]),
      frontier: isRoot ? [] : [place.component],
      top: isRoot ? place.component : undefined,
    }
  })
  for (let level = 0; level < MAX_LEVELS && searches.some((search) => search.frontier.length); level++)
    await climb(tx, searches, roots)
  const chains = searches.map(chainOf)
  const steps = await stepsOf(tx, [...new Set(chains.flat())])
  return chains.map((chain) => chain.map((id) => steps.get(id) ?? { name: id, isPackage: false }))
}

const keyOf = (scope: string, id: string): string => `${scope} ${id}`

async function climb(tx: Tx, searches: Search[], roots: ReadonlySet<string>): Promise<void> {
  const rows = searches.flatMap(({ place, frontier }, n) =>
    frontier.map((id) => [n, place.asset, place.scope, id] as const),
  )
  const { rows: edges } = await tx.query<{ search: number; above: string; below: string }>(
    `select f.search, e.from_id as above, e.to_id as below
     from unnest($1::int[], $2::uuid[], $3::uuid[], $4::uuid[]) as f (search, asset_id, scope_id, id)
     join component_edge e on e.asset_id = f.asset_id and e.scope_id = f.scope_id and e.to_id = f.id
     order by e.from_id`,
    [0, 1, 2, 3].map((column) => rows.map((row) => row[column])),
  )
  for (const search of searches) search.frontier = []
  for (const { search: n, above, below } of edges) {
    const search = searches[n] as Search
    if (search.down.has(above) || search.down.size > MAX_VISITED) continue
    search.down.set(above, below)
    search.frontier.push(above)
    if (roots.has(keyOf(search.place.scope, above))) search.top ??= above
  }
  for (const search of searches) if (search.top) search.frontier = []
}

/** From the root down; without a known root from what was reached last, which nothing (new) depends on. */
function chainOf({ place, down, top }: Search): string[] {
  const start = top ?? [...down.keys()].at(-1) ?? place.component
  if (start === place.component && !top) return []
  const chain: string[] = []
  for (let id: string | null | undefined = start; id; id = down.get(id)) chain.push(id)
  return chain
}

async function rootsOf(tx: Tx, places: readonly UsePlace[]): Promise<Set<string>> {
  const { rows } = await tx.query<{ scope: string; id: string }>(
    `select u.scope_id as scope, u.component_id as id
     from (select distinct asset_id, scope_id from unnest($1::uuid[], $2::uuid[]) as p (asset_id, scope_id)) p
     join component_use u on u.asset_id = p.asset_id and u.scope_id = p.scope_id and u.root`,
    [places.map((place) => place.asset), places.map((place) => place.scope)],
  )
  return new Set(rows.map((row) => keyOf(row.scope, row.id)))
}

async function stepsOf(tx: Tx, ids: string[]): Promise<Map<string, ChainStep>> {
  const { rows } = await tx.query<ChainStep & { id: string }>(
    `select c.id, ${componentName('c')} as name, c.purl is not null as "isPackage" from component c where c.id = any($1::uuid[])`,
    [ids],
  )
  return new Map(rows.map(({ id, ...step }) => [id, step]))
}
