import { KINDS, type Kind } from '../model/kind.ts'
import { SEVERITIES, type Severity } from '../model/severity.ts'
import type { Item } from './contract.ts'

/** Kinds of items that are counted by themselves, beside observations' kinds and severities; `nodes` and `links` are the estate's. */
const COUNTED = ['observations', 'components', 'assets', 'nodes', 'links'] as const
const COUNTER: Partial<Record<Item['type'], (typeof COUNTED)[number]>> = {
  observation: 'observations',
  component: 'components',
  asset: 'assets',
  node: 'nodes',
  link: 'links',
}

/** What `stance read --json` prints. */
export interface Summary {
  /** Ids of the formats that were read, usually one. */
  format: string
  /** Tools by their own names; null when the report names none. */
  tool: string | null
  counts: Record<(typeof COUNTED)[number] | 'problems', number>
  /** Only kinds and severities that occur, in the model's order. */
  byKind: Partial<Record<Kind, number>>
  bySeverity: Partial<Record<Severity, number>>
  /** The first of them; `counts` has all. */
  problems: { where: string; message: string }[]
}

// Enough to act on; the count tells how many there are.
const MOST_PROBLEMS = 1_000

/** Counts a report's items as they pass. `formatOf` is asked at the end, when every document's format is known. */
export async function summarize(items: AsyncIterable<Item>, formatOf: () => string): Promise<Summary> {
  const tools = new Set<string>()
  const counts: Summary['counts'] = {
    observations: 0,
    components: 0,
    assets: 0,
    nodes: 0,
    links: 0,
    problems: 0,
  }
  const kinds = new Map<Kind, number>()
  const severities = new Map<Severity, number>()
  const problems: Summary['problems'] = []
  for await (const item of items) {
    const counter = COUNTER[item.type]
    if (counter) counts[counter]++
    if (item.type === 'observation') {
      kinds.set(item.kind, (kinds.get(item.kind) ?? 0) + 1)
      severities.set(item.severity, (severities.get(item.severity) ?? 0) + 1)
    } else if (item.type === 'header') {
      if (item.tool !== undefined) tools.add(item.tool)
    } else if (item.type === 'problem' && ++counts.problems <= MOST_PROBLEMS)
      problems.push({ where: item.where, message: item.message })
  }
  return {
    format: formatOf(),
    tool: tools.size === 0 ? null : [...tools].join(', '),
    counts,
    byKind: inOrder(KINDS, kinds),
    bySeverity: inOrder(SEVERITIES, severities),
    problems,
  }
}

function inOrder<K extends string>(order: readonly K[], counts: Map<K, number>): Partial<Record<K, number>> {
  const present = order.filter((key) => counts.has(key)).map((key) => [key, counts.get(key)])
  return Object.fromEntries(present) as Partial<Record<K, number>>
}
