import type { Tx } from '../../../platform/database.ts'
import { newId } from '../../../platform/ids.ts'
import { notifyAll } from '../../../platform/notify.ts'
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

interface Line {
  person: string
  policy: string
  rule: string
  reason: string
  /** Null for findings of several. */
  asset: string | null
  findings: readonly string[]
}

/**
 * Leaves word for people. What a rule says again before it is read is added to what waits: one line a rule, however many findings and
 * assets. The seam to other channels (mail, chat): they take what is inserted here.
 */
export async function notifyPeople(
  tx: Tx,
  told: readonly { place: Place; messages: readonly Message[] }[],
): Promise<void> {
  const lines = await linesOf(tx, told)
  if (lines.length === 0) return
  // In one order for everybody, so that no two wait for each other.
  const sorted = [...Map.groupBy(lines, keyOf)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, own]) => joined(own))
  await tx.query(
    `insert into notification (id, person_id, policy, rule, text, asset_id, findings, finding_ids)
     select n.id, n.person, n.policy, n.rule, n.reason, n.asset, n.count, string_to_array(n.first, ',')::uuid[]
     from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::int[], $8::text[])
       as n (id, person, policy, rule, reason, asset, count, first)
     on conflict (person_id, policy, rule) where read_at is null do update
       set findings = notification.findings + excluded.findings, at = now(), text = excluded.text,
           asset_id = case when notification.asset_id = excluded.asset_id then excluded.asset_id end,
           finding_ids = (notification.finding_ids || excluded.finding_ids)[1:${NAMED}]`,
    [
      sorted.map(newId),
      sorted.map(({ person }) => person),
      sorted.map(({ policy }) => policy),
      sorted.map(({ rule }) => rule),
      sorted.map(({ reason }) => reason),
      sorted.map(({ asset }) => asset),
      sorted.map(({ findings }) => findings.length),
      sorted.map(({ findings }) => findings.slice(0, NAMED).join(',')),
    ],
  )
  const people = new Set(sorted.map(({ person }) => person))
  await notifyAll(
    tx,
    [...people].map((person) => ({ topic: 'notification', person })),
  )
}

/** What is said of each asset's findings, once to each person and rule, whichever of its names they go by. */
async function linesOf(
  tx: Tx,
  told: readonly { place: Place; messages: readonly Message[] }[],
): Promise<Line[]> {
  const said = told.flatMap(({ place, messages }) => messages.map((message) => ({ place, ...message })))
  const shares = await peopleOf(tx, said)
  const lines = new Map<string, Line>()
  for (const [n, { place, policy, rule, reason }] of said.entries())
    for (const [person, findings] of shares[n] ?? []) {
      const key = `${place.id} ${person} ${policy} ${rule}`
      const before = lines.get(key)?.findings ?? []
      lines.set(key, {
        person,
        policy,
        rule,
        reason,
        asset: place.id,
        findings: [...new Set([...before, ...findings])],
      })
    }
  return [...lines.values()]
}

const keyOf = ({ person, policy, rule }: Line): string => `${person} ${policy} ${rule}`

function joined(lines: readonly Line[]): Line {
  const [first] = lines as [Line]
  if (lines.length === 1) return first
  return { ...first, asset: null, findings: lines.flatMap(({ findings }) => findings) }
}
