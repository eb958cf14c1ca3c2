import { isVisible, type VisibleAssets } from '../../access/visible-assets.ts'
import type { Severity } from '../../model/severity.ts'
import { severityRank } from '../../model/severity.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { keptChain } from './chains.ts'
import { readCombination } from './definition.ts'
import { loadFindings } from './load-findings.ts'
import { loadGraph } from './load-graph.ts'
import { observationOfHit } from './observation-of-hit.ts'
import { type ReadLink, tellChains } from './read-chains.ts'
import { search } from './search.ts'

export interface CombinationDryRun {
  combination: string
  /** Places where it would be found, and the assets that they are on. */
  hits: number
  assets: number
  /** Of these, places where one of this name is found already; and places where it would be found no longer. */
  known: number
  gone: number
  bySeverity: Partial<Record<Severity, number>>
  /** The worst of them. */
  examples: { title: string; severity: Severity; asset: { id: string; name: string }; chain: ReadLink[] }[]
  things: number
  ms: number
}

const MOST_EXAMPLES = 20
const LONGEST_MS = 20_000

/**
 * Where a text would be found in the estate that somebody may see. Nothing is written. Throws `bad_combination`, `too_broad` (400) where
 * the search takes too long.
 */
export async function dryRunCombination(
  tx: Tx,
  text: string,
  visible: VisibleAssets,
): Promise<CombinationDryRun> {
  const begun = performance.now()
  const definition = readCombination('The combination', text)
  const { graph, findings } = await load(tx, definition)
  const hits = search(graph, definition, findings).filter(({ asset }) => isVisible(visible, asset.id))
  const made = hits
    .map((hit) => ({ hit, observation: observationOfHit(definition, hit) }))
    .sort((a, b) => severityRank(b.observation.severity) - severityRank(a.observation.severity))
  const shown = made.slice(0, MOST_EXAMPLES)
  const chains = await tellChains(
    tx,
    shown.map(({ hit, observation }) => keptChain(definition.id, hit, observation).chain),
    visible,
  )
  const before = await placesOf(tx, definition.id, visible)
  const places = new Set(hits.map(({ asset, address }) => `${asset.id} ${address}`))
  return {
    combination: definition.id,
    hits: hits.length,
    assets: new Set(hits.map(({ asset }) => asset.id)).size,
    known: [...places].filter((place) => before.has(place)).length,
    gone: [...before].filter((place) => !places.has(place)).length,
    bySeverity: countsOf(made.map(({ observation }) => observation.severity)),
    examples: shown.map(({ hit: { asset }, observation: { title, severity } }, i) => ({
      title,
      severity,
      asset: { id: asset.id, name: asset.name },
      chain: chains[i] ?? [],
    })),
    things: graph.nodes.length,
    ms: Math.round(performance.now() - begun),
  }
}

async function load(tx: Tx, definition: ReturnType<typeof readCombination>) {
  await tx.query(`set local statement_timeout = ${LONGEST_MS}`)
  try {
    return { graph: await loadGraph(tx, [definition]), findings: await loadFindings(tx, [definition]) }
  } catch (error) {
    if ((error as { code?: string }).code !== '57014') throw error
    throw new AppError(
      'too_broad',
      400,
      'Its conditions on findings hold for too many to look at in time. Name kinds, a severity or weaknesses in them.',
    )
  }
}

/** Where one of a name is found already: `asset address`. */
async function placesOf(tx: Tx, combination: string, visible: VisibleAssets): Promise<Set<string>> {
  const { rows } = await tx.query<{ asset: string; address: string }>(
    'select asset_id as asset, address from combination_chain where combination = $1',
    [combination],
  )
  return new Set(
    rows.filter(({ asset }) => isVisible(visible, asset)).map(({ asset, address }) => `${asset} ${address}`),
  )
}

function countsOf(severities: readonly Severity[]): Partial<Record<Severity, number>> {
  const counts: Partial<Record<Severity, number>> = {}
  for (const severity of severities) counts[severity] = (counts[severity] ?? 0) + 1
  return counts
}
