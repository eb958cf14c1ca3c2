import type { Tx } from '../../../platform/database.ts'
import { newId } from '../../../platform/ids.ts'
import { notify } from '../../../platform/notify.ts'
import { peopleOf } from './people-of.ts'
import type { Place } from './places.ts'

/** What a rule has to say about findings of one asset, and to whom. */
export interface Message {
  policy: string
  rule: string
  reason: string
  /** As the policy writes it. */
  who: string
  findings: readonly string[]
}

const NAMED = 20

/**
 * Leaves word for people. What a rule says again before it is read is added to what waits: one line a rule, however many findings and
 * assets. The seam to other channels (mail, chat): they take what is inserted here.
 */
export async function notifyPeople(tx: Tx, place: Place, messages: readonly Message[]): Promise<void> {
  const lines = []
  for (const { who, findings, ...message } of messages)
    for (const [person, own] of await peopleOf(tx, place, who, findings))
      lines.push({ id: newId(), person, ...message, count: own.length, first: own.slice(0, NAMED).join(',') })
  if (lines.length === 0) return
  // In one order for everybody, so that no two wait for each other; a rule that names somebody twice tells them once.
  const byKey = new Map(lines.map((line) => [`${line.person} ${line.policy} ${line.rule}`, line]))
  const sorted = [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line)
  await tx.query(
    `insert into notification (id, person_id, policy, rule, text, asset_id, findings, finding_ids)
     select n.id, n.person, n.policy, n.rule, n.reason, $1, n.count, string_to_array(n.first, ',')::uuid[]
     from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::int[], $8::text[])
       as n (id, person, policy, rule, reason, count, first)
     on conflict (person_id, policy, rule) where read_at is null do update
       set findings = notification.findings + excluded.findings, at = now(), text = excluded.text,
           asset_id = case when notification.asset_id = excluded.asset_id then excluded.asset_id end,
           finding_ids = (notification.finding_ids || excluded.finding_ids)[1:${NAMED}]`,
    [
      place.id,
      sorted.map(({ id }) => id),
      sorted.map(({ person }) => person),
      sorted.map(({ policy }) => policy),
      sorted.map(({ rule }) => rule),
      sorted.map(({ reason }) => reason),
      sorted.map(({ count }) => count),
      sorted.map(({ first }) => first),
    ],
  )
  for (const person of new Set(sorted.map((line) => line.person)))
    await notify(tx, { topic: 'notification', person })
}
