import type { Tx } from '../../platform/database.ts'
import { lockAsset } from '../lock-asset.ts'
import { mergeFindings } from '../merge-findings.ts'
import { takeOut } from '../take-out.ts'
import { type Rank, settle } from '../triage/settle.ts'
import { membersOf } from './members.ts'
import { readMergeRules } from './merge-rules.ts'
import { regroup } from './regroup.ts'
import { replay } from './replay.ts'

/**
 * Makes an asset's findings what the rules of now say of its stored observations: what fell apart is taken out, then what came
 * together is merged into the oldest. History and a person's words go along as with any split or merge. Returns whether anything changed.
 */
export async function applyMergeRules(tx: Tx, asset: string, rank: Rank): Promise<boolean> {
  await lockAsset(tx, asset)
  const opener = await replay(tx, asset, await readMergeRules(tx))
  const at = new Date()
  const touched = new Set<string>()
  for (const { finding, leaving } of regroup(await membersOf(tx, asset), opener).splits) {
    touched.add(finding)
    const reason = { rule: 'rules', from: finding }
    for (const observations of leaving)
      touched.add(await takeOut(tx, { asset, finding, leaving: observations, at, pinned: false, reason }))
  }
  const { merges } = regroup(await membersOf(tx, asset), opener)
  const into = new Map(
    merges.flatMap(([winner, ...losers]) =>
      losers.map((loser): [string, string] => [loser, winner as string]),
    ),
  )
  for (const winner of await mergeFindings(tx, { asset, into, at, reason: { rule: 'rules' } }))
    touched.add(winner)
  if (touched.size === 0) return false
  await settle(tx, { asset, at, refresh: [...touched] }, rank)
  return true
}
