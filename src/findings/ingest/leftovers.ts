import type { CodeLocation } from '../../model/observation.ts'
import { normaliseSnippet } from '../../model/snippet.ts'
import type { Tx } from '../../platform/database.ts'
import type { ScopeArgs } from './compare.ts'
import { type Elsewhere, elsewhere, otherPlaces } from './elsewhere.ts'
import type { Leftover } from './leftover.ts'
import { shapeOf } from './shape.ts'
import { isShown } from './shown.ts'

interface Row extends Pick<Leftover, 'id' | 'rule' | 'path' | 'line' | 'snippetKey' | 'proven'> {
  location: Partial<CodeLocation> | null
  others?: Elsewhere[]
}

const asLeftover = ({ location, others, ...row }: Row): Leftover => ({
  ...row,
  end: location?.endLine ?? row.line,
  column: location?.column ?? 0,
  snippet: normaliseSnippet(location?.snippet),
  shape: shapeOf(location),
  ...(others && { seenAt: elsewhere({ ...row, location }, others) }),
})

const isProven = (data: string): string => `${data} ?| array['component', 'secretHash', 'resource'] as proven`

/** Staged observations that have no stored one of their identity in their scope. */
export async function freshLeftovers(tx: Tx, { asset, report, scope }: ScopeArgs): Promise<Leftover[]> {
  const { rows } = await tx.query<Row>(
    `select s.id, s.rule, coalesce(s.path, '') as path, coalesce(s.line, 0) as line, s.snippet_key as "snippetKey",
            s.data::jsonb->'location' as location, ${isProven('s.data::jsonb')}
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
  { asset, report, scope, at }: ScopeArgs & { at: Date },
  from: string,
): Promise<Leftover[]> {
  const { rows } = await tx.query<Row>(
    `select o.id, o.rule, coalesce(o.path, '') as path, coalesce(o.line, 0) as line, o.snippet_key as "snippetKey",
            d.data->'location' as location, ${isProven('d.data')},
            ${otherPlaces('$5::timestamptz')} as others
     from observation o
     join observation_detail d on d.asset_id = $1 and d.observation_id = o.id
     where o.asset_id = $1 and o.scope_id = $4 and o.present and not (${isShown('o', from, scope)})`,
    [asset, report, scope, from, at],
  )
  return rows.map(asLeftover)
}

/** Of these paths, those that hold an observation which the scope had and has. */
export async function stayingPaths(
  tx: Tx,
  { asset, report, scope }: ScopeArgs,
  from: string,
  paths: Iterable<string>,
): Promise<Set<string>> {
  const { rows } = await tx.query<{ path: string }>(
    `select distinct o.path from observation o
     where o.asset_id = $1 and o.scope_id = $4 and o.present and o.path = any($5::text[]) and ${isShown('o', from, scope)}`,
    [asset, report, scope, from, [...new Set(paths)]],
  )
  return new Set(rows.map((row) => row.path))
}
