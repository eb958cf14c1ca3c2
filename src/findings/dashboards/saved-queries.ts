import type { Actor } from '../../access/actor.ts'
import { audit } from '../../access/audit.ts'
import type { Tx } from '../../platform/database.ts'
import { notFound } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
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

/** A list of findings under a name. */
export interface SavedQuery extends Owned {
  /** The search part of the findings list's address, without `?`. */
  query: string
}

export interface NewSavedQuery extends Sharing {
  name: string
  query: string
}

const SELECT = `select ${OWNED}, o.query from saved_query o where ${SEEN}`

/** Those that an actor may see, by name. */
export async function listSavedQueries(tx: Tx, actor: Actor): Promise<SavedQuery[]> {
  const { rows } = await tx.query<SavedQuery>(
    `${SELECT} order by lower(o.name), o.id`,
    actorParameters(actor),
  )
  return rows
}

async function findSavedQuery(tx: Tx, actor: Actor, id: string): Promise<SavedQuery | undefined> {
  const { rows } = await tx.query<SavedQuery>(`${SELECT} and o.id = $4`, [...actorParameters(actor), id])
  return rows[0]
}

/** Throws `bad_sharing`, `not_your_team`. */
export async function addSavedQuery(tx: Tx, actor: Actor, wish: NewSavedQuery): Promise<SavedQuery> {
  requireSharing(wish, actor)
  await requireTeam(tx, wish.teamId)
  const id = newId()
  await tx.query(
    `insert into saved_query (id, name, owner, owner_name, query, visibility, team_id) values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, wish.name, actor.id, actor.name, wish.query, wish.visibility, wish.teamId],
  )
  await audit(tx, actor, 'saved_query.create', `saved_query/${id}`, { ...wish })
  return (await findSavedQuery(tx, actor, id)) as SavedQuery
}

/** Only what is given changes. Throws `not_found`, `not_yours`, `bad_sharing`, `not_your_team`. */
export async function changeSavedQuery(
  tx: Tx,
  actor: Actor,
  id: string,
  change: Partial<NewSavedQuery>,
): Promise<SavedQuery> {
  const before = requireEditable(await findSavedQuery(tx, actor, id), 'saved query', id)
  const next = {
    name: change.name ?? before.name,
    query: change.query ?? before.query,
    ...sharingAfter(before, change),
  }
  if (change.visibility !== undefined || change.teamId !== undefined) requireSharing(next, actor)
  await requireTeam(tx, next.teamId)
  await tx.query(
    `update saved_query set name = $2, query = $3, visibility = $4, team_id = $5, updated_at = now() where id = $1`,
    [id, next.name, next.query, next.visibility, next.teamId],
  )
  await audit(tx, actor, 'saved_query.change', `saved_query/${id}`, { ...change })
  return (await findSavedQuery(tx, actor, id)) as SavedQuery
}

/** How it is shared after a change: a visibility that needs no team lets the team go. */
export function sharingAfter(before: Owned, change: Partial<Sharing>): Sharing {
  const visibility = change.visibility ?? before.visibility
  const teamId = change.teamId === undefined ? (before.team?.id ?? null) : change.teamId
  return { visibility, teamId: visibility === 'team' ? teamId : null }
}

/** Widgets that stand on it say so from then on. Throws `not_found`, `not_yours`. */
export async function deleteSavedQuery(tx: Tx, actor: Actor, id: string): Promise<void> {
  const { name } = requireEditable(await findSavedQuery(tx, actor, id), 'saved query', id)
  await tx.query('delete from saved_query where id = $1', [id])
  await audit(tx, actor, 'saved_query.delete', `saved_query/${id}`, { name })
}

/** The texts of some saved queries that an actor may see, by id. */
export async function savedTexts(
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await tx.query<SavedQuery>(`${SELECT} and o.id = any($4::uuid[])`, [
    ...actorParameters(actor),
    ids,
  ])
  return new Map(rows.map(({ id, query }) => [id, query]))
}

/** Throws `not_found` for a saved query that is gone or that the actor may not see. */
export function savedText(texts: ReadonlyMap<string, string>, id: string): string {
  const text = texts.get(id)
  if (text === undefined) throw notFound('saved query', id)
  return text
}
