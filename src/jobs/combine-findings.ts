import { setTimeout as sleep } from 'node:timers/promises'
import { applyReport } from '../findings/ingest/apply.ts'
import { clearStaging, stage } from '../findings/ingest/stage.ts'
import { lockAsset } from '../findings/lock-asset.ts'
import { recountPosture } from '../findings/posture.ts'
import type { Item } from '../formats/contract.ts'
import { defaultBranch } from '../inventory/default-branch.ts'
import type { Observation } from '../model/observation.ts'
import { type Pool, transaction } from '../platform/database.ts'
import { contentId, newId } from '../platform/ids.ts'
import { notify } from '../platform/notify.ts'
import {
  chainKey,
  type KeptChain,
  keptChain,
  keptContents,
  replaceChains,
  setLeastScores,
} from '../risk/combinations/chains.ts'
import { loadFindings } from '../risk/combinations/load-findings.ts'
import { loadGraph } from '../risk/combinations/load-graph.ts'
import { COMBINER, observationOfHit } from '../risk/combinations/observation-of-hit.ts'
import { lastRun, recordRun } from '../risk/combinations/runs.ts'
import { search } from '../risk/combinations/search.ts'
import { combinationsInForce } from '../risk/combinations/store.ts'
import { firstScorer } from '../risk/first-score.ts'
import { rankingBasis } from '../risk/ranking-basis.ts'
import { settleFindings } from '../risk/settle-findings.ts'

/** Where a search takes long, it takes no more than this share of the time: it waits after the last one. */
const SHARE = 0.1
const LONG_MS = 1_000
const LONGEST_WAIT_MS = 60_000

interface Made {
  chain: KeptChain
  observation: Observation
}

/**
 * Searches the whole estate for combinations and makes findings of them the way a tool's report would: what is still there is unchanged,
 * what is gone is fixed. Assets whose combinations are what they were are not touched.
 */
export async function combineFindings(pool: Pool): Promise<void> {
  const before = await transaction(pool, lastRun)
  if (before && before.ms > LONG_MS) {
    const rest = before.at.getTime() + before.ms / SHARE - Date.now()
    if (rest > 0) await sleep(Math.min(rest, LONGEST_WAIT_MS))
  }
  const { made, changed, ms, things } = await look(pool)
  for (const asset of changed) await applyTo(pool, asset, made.get(asset) ?? [])
  await transaction(pool, async (tx) => recordRun(tx, { at: new Date(), ms, things }))
}

/** All hits by asset, and the assets where they are not what is kept. */
async function look(pool: Pool) {
  const started = Date.now()
  return transaction(pool, async (tx) => {
    await tx.query('set transaction isolation level repeatable read, read only')
    const definitions = await combinationsInForce(tx)
    const graph = await loadGraph(tx, definitions)
    const findings = await loadFindings(tx, definitions)
    const made = new Map<string, Made[]>()
    for (const definition of definitions)
      for (const hit of search(graph, definition, findings)) {
        const observation = observationOfHit(definition, hit)
        const own = made.get(hit.asset.id) ?? []
        own.push({ observation, chain: keptChain(definition.id, hit, observation) })
        made.set(hit.asset.id, own)
      }
    const kept = await keptContents(tx)
    const changed = [...new Set([...made.keys(), ...kept.keys()])].filter((asset) => {
      const [now, then] = [made.get(asset) ?? [], kept.get(asset)]
      return (
        now.length !== (then?.size ?? 0) ||
        now.some(({ chain }) => then?.get(chainKey(chain)) !== chain.content)
      )
    })
    return { made, changed: changed.sort(), ms: Date.now() - started, things: graph.nodes.length }
  })
}

async function applyTo(pool: Pool, asset: string, made: readonly Made[]): Promise<void> {
  const run = newId()
  const { branch, basis } = await transaction(pool, async (tx) => ({
    branch: await defaultBranch(tx, asset),
    basis: await rankingBasis(tx, asset),
  }))
  try {
    const staged = await stage(pool, itemsOf(made), {
      asset,
      report: run,
      branch,
      scopeName: null,
      fallbackTool: () => COMBINER,
      observedAt: () => new Date(),
      firstScore: firstScorer(basis),
    })
    await transaction(pool, async (tx) => {
      await lockAsset(tx, asset)
      const sha256 = contentId('combinations', ...made.map(({ chain }) => chain.content))
      const { flow, at } = await applyReport(tx, { asset, report: run, branch, sha256, staged })
      await replaceChains(
        tx,
        asset,
        made.map(({ chain }) => chain),
      )
      await setLeastScores(
        tx,
        asset,
        made.map(({ chain }) => chain),
      )
      await settleFindings(tx, asset, 'unranked')
      await recountPosture(tx, asset, at, flow)
      await notify(tx, { topic: 'finding', asset })
    })
  } finally {
    await clearStaging(pool, { asset, report: run })
  }
}

async function* itemsOf(made: readonly Made[]): AsyncIterable<Item> {
  yield { type: 'header', tool: COMBINER }
  for (const { observation } of made) yield observation
}
