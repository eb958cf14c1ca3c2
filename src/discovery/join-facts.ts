import type { AnyUnit, Discovery, DiscoveryProblem, Tree } from './contract.ts'
import { factsOf, type KeptFacts } from './read-facts.ts'

const empty = (): Discovery => ({
  deployables: [],
  endpoints: [],
  fields: [],
  infrastructure: [],
  pipelines: [],
  owners: [],
  policies: [],
  thirdParties: [],
  ai: [],
  components: [],
  dependencies: [],
  imports: [],
  namespaces: [],
  flows: [],
  implementations: [],
  links: [],
  observations: [],
  problems: [],
})

/** Joins the facts of all files, unit by unit, into one discovery. A unit that fails is one problem. */
export function joinFacts(
  units: readonly AnyUnit[],
  files: ReadonlyMap<string, KeptFacts>,
  paths: readonly string[],
  problems: readonly DiscoveryProblem[] = [],
): Discovery {
  const known = new Set(paths)
  const tree: Tree = { paths, has: (path) => known.has(path) }
  const whole = empty()
  add(whole.problems, problems)
  for (const { problems: own } of files.values()) add(whole.problems, own)
  for (const unit of units) {
    const said = joined(unit, files, tree)
    for (const key of Object.keys(said) as (keyof Discovery)[])
      add(whole[key] as unknown[], said[key] as unknown[])
  }
  return whole
}

function joined(unit: AnyUnit, files: ReadonlyMap<string, KeptFacts>, tree: Tree): Partial<Discovery> {
  try {
    return unit.join(factsOf(unit, files), tree)
  } catch (error) {
    const message = `${unit.id} could not put its facts together: ${error instanceof Error ? error.message : String(error)}`
    return { problems: [{ where: '.', message }] }
  }
}

/** Appends without spreading: a large tree has more facts than a call may have arguments. */
function add<Item>(list: Item[], more: readonly Item[]): void {
  for (const one of more) list.push(one)
}
