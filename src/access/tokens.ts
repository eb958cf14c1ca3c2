import type { Role } from '../model/role.ts'
import type { Tx } from '../platform/database.ts'
import { AppError, notFound } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { Actor } from './actor.ts'
import { audit } from './audit.ts'
import { can, mayGrant, RIGHTS } from './permissions.ts'
import { newSecretToken } from './secret-token.ts'

/** Tells scanners for leaked secrets, and people, what it is. */
const PREFIX = 'stance_'

export interface Token {
  id: string
  name: string
  role: Role
  /** First characters, to recognise it. */
  start: string
  createdBy: string
  createdAt: Date
  expiresAt: Date | null
  lastUsedAt: Date | null
}

const COLUMNS = `id, name, role, start, created_by as "createdBy", created_at as "createdAt", expires_at as "expiresAt",
  last_used_at as "lastUsedAt"`

/** Tokens that still exist, newest first: everyone's, or one's own. */
export async function listTokens(tx: Tx, actor: Actor): Promise<Token[]> {
  const { rows } = await tx.query<Token>(
    `select ${COLUMNS} from api_token where revoked_at is null and ($1 or person_id = $2) order by id desc`,
    [RIGHTS[actor.role].sees === 'all', await ownerOf(tx, actor)],
  )
  return rows
}

/**
 * Makes a token. `secret` is told this once; its hash is kept. It ends after `days` (null = never), when it is revoked, and
 * when its maker is switched off or no longer holds what the token's role holds.
 * Throws 403 `role_too_high` when the actor does not hold everything that the role holds.
 */
export async function createToken(
  tx: Tx,
  actor: Actor,
  wish: { name: string; role: Role; days: number | null },
): Promise<{ token: Token; secret: string }> {
  if (!mayGrant(actor.role, wish.role))
    throw new AppError(
      'role_too_high',
      403,
      `Your role ${actor.role} cannot make a token for ${wish.role}, which may do more. Choose a lower role.`,
    )
  const { secret, hash } = newSecretToken(PREFIX)
  const { rows } = await tx.query<Token>(
    `insert into api_token (id, name, role, hash, start, person_id, created_by, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(days => $8)) returning ${COLUMNS}`,
    [
      newId(),
      wish.name,
      wish.role,
      hash,
      secret.slice(0, PREFIX.length + 4),
      await ownerOf(tx, actor),
      actor.name,
      wish.days,
    ],
  )
  const token = rows[0] as Token
  const { name, role, expiresAt } = token
  await audit(tx, actor, 'token.create', `token/${token.id}`, { name, role, expiresAt })
  return { token, secret }
}

/** Ends a token: one's own, or anyone's for those who administer people. Throws 404 otherwise. */
export async function revokeToken(tx: Tx, actor: Actor, id: string): Promise<void> {
  const { rows } = await tx.query<{ name: string }>(
    `update api_token set revoked_at = now()
     where id = $1 and revoked_at is null and ($2 or person_id = $3) returning name`,
    [id, can(actor, 'users:write'), await ownerOf(tx, actor)],
  )
  if (!rows[0]) throw notFound('token', id)
  await audit(tx, actor, 'token.revoke', `token/${id}`, { name: rows[0].name })
}

/** The person behind an actor: themselves, or the maker of the token; null at the machine itself. */
async function ownerOf(tx: Tx, actor: Actor): Promise<string | null> {
  if (actor.kind === 'user') return actor.id
  if (actor.kind !== 'token') return null
  const { rows } = await tx.query<{ owner: string | null }>(
    'select person_id as owner from api_token where id = $1',
    [actor.id.slice('token:'.length)],
  )
  return rows[0]?.owner ?? null
}
