import type { Tx } from '../platform/database.ts'
import { AppError, notFound } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { Actor } from './actor.ts'
import { audit } from './audit.ts'

export interface Team {
  id: string
  name: string
  members: number
  applications: number
}

const SELECT = `
  select id, name, (select count(*) from person_team where team_id = team.id) as members,
    (select count(*) from application where team_id = team.id) as applications
  from team`

export async function listTeams(tx: Tx): Promise<Team[]> {
  const { rows } = await tx.query<Team>(`${SELECT} order by lower(name), id`)
  return rows
}

async function getTeam(tx: Tx, id: string): Promise<Team> {
  const { rows } = await tx.query<Team>(`${SELECT} where id = $1`, [id])
  if (!rows[0]) throw notFound('team', id)
  return rows[0]
}

/** Throws 409 `name_taken`. */
export async function addTeam(tx: Tx, actor: Actor, name: string): Promise<Team> {
  const id = newId()
  await requireFree(tx, name, id)
  await tx.query('insert into team (id, name) values ($1, $2)', [id, name])
  await audit(tx, actor, 'team.create', `team/${id}`, { name })
  return getTeam(tx, id)
}

/** Throws 409 `name_taken`. */
export async function renameTeam(tx: Tx, actor: Actor, id: string, name: string): Promise<Team> {
  const before = await getTeam(tx, id)
  await requireFree(tx, name, id)
  await tx.query('update team set name = $2 where id = $1', [id, name])
  await audit(tx, actor, 'team.change', `team/${id}`, { name: { was: before.name, is: name } })
  return getTeam(tx, id)
}

/** Its applications stay and have no team. */
export async function deleteTeam(tx: Tx, actor: Actor, id: string): Promise<void> {
  const { name } = await getTeam(tx, id)
  await tx.query('delete from team where id = $1', [id])
  await audit(tx, actor, 'team.delete', `team/${id}`, { name })
}

async function requireFree(tx: Tx, name: string, id: string): Promise<void> {
  const { rowCount } = await tx.query('select 1 from team where name = $1 and id <> $2', [name, id])
  if (rowCount) throw new AppError('name_taken', 409, `There is a team ${name} already. Choose another name.`)
}
