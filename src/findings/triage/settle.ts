import type { Tx } from '../../platform/database.ts'
import { notify } from '../../platform/notify.ts'
import { recountPosture } from '../posture.ts'
import { refreshFindings } from '../refresh.ts'

/** Scores an asset's findings that have no score: risk's part, given by who calls. */
export type Rank = (tx: Tx, asset: string) => Promise<unknown>

/** What follows every change by a person: rows made again where observations moved, scores, counts, and a word to who watches. */
export async function settle(
  tx: Tx,
  { asset, at, refresh = [] }: { asset: string; at: Date; refresh?: readonly string[] },
  rank: Rank,
): Promise<void> {
  const { fixed, reopened } = await refreshFindings(tx, { asset, findings: refresh, at })
  await rank(tx, asset)
  await recountPosture(tx, asset, at, { opened: [], fixed, reopened }, 'triage')
  await notify(tx, { topic: 'finding', asset })
}
