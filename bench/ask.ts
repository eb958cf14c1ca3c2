import { localActor } from '../src/access/actor.ts'
import { addPerson } from '../src/access/people.ts'
import { createToken } from '../src/access/tokens.ts'
import { type Pool, transaction } from '../src/platform/database.ts'

/** Asks the API below `/api/v1` and says how long the answer took; a refusal is an error. */
export type Ask = (path: string, init?: RequestInit) => Promise<{ ms: number; body: string }>

export const askWith =
  (url: string, token: string): Ask =>
  async (path, init = {}) => {
    const headers = {
      authorization: `Bearer ${token}`,
      ...(init.body ? { 'content-type': 'application/json' } : {}),
    }
    const started = performance.now()
    const response = await fetch(`${url}/api/v1${path}`, { ...init, headers })
    const body = await response.text()
    const ms = performance.now() - started
    if (!response.ok) throw new Error(`${path}: ${response.status} ${body}`)
    return { ms, body }
  }

/** Of a developer who sees what Team 3 owns. */
export async function developerToken(pool: Pool): Promise<string> {
  return transaction(pool, async (tx) => {
    const { rows } = await tx.query<{ id: string }>("select id from team where name = 'Team 3'")
    const teams = rows.map((row) => row.id)
    const wish = { name: 'Dev', email: 'dev@example.com', role: 'developer' as const, teams }
    const { id, name, role } = await addPerson(tx, localActor, wish)
    const { secret } = await createToken(
      tx,
      { id, name, role, teams, kind: 'user' },
      { name: 'bench', role, days: 1 },
    )
    return secret
  })
}
