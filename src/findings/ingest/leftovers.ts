import { normaliseSnippet } from '../../model/snippet.ts'
import type { Tx } from '../../platform/database.ts'
import type { ScopeArgs } from './compare.ts'
import type { Leftover } from './pair-moved.ts'

interface Row extends Omit<Leftover, 'snippet'> {
  code: string | null
}

const asLeftover = ({ code, ...row }: Row): Leftover => ({
  ...row,
  snippet: normaliseSnippet(code ?? undefined),
})

/** Staged observations that have no stored one of their identity in their scope. */
export async function freshLeftovers(tx: Tx, { asset, report, scope }: ScopeArgs): Promise<Leftover[]> {
  const { rows } = await tx.query<Row>(
    `select s.id, s.rule, coalesce(s.path, '') as path, coalesce(s.line, 0) as line, s.snippet_key as "snippetKey",
            s.data::jsonb #>> '{location,snippet}' as code
     from staged_observation s
     where s.asset_id = $1 and s.report_id = $2 and s.scope_id = $3 and s.present
       and not exists (select from observation o where o.asset_id = $1 and o.scope_id = $3 and o.key = s.key)`,
    [asset, report, scope],
  )
  return rows.map(asLeftover)
}

/** Observations present in scope `from` whose identity the staged scope does not show. */
export async function goneLeftovers(
  tx: Tx,
  { asset, report, scope }: ScopeArgs,
  from: string,
): Promise<Leftover[]> {
  const { rows } = await tx.query<Row>(
    `select o.id, o.rule, coalesce(o.path, '') as path, coalesce(o.line, 0) as line, o.snippet_key as "snippetKey",
            d.data #>> '{location,snippet}' as code
     from observation o
     join observation_detail d on d.asset_id = $1 and d.observation_id = o.id
     where o.asset_id = $1 and o.scope_id = $4 and o.present
       and not exists (select from staged_observation s
                       where s.asset_id = $1 and s.report_id = $2 and s.scope_id = $3 and s.key = o.key)`,
    [asset, report, scope, from],
  )
  return rows.map(asLeftover)
}
