import { systemActor } from '../../access/actor.ts'
import { audit } from '../../access/audit.ts'
import { decide } from '../../findings/triage/decide.ts'
import type { LapseReason } from '../../model/exception.ts'
import type { Tx } from '../../platform/database.ts'
import { notify } from '../../platform/notify.ts'
import { exposedOf, lapseOf } from './lapse-sql.ts'

/** Why findings are open again, as histories and lists say it. */
export const LAPSE_WORDS: Record<LapseReason, string> = {
  kev: 'it is known to be exploited now',
  exposure: 'its asset is open to the internet now',
  fix: 'a version that fixes it is known now',
  score: 'its score has risen above what was accepted',
  severity: 'its severity has risen',
}

/**
 * Opens findings of assets again whose exception has a condition that came true since it began, and ends exceptions that cover nothing any
 * more. The assets are held by the transaction, their findings have their scores. Returns how many findings it opened.
 */
export async function lapseExceptions(tx: Tx, assets: readonly string[], at: Date): Promise<number> {
  const { rows } = await tx.query<Lapsed>(
    `select * from (
       select c.asset_id as asset, e.id as exception, f.id as finding, ${lapseOf(exposedOf('c.asset_id'), 'c')} as reason
       from exception_finding c
       join exception e on e.id = c.exception_id and e.status = 'active'
       join finding f on f.asset_id = c.asset_id and f.id = c.finding_id and f.present
       join finding_decision d on d.asset_id = c.asset_id and d.finding_id = f.id and d.exception_id = e.id
       where c.asset_id = any($1::uuid[]) and c.covered_at is not null and c.lapsed_at is null) met
     where reason is not null order by asset, exception, reason, finding`,
    [assets],
  )
  for (const [asset, lapsed] of Map.groupBy(rows, (row) => row.asset)) await open(tx, asset, lapsed, at)
  if (rows.length > 0) await endEmpty(tx, rows, at)
  return rows.length
}

interface Lapsed {
  asset: string
  exception: string
  finding: string
  reason: LapseReason
}

async function open(tx: Tx, asset: string, lapsed: readonly Lapsed[], at: Date): Promise<void> {
  await tx.query(
    `update exception_finding c set lapsed_at = $2, lapsed_by = m.reason
     from unnest($3::uuid[], $4::uuid[], $5::text[]) as m (exception, finding, reason)
     where c.asset_id = $1 and c.exception_id = m.exception and c.finding_id = m.finding`,
    [
      asset,
      at,
      lapsed.map((one) => one.exception),
      lapsed.map((one) => one.finding),
      lapsed.map((one) => one.reason),
    ],
  )
  for (const group of Map.groupBy(lapsed, ({ exception, reason }) => `${exception} ${reason}`).values()) {
    const { exception, reason } = group[0] as Lapsed
    const findings = group.map(({ finding }) => finding)
    const nothing = { decision: null, reason: '', until: null }
    const why = { exception, lapse: reason, reason: LAPSE_WORDS[reason] }
    await decide(tx, { asset, findings, actor: systemActor, at }, nothing, 'lapsed', why)
  }
}

async function endEmpty(
  tx: Tx,
  lapsed: readonly { exception: string; reason: LapseReason }[],
  at: Date,
): Promise<void> {
  const reasons = new Map(lapsed.map(({ exception, reason }) => [exception, reason]))
  // In one order for everybody, so that no two wait for each other.
  for (const [exception, reason] of [...reasons].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { rowCount } = await tx.query(
      `update exception e set status = 'lapsed', ended_at = $2, ended_by = $3, end_reason = $4
       where e.id = $1 and e.status = 'active' and not exists (
         select from exception_finding c where c.exception_id = e.id and c.covered_at is not null and c.lapsed_at is null)`,
      [exception, at, systemActor.id, LAPSE_WORDS[reason]],
    )
    await notify(tx, { topic: 'exception', exception })
    await audit(tx, systemActor, 'exception.lapse', `exception/${exception}`, {
      reason,
      findings: lapsed.filter((one) => one.exception === exception).length,
      ended: Boolean(rowCount),
    })
  }
}
