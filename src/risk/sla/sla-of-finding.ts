import { actorNames } from '../../access/actor-names.ts'
import { type SlaStart, type SlaState, slaClock, slaState } from '../../model/sla-state.ts'
import type { Tx } from '../../platform/database.ts'
import { notFound } from '../../platform/errors.ts'

export interface FindingSla {
  state: SlaState
  dueAt: string | null
  days: number | null
  from: SlaStart | null
  calendar: string | null
  policy: string | null
  rule: string | null
  pauses: {
    reason: string
    by: string
    at: string
    resumedAt: string | null
    resumedBy: string | null
    resumeReason: string | null
  }[]
}

interface Row {
  state: 'open' | 'fixed' | 'accepted' | 'false_positive'
  due_at: Date | null
  fixed_at: Date | null
  paused: boolean
  value: { days: number; from: SlaStart; calendar?: string | null } | null
  policy: string | null
  rule: string | null
}

/** A finding's due date, the rule that set it and when its clock stood. Throws 404. */
export async function slaOfFinding(tx: Tx, asset: string, finding: string): Promise<FindingSla> {
  const { rows } = await tx.query<Row>(
    `select f.state, f.due_at, f.fixed_at, f.sla_paused_at is not null as paused, e.value, e.policy, e.rule
     from finding f left join lateral (
       select value, policy, rule from finding_effect where asset_id = $1 and finding_id = f.id and effect = 'sla' limit 1) e on true
     where f.asset_id = $1 and f.id = $2`,
    [asset, finding],
  )
  const [row] = rows
  if (!row) throw notFound('finding', finding)
  const due = row.due_at?.getTime() ?? 0
  const clock = slaClock(row.state, row.paused, due, row.fixed_at?.getTime() ?? 0)
  return {
    state: slaState(clock, due, Date.now()),
    dueAt: row.due_at?.toISOString() ?? null,
    days: row.value?.days ?? null,
    from: row.value?.from ?? null,
    calendar: row.value?.calendar ?? null,
    policy: row.policy,
    rule: row.rule,
    pauses: await readPauses(tx, asset, finding),
  }
}

async function readPauses(tx: Tx, asset: string, finding: string): Promise<FindingSla['pauses']> {
  const { rows } = await tx.query<{
    reason: string
    by: string
    at: Date
    resumedAt: Date | null
    resumedBy: string | null
    resumeReason: string | null
  }>(
    `select reason, paused_by as by, paused_at as at, resumed_at as "resumedAt", resumed_by as "resumedBy", resume_reason as "resumeReason"
     from sla_pause where asset_id = $1 and finding_id = $2 order by paused_at, id`,
    [asset, finding],
  )
  const name = await actorNames(
    tx,
    rows.flatMap(({ by, resumedBy }) => [by, resumedBy]),
  )
  return rows.map((row) => ({
    ...row,
    by: name(row.by),
    at: row.at.toISOString(),
    resumedAt: row.resumedAt?.toISOString() ?? null,
    resumedBy: row.resumedBy && name(row.resumedBy),
  }))
}
