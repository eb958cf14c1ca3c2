import type { Actor } from '../../access/actor.ts'
import { actorNames } from '../../access/actor-names.ts'
import { can } from '../../access/permissions.ts'
import { visibleAssetIds, visibleParameter } from '../../access/visible-assets.ts'
import { conditions, containing } from '../../inventory/conditions.ts'
import type { Page } from '../../inventory/keyset-page.ts'
import type { ExceptionKind, ExceptionStatus, LapseReason } from '../../model/exception.ts'
import { decodeCursor, encodeCursor } from '../../platform/cursor.ts'
import type { Tx } from '../../platform/database.ts'
import { notFound } from '../../platform/errors.ts'
import {
  EXCEPTION,
  type Exception,
  type ExceptionRow,
  exceptionOf,
  type StoredTarget,
  summaryOf,
  type TargetType,
} from './exception.ts'
import { whoIs } from './who-is.ts'

interface Person {
  id: string
  name: string
}

export interface ListedException extends Omit<Exception, 'target' | 'scope' | 'scopeId' | 'requestedBy'> {
  target: Exclude<StoredTarget, { type: 'findings' }> | { type: 'findings'; findings: number }
  summary: string
  scope: { type: Exception['scope']; id: string | null; name: string | null }
  requestedBy: Person
  approvals: { by: Person; verdict: 'approved' | 'rejected'; comment: string; at: string }[]
  findings: number
  lapsed: { reason: LapseReason; findings: number }[]
  mayApprove: boolean
}

export interface ExceptionQuery {
  limit: number
  cursor?: string | undefined
  status?: ExceptionStatus[] | undefined
  target?: TargetType[] | undefined
  kind?: ExceptionKind[] | undefined
  q?: string | undefined
  endsBefore?: string | undefined
  finding?: string | undefined
}

interface Row extends ExceptionRow {
  scopeName: string | null
  named: number
  held: number
  lapsed: { reason: LapseReason; findings: number }[] | null
  approvals: { by: string; verdict: 'approved' | 'rejected'; comment: string; at: string }[] | null
}

/** What only touches assets that an actor does not see is not shown to them. `$1` = the assets that they see, null = all. */
const SEEN = `($1::uuid[] is null or e.requested_by = $2
  or exists (select from exception_finding c where c.exception_id = e.id and c.asset_id = any($1))
  or (e.scope = 'asset' and e.scope_id = any($1))
  or (e.scope = 'application' and exists (select from asset a where a.application_id = e.scope_id and a.id = any($1)))
  or (e.target <> 'findings' and e.scope = 'everything'))`

const SELECT = `
  select ${EXCEPTION},
    case e.scope when 'asset' then (select name from asset where id = e.scope_id)
      when 'application' then (select name from application where id = e.scope_id)
      when 'team' then (select name from team where id = e.scope_id) end as "scopeName",
    (select count(*)::int from exception_finding c where c.exception_id = e.id) as named,
    (select count(*)::int from finding_decision d join finding f on f.asset_id = d.asset_id and f.id = d.finding_id and f.merged_into is null
     where d.exception_id = e.id) as held,
    (select jsonb_agg(jsonb_build_object('reason', l.lapsed_by, 'findings', l.n))
     from (select lapsed_by, count(*)::int as n from exception_finding c where c.exception_id = e.id and lapsed_by is not null group by 1) l) as lapsed,
    (select jsonb_agg(jsonb_build_object('by', p.actor, 'verdict', p.verdict, 'comment', p.comment, 'at', p.at) order by p.at)
     from exception_approval p where p.exception_id = e.id) as approvals
  from exception e`

/** Exceptions that an actor may see, newest first. */
export async function listExceptions(
  tx: Tx,
  actor: Actor,
  query: ExceptionQuery,
): Promise<Page<ListedException> & { byStatus: Partial<Record<ExceptionStatus, number>> }> {
  const { where, parameters, add } = conditions()
  parameters.push(visibleParameter(await visibleAssetIds(tx, actor)), actor.id)
  where.push(SEEN)
  add(query.target, (p) => `e.target = any(${p})`)
  add(query.kind, (p) => `e.kind = any(${p})`)
  add(query.q ? containing(query.q) : undefined, (p) => `(e.reason ilike ${p} or e.detail::text ilike ${p})`)
  add(query.endsBefore, (p) => `e.expires_at < ${p}`)
  add(
    query.finding,
    (p) => `exists (select from exception_finding c where c.exception_id = e.id and c.finding_id = ${p})`,
  )
  const counted = await tx.query<{ status: ExceptionStatus; count: number }>(
    `select e.status, count(*)::int as count from exception e where ${where.join(' and ')} group by 1`,
    parameters,
  )
  add(query.status, (p) => `e.status = any(${p})`)
  const [after] = decodeCursor(query.cursor, 1) ?? [null]
  const n = parameters.length
  const { rows } = await tx.query<Row>(
    `${SELECT} where ${where.join(' and ')} and ($${n + 1}::uuid is null or e.id < $${n + 1}) order by e.id desc limit $${n + 2}`,
    [...parameters, after, query.limit + 1],
  )
  const items = rows.slice(0, query.limit)
  const last = items.at(-1)
  const byStatus = Object.fromEntries(counted.rows.map(({ status, count }) => [status, count]))
  const shown = query.status ?? Object.keys(byStatus)
  return {
    items: await shape(tx, actor, items),
    next: rows.length > query.limit && last ? encodeCursor([last.id]) : null,
    total: counted.rows.reduce((sum, { status, count }) => sum + (shown.includes(status) ? count : 0), 0),
    byStatus,
  }
}

/** Throws 404 for one that is not there or that the actor may not see. */
export async function getException(tx: Tx, actor: Actor, id: string): Promise<ListedException> {
  const visible = visibleParameter(await visibleAssetIds(tx, actor))
  const { rows } = await tx.query<Row>(`${SELECT} where e.id = $3 and ${SEEN}`, [visible, actor.id, id])
  const [found] = await shape(tx, actor, rows)
  if (!found) throw notFound('exception', id)
  return found
}

async function shape(tx: Tx, actor: Actor, rows: readonly Row[]): Promise<ListedException[]> {
  const people = rows.flatMap((row) => [row.requestedBy, ...(row.approvals ?? []).map(({ by }) => by)])
  const name = await actorNames(tx, people)
  const person = (id: string): Person => ({ id, name: name(id) })
  const self = await whoIs(tx, actor.id)
  const listed: ListedException[] = []
  for (const { scopeName, named, held, lapsed, approvals, ...row } of rows) {
    const { target, scope, scopeId, requestedBy, ...rest } = exceptionOf(row as ExceptionRow)
    const isPending = rest.status === 'pending'
    listed.push({
      ...rest,
      target: target.type === 'findings' ? { type: 'findings', findings: named } : target,
      summary: summaryOf(target, named),
      scope: { type: scope, id: scopeId, name: scopeName },
      requestedBy: person(requestedBy),
      approvals: (approvals ?? []).map(({ by, at, ...said }) => ({
        ...said,
        by: person(by),
        at: new Date(at).toISOString(),
      })),
      findings: isPending ? named : held,
      lapsed: lapsed ?? [],
      mayApprove: isPending && can(actor, 'exceptions:approve') && (await whoIs(tx, requestedBy)) !== self,
    })
  }
  return listed
}
