import type { Role } from '../model/role.ts'
import type { Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { Actor } from './actor.ts'
import { audit } from './audit.ts'
import { setPassword } from './password.ts'
import { addPerson, emailTaken } from './people.ts'
import { hashSecretToken, newSecretToken } from './secret-token.ts'

const FIRST_HOURS = 24
const INVITE_HOURS = 7 * 24

/** The page of the web that takes the secret of a one-time link. `origin` without a slash at its end. */
export const signInUrl = (origin: string, secret: string): string => `${origin}/welcome?token=${secret}`

/**
 * A one-time secret with which a person sets name, address and password; it ends their earlier links. Only its hash is kept,
 * so it is shown this once. Valid for seven days.
 */
export async function createSignInLink(tx: Tx, actor: Actor, personId: string): Promise<string> {
  await tx.query('delete from sign_in_link where person_id = $1 and used_at is null', [personId])
  const secret = await insertLink(tx, actor.id, personId, INVITE_HOURS)
  await audit(tx, actor, 'user.invite', `user/${personId}`)
  return secret
}

/**
 * The one-time secret that makes the first administrator, valid for a day; null once there is anybody. Each start makes a new
 * one and ends those before it.
 */
export async function createFirstSignInLink(tx: Tx): Promise<string | null> {
  await tx.query('lock table sign_in_link in exclusive mode')
  const { rowCount } = await tx.query('select 1 from person limit 1')
  if (rowCount) return null
  await tx.query('delete from sign_in_link where person_id is null and used_at is null')
  return insertLink(tx, 'system', null, FIRST_HOURS)
}

async function insertLink(tx: Tx, by: string, personId: string | null, hours: number): Promise<string> {
  const { secret, hash } = newSecretToken('')
  await tx.query(
    `insert into sign_in_link (id, hash, person_id, created_by, expires_at)
     values ($1, $2, $3, $4, now() + make_interval(hours => $5))`,
    [newId(), hash, personId, by, hours],
  )
  return secret
}

export interface Welcome {
  /** Null for the first administrator, who is nobody yet. */
  personId: string | null
  name: string
  email: string
  role: Role
  expiresAt: Date
}

/** Whom a link is for. Throws 410 `link_ended` when it was used, replaced, is too old or never was. */
export async function findSignInLink(tx: Tx, secret: string): Promise<Welcome> {
  const { rows } = await tx.query<Welcome>(
    `select person.id as "personId", coalesce(name, '') as name, coalesce(email, '') as email,
       coalesce(role, 'administrator') as role, expires_at as "expiresAt"
     from sign_in_link left join person on person.id = person_id
     where hash = $1 and used_at is null and expires_at > now() and not coalesce(disabled, false)
       and (person_id is not null or not exists (select from person))`,
    [hashSecretToken(secret)],
  )
  if (rows[0]) return rows[0]
  throw new AppError(
    'link_ended',
    410,
    'This link was used already or is too old. Ask an administrator for another; before there is one, start Stance again.',
  )
}

/** Takes a link: makes the first administrator, or gives the invited person their name, address and password. Works once. */
export async function useSignInLink(
  tx: Tx,
  secret: string,
  wish: { name: string; email: string; passwordHash: string },
): Promise<{ id: string; email: string }> {
  // The row is taken before it is judged: of two who come at once, the second waits and then finds it used.
  await tx.query('select from sign_in_link where hash = $1 for update', [hashSecretToken(secret)])
  const welcome = await findSignInLink(tx, secret)
  await tx.query('update sign_in_link set used_at = now() where hash = $1', [hashSecretToken(secret)])
  const email = wish.email.toLowerCase()
  if (!welcome.personId) {
    const { id } = await addPerson(
      tx,
      { id: 'link', name: 'first sign-in link' },
      { ...wish, role: 'administrator' },
    )
    return { id, email }
  }
  const taken = await tx.query('select 1 from person where email = $1 and id <> $2', [
    email,
    welcome.personId,
  ])
  if (taken.rowCount) throw emailTaken(email)
  await tx.query('update person set name = $2, email = $3, updated_at = now() where id = $1', [
    welcome.personId,
    wish.name,
    email,
  ])
  await setPassword(tx, welcome.personId, wish.passwordHash)
  const person = { id: welcome.personId, name: wish.name }
  await audit(tx, person, 'user.welcome', `user/${person.id}`, { name: wish.name, email })
  return { id: person.id, email }
}
