import { isDeepStrictEqual } from 'node:util'
import { applyReport } from '../findings/ingest/apply.ts'
import { clearStaging, stage } from '../findings/ingest/stage.ts'
import { lockAsset } from '../findings/lock-asset.ts'
import { recountPosture } from '../findings/posture.ts'
import { appendWithdrawn } from '../findings/signals/append-withdrawn.ts'
import type { Item } from '../formats/contract.ts'
import { otherUsers } from '../intel/matching/altered-packages.ts'
import { findMatches, type Matches } from '../intel/matching/find-matches.ts'
import { MATCHER, observationsOf, recordsOf } from '../intel/matching/observations-of.ts'
import { queueMatching } from '../intel/matching/queue-matching.ts'
import { lastRun, recordRun } from '../intel/matching/runs.ts'
import type { AssetBranch } from '../intel/matching/users-of.ts'
import type { Observation } from '../model/observation.ts'
import { type Pool, type Tx, transaction } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { notify } from '../platform/notify.ts'
import { firstScorer } from '../risk/first-score.ts'
import { rankingBasis } from '../risk/ranking-basis.ts'
import { settleFindings } from '../risk/settle-findings.ts'

/**
 * Holds what an asset uses on a branch against everything that is known, and makes findings of it the way a tool's report would:
 * staged, compared with the last time, merged with what scanners say, ranked. The same matches again write nothing.
 */
export async function matchComponents(
  pool: Pool,
  where: AssetBranch,
  { cpe = false }: { cpe?: boolean } = {},
): Promise<void> {
  const { asset, branch } = where
  const { found, isNews, observations, basis } = await transaction(pool, async (tx) => {
    await tx.query('set transaction isolation level repeatable read, read only')
    const found = await findMatches(tx, where, { today: new Date().toISOString().slice(0, 10), cpe })
    const before = await lastRun(tx, where)
    const isNews = before
      ? before.content !== found.content
      : found.matches.length + found.further.length + found.contested.length > 0
    return {
      found,
      isNews,
      observations: isNews ? await observe(tx, found) : [],
      basis: await rankingBasis(tx, asset),
    }
  })
  if (!isNews) {
    await transaction(pool, (tx) => recordRun(tx, where, found))
    return
  }
  const run = newId()
  try {
    const staged = await stage(pool, itemsOf(observations), {
      asset,
      report: run,
      branch,
      scopeName: null,
      fallbackTool: () => MATCHER,
      observedAt: () => new Date(),
      firstScore: firstScorer(basis),
    })
    await transaction(pool, async (tx) => {
      await lockAsset(tx, asset)
      const { flow, at } = await applyReport(tx, {
        asset,
        report: run,
        branch,
        sha256: found.content,
        staged,
      })
      await appendWithdrawn(tx, { asset, findings: flow.fixed, at })
      const same = isDeepStrictEqual(basis, await rankingBasis(tx, asset))
      await settleFindings(tx, asset, same ? 'unranked' : 'all')
      await recountPosture(tx, asset, at, flow)
      await recordRun(tx, where, found)
      // Whose copy is the odd one out shows only beside the others'.
      await queueMatching(tx, await otherUsers(tx, asset, found.contested))
      await notify(tx, { topic: 'finding', asset })
    })
  } finally {
    await clearStaging(pool, { asset, report: run })
  }
}

const observe = async (tx: Tx, { matches, further, signals }: Matches): Promise<Observation[]> => [
  ...observationsOf(matches, { signals, records: await recordsOf(tx, matches) }),
  ...further,
]

async function* itemsOf(observations: readonly Observation[]): AsyncIterable<Item> {
  yield { type: 'header', tool: MATCHER }
  yield* observations
}
