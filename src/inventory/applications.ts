import type { Actor } from '../access/actor.ts'
import { audit } from '../access/audit.ts'
import { RIGHTS } from '../access/permissions.ts'
import type { Criticality, Exposure } from '../model/application.ts'
import type { Severity } from '../model/severity.ts'
import type { Tx } from '../platform/database.ts'
import { AppError, notFound } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { conditions, containing, named } from './conditions.ts'
import {
  assetsChanged,
  CONTEXT_COLUMNS,
  type Context,
  contextColumns,
  contextOf,
  rankableOf,
} from './context.ts'
import { difference } from './difference.ts'
import { keysetPage, type Page } from './keyset-page.ts'
import { POSTURE_COLUMNS } from './posture-columns.ts'
import { setColumns } from './set-columns.ts'

export interface Application extends Context {
  id: string
  name: string
  description: string
  team: { id: string; name: string } | null
  assets: number
  /** Open findings by severity. */
  open: Record<Severity, number>
  /** 0–100. */
  topScore: number
  /** Of any of its assets. */
  lastReportAt: Date | null
  updatedAt: Date
}

const COUNTS =
  "from posture_count c join asset on asset.id = c.asset_id where asset.application_id = a.id and state = 'open'"

const SELECT = `
  select a.id, a.name, a.description, ${contextColumns('a')}, a.updated_at as "updatedAt",
    case when team.id is not null then jsonb_build_object('id', team.id, 'name', team.name) end as team,
    (select count(*) from asset where application_id = a.id) as assets, posture.open, posture."topScore",
    (select max(r.uploaded_at) from asset join report r on r.asset_id = asset.id where asset.application_id = a.id) as "lastReportAt"
  from application a left join team on team.id = a.team_id
  cross join lateral (select ${POSTURE_COLUMNS} ${COUNTS}) posture`

// Of all applications at once: thousands of them are looked at before a page is chosen.
const SUMS = `left join (
    select asset.application_id, sum(c.findings) as open, max(c.top_score) as top_score
    from posture_count c join asset on asset.id = c.asset_id where c.state = 'open' group by 1
  ) sums on sums.application_id = a.id`

const SORTS = {
  name: { key: 'lower(a.name)', type: 'text' },
  open: { key: 'coalesce(sums.open, 0)::numeric', type: 'numeric', join: SUMS },
  topScore: { key: 'coalesce(sums.top_score, 0)::numeric', type: 'numeric', join: SUMS },
  criticality: {
    key: `coalesce(array_position(array['low', 'medium', 'high', 'critical'], a.criticality), 0)::numeric`,
    type: 'numeric',
  },
} as const

export interface ApplicationQuery {
  limit: number
  cursor?: string
  q?: string
  /** Ids, names, or `none`. */
  team?: string[]
  criticality?: Criticality[]
  exposure?: Exposure[]
  sort: keyof typeof SORTS
  order?: 'asc' | 'desc'
}

/** Applications that an actor may see. */
export async function listApplications(
  tx: Tx,
  actor: Actor,
  query: ApplicationQuery,
): Promise<Page<Application>> {
  const { where, parameters, add } = conditions()
  add(ownTeams(actor), (p) => `a.team_id = any(${p}::uuid[])`)
  add(query.q ? containing(query.q) : undefined, (p) => `a.name ilike ${p} or a.description ilike ${p}`)
  add(query.team, named('team'))
  add(query.criticality, (p) => `a.criticality = any(${p})`)
  add(query.exposure, (p) => `a.exposure = any(${p})`)
  const { items: ids, ...page } = await keysetPage(tx, {
    from: 'application a left join team on team.id = a.team_id',
    where,
    parameters,
    sort: SORTS[query.sort],
    order: query.order ?? (query.sort === 'name' ? 'asc' : 'desc'),
    limit: query.limit,
    cursor: query.cursor,
  })
  const { rows } = await tx.query<Application>(
    `${SELECT} join unnest($1::uuid[]) with ordinality as page (id, place) on page.id = a.id order by place`,
    [ids],
  )
  return { ...page, items: rows }
}

const ownTeams = (actor: Actor): string[] | undefined =>
  RIGHTS[actor.role].sees === 'all' ? undefined : actor.teams

/** Throws 404 for one that does not exist or that the actor may not see. */
export async function getApplication(tx: Tx, actor: Actor, id: string): Promise<Application> {
  const { rows } = await tx.query<Application>(
    `${SELECT} where a.id = $1 and ($2::uuid[] is null or a.team_id = any($2))`,
    [id, ownTeams(actor)],
  )
  if (!rows[0]) throw notFound('application', id)
  return rows[0]
}

export interface ApplicationChange extends Partial<Context> {
  name?: string
  description?: string
  teamId?: string | null
}

const COLUMNS = {
  name: 'name',
  description: 'description',
  teamId: 'team_id',
  ...CONTEXT_COLUMNS,
} satisfies { [K in keyof ApplicationChange]-?: string }

/** Throws 409 `name_taken`. */
export async function addApplication(
  tx: Tx,
  actor: Actor,
  wish: ApplicationChange & { name: string },
): Promise<Application> {
  const id = newId()
  const { rowCount } = await tx.query(
    'insert into application (id, name) values ($1, $2) on conflict (name) do nothing',
    [id, wish.name],
  )
  if (!rowCount) throw nameTaken(wish.name)
  const { sql, parameters } = setColumns(wish, COLUMNS, 2)
  await tx.query(`update application set ${sql} where id = $1`, [id, ...parameters])
  await assetsChanged(tx, [])
  await audit(tx, actor, 'application.create', `application/${id}`, { ...wish })
  return getApplication(tx, actor, id)
}

/** Changes what is given; findings of its assets are ranked again when the context changed. Throws 409 `name_taken`. */
export async function changeApplication(
  tx: Tx,
  actor: Actor,
  id: string,
  change: ApplicationChange,
): Promise<Application> {
  await tx.query('select from application where id = $1 for update', [id])
  const before = await getApplication(tx, actor, id)
  const taken = await tx.query('select 1 from application where name = $1 and id <> $2', [change.name, id])
  if (taken.rowCount) throw nameTaken(String(change.name))
  const { sql, parameters } = setColumns(change, COLUMNS, 2)
  await tx.query(`update application set ${sql} where id = $1`, [id, ...parameters])
  const after = await getApplication(tx, actor, id)
  const changed = difference(said(before), said(after))
  await assetsChanged(tx, await assetsOf(tx, id), rankableOf(changed))
  await audit(tx, actor, 'application.change', `application/${id}`, { application: after.name, ...changed })
  return after
}

/** Its assets stay, without an application. */
export async function deleteApplication(tx: Tx, actor: Actor, id: string): Promise<void> {
  const { name } = await getApplication(tx, actor, id)
  const assets = await assetsOf(tx, id)
  await tx.query('delete from application where id = $1', [id])
  await assetsChanged(tx, assets, 'place')
  await audit(tx, actor, 'application.delete', `application/${id}`, { name })
}

const nameTaken = (name: string): AppError =>
  new AppError('name_taken', 409, `There is an application ${name} already. Choose another name.`)

const said = (application: Application) => ({
  name: application.name,
  description: application.description,
  team: application.team?.name ?? null,
  ...contextOf(application),
})

async function assetsOf(tx: Tx, application: string): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>('select id from asset where application_id = $1', [
    application,
  ])
  return rows.map((row) => row.id)
}
