import type { Actor } from '../../access/actor.ts'
import { audit } from '../../access/audit.ts'
import type { Role } from '../../model/role.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError, notFound } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { requireRevision } from '../../platform/require-revision.ts'
import {
  actorParameters,
  OWNED,
  type Owned,
  requireEditable,
  requireSharing,
  requireTeam,
  SEEN,
  type Sharing,
} from './owned.ts'
import { savedTexts, sharingAfter } from './saved-queries.ts'
import type { Widget } from './widget.ts'

export interface DashboardSummary extends Owned {
  description: string
  widgetCount: number
  /** Roles that see it first. */
  defaultFor: Role[]
}
export interface Dashboard extends DashboardSummary {
  widgets: Widget[]
}
export interface NewDashboard extends Sharing {
  name: string
  description: string
  widgets: Widget[]
}

const SUMMARY = `${OWNED}, o.description, jsonb_array_length(o.widgets) as "widgetCount",
  (select coalesce(array_agg(d.role order by d.role), '{}') from dashboard_default d where d.dashboard_id = o.id) as "defaultFor"`

/** Those that an actor may see, by name. */
export async function listDashboards(tx: Tx, actor: Actor): Promise<DashboardSummary[]> {
  const { rows } = await tx.query<DashboardSummary>(
    `select ${SUMMARY} from dashboard o where ${SEEN} order by lower(o.name), o.id`,
    actorParameters(actor),
  )
  return rows
}

async function findDashboard(tx: Tx, actor: Actor, id: string): Promise<Dashboard | undefined> {
  const { rows } = await tx.query<Dashboard>(
    `select ${SUMMARY}, o.widgets from dashboard o where ${SEEN} and o.id = $4`,
    [...actorParameters(actor), id],
  )
  return rows[0]
}

/** Throws `not_found`, also for what the actor may not see. */
export async function getDashboard(tx: Tx, actor: Actor, id: string): Promise<Dashboard> {
  const found = await findDashboard(tx, actor, id)
  if (!found) throw notFound('dashboard', id)
  return found
}

/** Throws `bad_sharing`, `not_your_team`. */
export async function addDashboard(
  tx: Tx,
  actor: Actor,
  wish: NewDashboard,
  action: 'create' | 'duplicate' | 'import' = 'create',
): Promise<Dashboard> {
  requireSharing(wish, actor)
  await requireTeam(tx, wish.teamId)
  const id = newId()
  await tx.query(
    `insert into dashboard (id, name, description, owner, owner_name, visibility, team_id, widgets)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      id,
      wish.name,
      wish.description,
      actor.id,
      actor.name,
      wish.visibility,
      wish.teamId,
      JSON.stringify(wish.widgets),
    ],
  )
  const { name, visibility, teamId } = wish
  await audit(tx, actor, `dashboard.${action}`, `dashboard/${id}`, {
    name,
    visibility,
    teamId,
    widgets: wish.widgets.length,
  })
  return getDashboard(tx, actor, id)
}

export interface DashboardChange extends Partial<NewDashboard> {
  /** ISO time: `updatedAt` of what was changed. */
  basedOn?: string | undefined
}

/**
 * Only what is given changes. A dashboard that no longer everyone sees is no role's first any more. Throws `not_found`, `not_yours`,
 * `bad_sharing`, `not_your_team`, and 409 `changed_meanwhile`.
 */
export async function changeDashboard(
  tx: Tx,
  actor: Actor,
  id: string,
  change: DashboardChange,
): Promise<Dashboard> {
  await tx.query('select from dashboard where id = $1 for update', [id])
  const before = requireEditable(await findDashboard(tx, actor, id), 'dashboard', id)
  requireRevision({ name: before.name, revision: before.updatedAt, changedBy: null }, change.basedOn)
  const { name = before.name, description = before.description, widgets = before.widgets } = change
  const sharing = sharingAfter(before, change)
  if (change.visibility !== undefined || change.teamId !== undefined) requireSharing(sharing, actor)
  await requireTeam(tx, sharing.teamId)
  await tx.query(
    `update dashboard set name = $2, description = $3, widgets = $4, visibility = $5, team_id = $6, updated_at = clock_timestamp()
     where id = $1`,
    [id, name, description, JSON.stringify(widgets), sharing.visibility, sharing.teamId],
  )
  if (sharing.visibility !== 'everyone')
    await tx.query('delete from dashboard_default where dashboard_id = $1', [id])
  const { widgets: _, basedOn: __, ...said } = change
  await audit(tx, actor, 'dashboard.change', `dashboard/${id}`, { ...said, widgets: widgets.length })
  return getDashboard(tx, actor, id)
}

/** Throws `not_found`, `not_yours`. */
export async function deleteDashboard(tx: Tx, actor: Actor, id: string): Promise<void> {
  const { name } = requireEditable(await findDashboard(tx, actor, id), 'dashboard', id)
  await tx.query('delete from dashboard where id = $1', [id])
  await audit(tx, actor, 'dashboard.delete', `dashboard/${id}`, { name })
}

/** A private copy of one that the actor sees. Throws `not_found`. */
export async function duplicateDashboard(
  tx: Tx,
  actor: Actor,
  id: string,
  name?: string,
): Promise<Dashboard> {
  const { description, widgets, ...from } = await getDashboard(tx, actor, id)
  const wish = { name: name ?? `${from.name} (copy)`.slice(-120), description, widgets }
  return addDashboard(tx, actor, { ...wish, visibility: 'private', teamId: null }, 'duplicate')
}

export interface DashboardFile {
  stanceDashboard: 1
  name: string
  description: string
  widgets: Widget[]
}

/** To carry it elsewhere: saved queries written out, as far as the actor sees them. Throws `not_found`. */
export async function exportDashboard(tx: Tx, actor: Actor, id: string): Promise<DashboardFile> {
  const { name, description, widgets } = await getDashboard(tx, actor, id)
  const texts = await savedTexts(tx, actor, savedQueriesOf(widgets))
  const written = widgets.map((widget) => ({
    ...widget,
    savedQuery: null,
    query: widget.savedQuery === null ? widget.query : (texts.get(widget.savedQuery) ?? widget.query),
  }))
  return { stanceDashboard: 1, name, description, widgets: written }
}

export const savedQueriesOf = (widgets: readonly Widget[]): string[] =>
  widgets.flatMap(({ savedQuery }) => (savedQuery === null ? [] : [savedQuery]))

/** Which dashboard each role sees first, for those that have one. */
export async function roleDefaults(tx: Tx): Promise<Partial<Record<Role, string>>> {
  const { rows } = await tx.query<{ role: Role; id: string }>(
    'select role, dashboard_id as id from dashboard_default order by role',
  )
  return Object.fromEntries(rows.map(({ role, id }) => [role, id]))
}

/** null = the role's own overview. Throws `not_found`, and `not_shared` for one that not everyone sees. */
export async function setRoleDefault(tx: Tx, actor: Actor, role: Role, id: string | null): Promise<void> {
  if (id === null) await tx.query('delete from dashboard_default where role = $1', [role])
  else {
    const { visibility } = await getDashboard(tx, actor, id)
    if (visibility !== 'everyone')
      throw new AppError(
        'not_shared',
        400,
        'A role can only start with what everyone sees. Share it with everyone first.',
      )
    await tx.query(
      `insert into dashboard_default (role, dashboard_id) values ($1, $2)
       on conflict (role) do update set dashboard_id = excluded.dashboard_id`,
      [role, id],
    )
  }
  await audit(tx, actor, 'dashboard.default', `role/${role}`, { dashboard: id })
}
