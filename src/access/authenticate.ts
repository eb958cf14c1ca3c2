import type { Role } from '../model/role.ts'
import type { Pool } from '../platform/database.ts'
import type { Actor } from './actor.ts'
import type { Auth } from './auth.ts'
import { mayGrant } from './permissions.ts'
import { hashSecretToken } from './secret-token.ts'

const TEAMS = 'array(select team_id from person_team where person_id = person.id) as teams'

/** Who a session's cookie belongs to; null when it is none, or of somebody switched off. `cookies` = what the answer must set. */
export async function actorOfSession(
  auth: Auth,
  pool: Pool,
  cookie: string,
): Promise<{ actor: Actor; cookies: string[] } | null> {
  const { response, headers } = await auth.api.getSession({
    headers: new Headers({ cookie }),
    returnHeaders: true,
  })
  if (!response) return null
  const { rows } = await pool.query<{ name: string; role: Role; teams: string[]; stale: boolean }>(
    `select name, role, ${TEAMS}, coalesce(last_seen_at < now() - interval '10 minutes', true) as stale
     from person where id = $1 and not disabled`,
    [response.user.id],
  )
  if (!rows[0]) return null
  const { stale, ...person } = rows[0]
  if (stale) await pool.query('update person set last_seen_at = now() where id = $1', [response.user.id])
  return { actor: { id: response.user.id, ...person, kind: 'user' }, cookies: headers.getSetCookie() }
}

interface TokenRow {
  id: string
  name: string
  role: Role
  ownerRole: Role | null
  personId: string | null
  teams: string[]
  stale: boolean
}

/** Whose token a secret is; null when there is none, it ended, or its maker may no longer hold its role. */
export async function actorOfToken(pool: Pool, secret: string): Promise<Actor | null> {
  const { rows } = await pool.query<TokenRow>(
    `select t.id, t.name, t.role, person.role as "ownerRole", t.person_id as "personId", ${TEAMS},
       coalesce(t.last_used_at < now() - interval '1 minute', true) as stale
     from api_token t left join person on person.id = t.person_id
     where t.hash = $1 and t.revoked_at is null and (t.expires_at is null or t.expires_at > now())
       and not coalesce(person.disabled, false)`,
    [hashSecretToken(secret)],
  )
  const token = rows[0]
  if (!token || (token.ownerRole && !mayGrant(token.ownerRole, token.role))) return null
  // Once a minute, not at every request: many uploads at once share one token and would queue for its row.
  if (token.stale) await pool.query('update api_token set last_used_at = now() where id = $1', [token.id])
  const { id, name, role, teams, personId } = token
  return { id: `token:${id}`, name, role, teams, kind: 'token', ...(personId !== null && { personId }) }
}
