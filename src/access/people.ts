import type { Role } from '../model/role.ts'
import type { Tx } from '../platform/database.ts'
import { AppError, notFound } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { Actor } from './actor.ts'
import { audit } from './audit.ts'
import { setPassword } from './password.ts'
import { RIGHTS } from './permissions.ts'

export interface Person {
  id: string
  name: string
  email: string
  role: Role
  teams: { id: string; name: string }[]
  disabled: boolean
  createdAt: Date
  /** Within ten minutes; null = never signed in. */
  lastSeenAt: Date | null
}

const SELECT = `
  select person.id, person.name, email, role, disabled, person.created_at as "createdAt", last_seen_at as "lastSeenAt",
    coalesce((select jsonb_agg(jsonb_build_object('id', team.id, 'name', team.name) order by team.name)
      from person_team join team on team.id = team_id where person_id = person.id), '[]') as teams
  from person`

/** People whom an actor may know of: everyone, or those who share a team with them, and themselves. By name. */
export async function listPeople(tx: Tx, actor: Actor): Promise<Person[]> {
  const { rows } = await tx.query<Person>(
    `${SELECT} where $1 or person.id::text = $2
       or exists (select from person_team where person_id = person.id and team_id = any($3::uuid[]))
     order by lower(person.name), person.id`,
    [RIGHTS[actor.role].sees === 'all', actor.id, actor.teams],
  )
  return rows
}

export async function getPerson(tx: Tx, id: string): Promise<Person> {
  const { rows } = await tx.query<Person>(`${SELECT} where person.id = $1`, [id])
  if (!rows[0]) throw notFound('user', id)
  return rows[0]
}

export interface NewPerson {
  name: string
  email: string
  role: Role
  teams?: string[]
  /** Left out: the person needs a one-time link. */
  passwordHash?: string
}

/** Throws 409 `email_taken`. */
export async function addPerson(tx: Tx, actor: Pick<Actor, 'id' | 'name'>, wish: NewPerson): Promise<Person> {
  const id = newId()
  const { rowCount } = await tx.query(
    'insert into person (id, name, email, role) values ($1, $2, lower($3), $4) on conflict (email) do nothing',
    [id, wish.name, wish.email, wish.role],
  )
  if (!rowCount) throw emailTaken(wish.email)
  if (wish.passwordHash) await setPassword(tx, id, wish.passwordHash)
  if (wish.teams?.length) await setTeams(tx, id, wish.teams)
  const { name, email, role } = wish
  await audit(tx, actor, 'user.create', `user/${id}`, { name, email, role, teams: wish.teams ?? [] })
  return getPerson(tx, id)
}

export const emailTaken = (email: string): AppError =>
  new AppError('email_taken', 409, `Somebody with the address ${email} exists already. Use another address.`)

export interface PersonChange {
  name?: string
  role?: Role
  teams?: string[]
  disabled?: boolean
}

/**
 * Changes what is given. Switching somebody off ends their sessions; their tokens stop while they are off.
 * Throws 409 `last_administrator` when nobody would be left to let people in.
 */
export async function changePerson(tx: Tx, actor: Actor, id: string, change: PersonChange): Promise<Person> {
  // Everybody who could be the last administrator is locked, so that two cannot leave at once.
  await tx.query(
    `select from person where id = $1 or (role = 'administrator' and not disabled) order by id for update`,
    [id],
  )
  const before = await getPerson(tx, id)
  await tx.query(
    `update person set name = coalesce($2, name), role = coalesce($3, role), disabled = coalesce($4, disabled),
       updated_at = now() where id = $1`,
    [id, change.name, change.role, change.disabled],
  )
  if (change.teams) await setTeams(tx, id, change.teams)
  if (change.disabled) await tx.query('delete from session where user_id = $1', [id])
  await requireAdministrator(tx)
  const after = await getPerson(tx, id)
  await audit(tx, actor, 'user.change', `user/${id}`, { name: after.name, ...differences(before, after) })
  return after
}

async function setTeams(tx: Tx, personId: string, teams: string[]): Promise<void> {
  await tx.query('delete from person_team where person_id = $1', [personId])
  await tx.query(
    'insert into person_team (person_id, team_id) select distinct $1::uuid, unnest($2::uuid[])',
    [personId, teams],
  )
}

async function requireAdministrator(tx: Tx): Promise<void> {
  const { rowCount } = await tx.query(
    `select 1 from person where role = 'administrator' and not disabled limit 1`,
  )
  if (rowCount) return
  throw new AppError(
    'last_administrator',
    409,
    'This is the last administrator. Make somebody else administrator first.',
  )
}

const summary = (person: Person) => ({
  name: person.name,
  role: person.role,
  disabled: person.disabled,
  teams: person.teams.map((team) => team.name),
})

function differences(before: Person, after: Person): Record<string, unknown> {
  const [was, is] = [summary(before), summary(after)]
  const changed = (Object.keys(is) as (keyof typeof is)[]).filter(
    (key) => JSON.stringify(was[key]) !== JSON.stringify(is[key]),
  )
  return Object.fromEntries(changed.map((key) => [key, { was: was[key], is: is[key] }]))
}
