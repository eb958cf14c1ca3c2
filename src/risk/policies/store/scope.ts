import type { Tx } from '../../../platform/database.ts'
import { AppError } from '../../../platform/errors.ts'
import type { ScopeKind } from '../effect.ts'

export interface Scope {
  kind: ScopeKind
  /** Of the team, application or asset; null for everything. */
  id: string | null
}

/** Throws `bad_scope` (400) for one that names nothing that there is. */
export async function requireScope(
  tx: Tx,
  { kind, id }: { kind: ScopeKind; id?: string | undefined },
): Promise<Scope> {
  if (kind === 'everything') return { kind, id: null }
  const { rowCount } = id ? await tx.query(`select 1 from ${kind} where id = $1`, [id]) : { rowCount: 0 }
  if (!rowCount || !id)
    throw new AppError('bad_scope', 400, `Say for which ${kind} the policy is: its id, of GET /${kind}s.`)
  return { kind, id }
}

/** The assets that policies of some scopes are for. */
export async function assetsOfScopes(tx: Tx, scopes: readonly Scope[]): Promise<string[] | 'all'> {
  if (scopes.some(({ kind }) => kind === 'everything')) return 'all'
  const ids = (wanted: ScopeKind): (string | null)[] =>
    scopes.filter(({ kind }) => kind === wanted).map(({ id }) => id)
  const { rows } = await tx.query<{ id: string }>(
    `select a.id from asset a left join application p on p.id = a.application_id
     where a.id = any($1::uuid[]) or p.id = any($2::uuid[]) or p.team_id = any($3::uuid[])`,
    [ids('asset'), ids('application'), ids('team')],
  )
  return rows.map(({ id }) => id)
}
