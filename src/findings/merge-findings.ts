import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'

export interface MergeArgs {
  asset: string
  /** Loser → winner; no winner is a loser. */
  into: ReadonlyMap<string, string>
  at: Date
  report?: string
  actor?: string
  /** Why, for the history and for each observation that moves: a late alias, a person. */
  reason: { rule: string; [detail: string]: unknown }
}

/**
 * Makes findings one: the loser's observations (but those a person pinned) and identities go to the winner, a person's
 * words carry over where the winner has none, and the loser stays for its history, shown nowhere. Callers refresh the
 * winners. Returns the winners.
 */
export async function mergeFindings(
  tx: Tx,
  { asset, into, at, report, actor, reason }: MergeArgs,
): Promise<string[]> {
  if (into.size === 0) return []
  const [losers, winners] = [[...into.keys()], [...into.values()]]
  const pairs = [asset, losers, winners]
  await tx.query(
    `update observation o set finding_id = p.winner, reason = $4
     from unnest($2::uuid[], $3::uuid[]) as p (loser, winner)
     where o.asset_id = $1 and o.finding_id = p.loser and not o.pinned`,
    [...pairs, reason],
  )
  await tx.query(
    `update finding_key k set finding_id = p.winner
     from unnest($2::uuid[], $3::uuid[]) as p (loser, winner) where k.asset_id = $1 and k.finding_id = p.loser`,
    pairs,
  )
  await carryWords(tx, pairs)
  // A loser that keeps a pinned observation lives on.
  await tx.query(
    `update finding f set merged_into = p.winner, present = false, changed_at = $4
     from unnest($2::uuid[], $3::uuid[]) as p (loser, winner)
     where f.asset_id = $1 and f.id = p.loser
       and not exists (select from observation o where o.asset_id = $1 and o.finding_id = f.id)`,
    [...pairs, at],
  )
  await tx.query(
    `insert into finding_event (asset_id, id, finding_id, at, type, report_id, actor, data)
     select $1, p.id, p.winner, $5, 'joined', $6, $7, $8::jsonb || jsonb_build_object('finding', p.loser)
     from unnest($2::uuid[], $3::uuid[], $4::uuid[]) as p (loser, winner, id)`,
    [...pairs, losers.map(newId), at, report ?? null, actor ?? null, reason],
  )
  return [...new Set(winners)]
}

/** Decision, assignee and severity of a loser go to a winner that has none; notes all go along. */
async function carryWords(tx: Tx, pairs: unknown[]): Promise<void> {
  await tx.query(
    `insert into finding_decision (asset_id, finding_id, reason, decided_by, decided_at, until, exception_id)
     select distinct on (p.winner) $1, p.winner, d.reason, d.decided_by, d.decided_at, d.until, d.exception_id
     from unnest($2::uuid[], $3::uuid[]) as p (loser, winner)
     join finding_decision d on d.asset_id = $1 and d.finding_id = p.loser
     join finding w on w.asset_id = $1 and w.id = p.winner and w.decision is null
     order by p.winner, d.decided_at desc
     on conflict (asset_id, finding_id) do nothing`,
    pairs,
  )
  await tx.query(
    `update finding w set decision = coalesce(w.decision, l.decision), assignee = coalesce(w.assignee, l.assignee),
            assigned_by = case when w.assignee is null then l.assigned_by else w.assigned_by end,
            severity_override = coalesce(w.severity_override, l.severity_override)
     from (select distinct on (p.winner) p.winner, f.decision, f.assignee, f.assigned_by, f.severity_override
           from unnest($2::uuid[], $3::uuid[]) as p (loser, winner) join finding f on f.asset_id = $1 and f.id = p.loser
           order by p.winner, f.decision nulls last, f.assignee nulls last) l
     where w.asset_id = $1 and w.id = l.winner`,
    pairs,
  )
  await tx.query(
    `insert into exception_finding (asset_id, exception_id, finding_id, covered_at, exploited, exposed, fixable, severity, score, lapsed_at, lapsed_by)
     select $1, c.exception_id, p.winner, c.covered_at, c.exploited, c.exposed, c.fixable, c.severity, c.score, c.lapsed_at, c.lapsed_by
     from unnest($2::uuid[], $3::uuid[]) as p (loser, winner)
     join exception_finding c on c.asset_id = $1 and c.finding_id = p.loser
     on conflict (asset_id, exception_id, finding_id) do nothing`,
    pairs,
  )
  await tx.query(
    `update sla_pause s set finding_id = p.winner
     from unnest($2::uuid[], $3::uuid[]) as p (loser, winner) where s.asset_id = $1 and s.finding_id = p.loser`,
    pairs,
  )
  await tx.query(
    `update finding_note n set finding_id = p.winner
     from unnest($2::uuid[], $3::uuid[]) as p (loser, winner) where n.asset_id = $1 and n.finding_id = p.loser`,
    pairs,
  )
}
