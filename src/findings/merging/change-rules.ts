import type { Actor } from '../../access/actor.ts'
import { audit } from '../../access/audit.ts'
import type { Tx } from '../../platform/database.ts'
import { enqueue } from '../../platform/queue.ts'
import { type MergeRules, readMergeRules } from './merge-rules.ts'

/** The job that applies the rules to stored observations; its payload is `{assets}`. */
export const MERGE_TASK = 'apply_merge_rules'
const ASSETS_A_JOB = 50

/** Changes the rules for what comes in from now on, and queues their application to what is stored. */
export async function changeMergeRules(tx: Tx, actor: Actor, rules: MergeRules): Promise<void> {
  const before = await readMergeRules(tx)
  await tx.query(
    `insert into merge_rules (rules, changed_by) values ($1, $2)
     on conflict (one) do update set rules = excluded.rules, changed_by = excluded.changed_by, changed_at = now()`,
    [rules, actor.id],
  )
  await audit(tx, actor, 'merge-rules.change', 'merge-rules', { before, after: rules })
  const { rows } = await tx.query<{ id: string }>('select id from asset order by id')
  const assets = rows.map(({ id }) => id)
  for (let start = 0; start < assets.length; start += ASSETS_A_JOB)
    await enqueue(tx, MERGE_TASK, { assets: assets.slice(start, start + ASSETS_A_JOB) })
}
