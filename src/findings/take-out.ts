import type { Observation } from '../model/observation.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { appendEvents } from './append-events.ts'
import { identify } from './identity.ts'

export interface TakeOut {
  asset: string
  finding: string
  /** Some but not all of the finding's observations. */
  leaving: readonly string[]
  at: Date
  /** Who says so; absent when the rules do. */
  actor?: string
  /** Matching never moves them again. */
  pinned: boolean
  reason: { rule: string; [detail: string]: unknown }
}

/**
 * Takes observations out of a finding into a new one, which inherits decision, assignee and severity. Returns the new finding's id;
 * callers refresh both rows.
 */
export async function takeOut(tx: Tx, args: TakeOut): Promise<string> {
  const { asset, finding, leaving, at, actor, pinned, reason } = args
  const id = newId()
  const members = await readMembers(tx, asset, finding)
  await copyFinding(tx, { asset, from: finding, id, at })
  await tx.query(
    'update observation set finding_id = $3, pinned = $4, reason = $5 where asset_id = $1 and id = any($2::uuid[])',
    [asset, leaving, id, pinned, reason],
  )
  const isLeaving = (member: Member): boolean => leaving.includes(member.id)
  await handKeys(tx, {
    asset,
    from: finding,
    to: id,
    leaving: members.filter(isLeaving),
    staying: members.filter((member) => !isLeaving(member)),
  })
  await appendEvents(tx, { asset, type: 'split', at, ...(actor && { actor }) }, [
    { finding, data: { into: id, observations: leaving } },
    { finding: id, data: { from: finding } },
  ])
  return id
}

interface Member {
  id: string
  tool: string
  data: Observation
}

async function readMembers(tx: Tx, asset: string, finding: string): Promise<Member[]> {
  const { rows } = await tx.query<Member>(
    `select o.id, s.tool, d.data from observation o
     join scope s on s.asset_id = $1 and s.id = o.scope_id
     join observation_detail d on d.asset_id = $1 and d.observation_id = o.id
     where o.asset_id = $1 and o.finding_id = $2`,
    [asset, finding],
  )
  return rows
}

/** The new row is the old one's, to be made again from its own observations; a person's words come along. */
async function copyFinding(
  tx: Tx,
  { asset, from, id, at }: { asset: string; from: string; id: string; at: Date },
): Promise<void> {
  await tx.query(
    `insert into finding (asset_id, id, posture, present, decision, kind, severity, severity_override, title, rule, place, tools,
                          assignee, assigned_by, first_seen, fixed_at, changed_at)
     select asset_id, $3, posture, present, decision, kind, severity, severity_override, title, rule, place, tools,
            assignee, assigned_by, first_seen, fixed_at, $4 from finding where asset_id = $1 and id = $2`,
    [asset, from, id, at],
  )
  await tx.query(
    `insert into finding_decision (asset_id, finding_id, reason, decided_by, decided_at, until, exception_id)
     select asset_id, $3, reason, decided_by, decided_at, until, exception_id from finding_decision where asset_id = $1 and finding_id = $2`,
    [asset, from, id],
  )
  await tx.query(
    `insert into exception_finding (asset_id, exception_id, finding_id, covered_at, exploited, exposed, fixable, severity, score, lapsed_at, lapsed_by)
     select asset_id, exception_id, $3, covered_at, exploited, exposed, fixable, severity, score, lapsed_at, lapsed_by
     from exception_finding where asset_id = $1 and finding_id = $2`,
    [asset, from, id],
  )
}

/** Identities that only the leaving observations have go along: what another tool says of them later joins the new finding. */
async function handKeys(
  tx: Tx,
  {
    asset,
    from,
    to,
    leaving,
    staying,
  }: { asset: string; from: string; to: string; leaving: Member[]; staying: Member[] },
): Promise<void> {
  const shared = (members: Member[]): string[] =>
    members.flatMap(({ tool, data }) => identify(tool, data).shared)
  const kept = new Set(shared(staying))
  await tx.query(
    'update finding_key set finding_id = $3 where asset_id = $1 and finding_id = $2 and key = any($4::uuid[])',
    [asset, from, to, shared(leaving).filter((key) => !kept.has(key))],
  )
}
