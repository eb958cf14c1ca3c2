import { actorNames } from '../../access/actor-names.ts'
import type { AuditEntry } from '../../access/audit.ts'
import { visibleParameter } from '../../access/visible-assets.ts'
import { measureTotal } from '../../findings/metrics/read-metrics.ts'
import type { Reader } from '../../findings/queries/reader.ts'
import { select } from '../../findings/queries/selection.ts'
import { type Severity, severityOfRank } from '../../model/severity.ts'
import { type Pool, type Tx, transaction } from '../../platform/database.ts'
import { countIn, type Ground, headOf, openGround, type RoleQuery } from './ground.ts'

const LISTED = 20
const SOON_DAYS = 30

/** Exceptions, decisions and the trail, up to a day. Throws `future_day`. */
export async function auditorOverview(pool: Pool, query: RoleQuery, reader: Reader) {
  const ground = await openGround(pool, query, reader)
  const { window, filter } = ground
  const total = measureTotal(window, filter, reader)
  const assets = assetsOf(ground)
  const span = { from: new Date(window.from), to: new Date(window.to), assets }
  const { decisions, exceptions, trail } = await transaction(pool, async (tx) => ({
    decisions: await readDecisions(tx, span),
    exceptions: await readExceptions(tx, span),
    trail: await readTrail(tx, span),
  }))
  const { expiring, ...words } = decisions
  const head = headOf(ground, Number.NEGATIVE_INFINITY)
  return {
    ...head,
    caveats: window.past === undefined ? head.caveats : [...head.caveats, TAKEN_BACK],
    decisions: {
      ...words,
      byDecision: (['accepted', 'false_positive'] as const).map((decision) => ({
        decision,
        ...countIn(ground, { state: [decision] }),
      })),
    },
    expiring,
    exceptions,
    trail,
    sla: total.figures.sla,
  }
}

const TAKEN_BACK = {
  figure: 'decisions.items',
  text: 'Decisions that were taken back since are counted by state, and not listed; each finding’s history has them.',
}

interface Span {
  from: Date
  to: Date
  /** null = all. */
  assets: string[] | null
}

/** null for everything: then no statement has to carry all ids. */
function assetsOf({ window, filter, reader }: Ground): string[] | null {
  if (Object.keys(filter).length === 0) return visibleParameter(reader.visible)
  return select(window.posture, filter, reader).blocks.flatMap(({ asset, fails }) =>
    fails ? [] : [asset.id],
  )
}

interface DecisionRow {
  finding: { id: string; title: string; severity: Severity }
  asset: { id: string; name: string }
  decision: string
  reason: string
  by: string
  at: string
  until: string | null
}

async function readDecisions(
  tx: Tx,
  { to, assets }: Span,
): Promise<{ total: number; withoutEnd: number; expiring: number; items: DecisionRow[] }> {
  const where = '($1::uuid[] is null or d.asset_id = any($1)) and d.decided_at <= $2'
  const { rows: counted } = await tx.query<{ total: number; withoutEnd: number; expiring: number }>(
    `select count(*)::int as total, count(*) filter (where until is null)::int as "withoutEnd",
            count(*) filter (where until > $2 and until <= $2 + interval '${SOON_DAYS} days')::int as expiring
     from finding_decision d where ${where}`,
    [assets, to],
  )
  const { rows } = await tx.query<StoredDecision>(
    `select d.finding_id as id, f.title, coalesce(f.severity_override, f.severity) as severity, a.id as "assetId", a.name as asset,
            f.decision, d.reason, d.decided_by as by, d.decided_at as at, d.until
     from (select * from finding_decision d where ${where} order by d.decided_at desc, d.finding_id limit ${LISTED}) d
     join finding f on f.asset_id = d.asset_id and f.id = d.finding_id join asset a on a.id = d.asset_id
     order by d.decided_at desc, d.finding_id`,
    [assets, to],
  )
  const nameOf = await actorNames(
    tx,
    rows.map(({ by }) => by),
  )
  const items = rows.map(({ id, title, severity, assetId, asset, by, at, until, ...row }) => ({
    ...row,
    finding: { id, title, severity: severityOfRank(severity) },
    asset: { id: assetId, name: asset },
    by: nameOf(by),
    at: at.toISOString(),
    until: until?.toISOString() ?? null,
  }))
  return { ...(counted[0] as (typeof counted)[number]), items }
}

interface StoredDecision {
  id: string
  title: string
  severity: number
  assetId: string
  asset: string
  decision: string
  reason: string
  by: string
  at: Date
  until: Date | null
}

/** Exceptions by what they were at the end of the span, and how many findings those in force cover. */
async function readExceptions(tx: Tx, { to, assets }: Span) {
  const { rows } = await tx.query<{ state: string; count: number }>(
    `select case when ended_at <= $1 then status when active_at <= $1 then 'active' else 'pending' end as state, count(*)::int as count
     from exception e where requested_at <= $1
       and ($2::uuid[] is null or exists (select from exception_finding f where f.exception_id = e.id and f.asset_id = any($2)))
     group by 1 order by 2 desc, 1`,
    [to, assets],
  )
  const { rows: covered } = await tx.query<{ findings: number }>(
    `select count(*)::int as findings from exception_finding f join exception e on e.id = f.exception_id
     where f.covered_at <= $1 and (f.lapsed_at is null or f.lapsed_at > $1) and (e.ended_at is null or e.ended_at > $1)
       and ($2::uuid[] is null or f.asset_id = any($2))`,
    [to, assets],
  )
  return { byState: rows, findings: covered[0]?.findings ?? 0 }
}

/** What was done up to the end of the span; by action within the span. */
async function readTrail(tx: Tx, { from, to }: Span) {
  const { rows } = await tx.query<AuditEntry>(
    `select seq, at, actor, action, object, detail, hash from audit_entry where at <= $1 order by seq desc limit ${LISTED}`,
    [to],
  )
  const { rows: byAction } = await tx.query<{ action: string; count: number }>(
    `select action, count(*)::int as count from audit_entry where at between $1 and $2 group by 1 order by 2 desc, 1 limit 20`,
    [from, to],
  )
  const items = rows.map(({ at, ...entry }) => ({ ...entry, at: at.toISOString() }))
  // Entries count from 1 without gaps: the newest number is their count.
  return { total: rows[0]?.seq ?? 0, byAction, items }
}
