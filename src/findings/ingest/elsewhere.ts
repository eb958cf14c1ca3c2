import type { CodeLocation } from '../../model/observation.ts'
import { NEAR_LINES } from './align.ts'

/** Where another tool sees a finding by now. */
export interface Elsewhere {
  path: string
  line: number
}

/**
 * SQL: where other tools on the same branch see the finding of observation `o`, as a JSON array; only those that see it once, for
 * the same secret may stand in many places. `branch` is an expression.
 */
export const otherPlaces = (branch: string): string =>
  `coalesce((select jsonb_agg(jsonb_build_object('path', path, 'line', line))
   from (select max(e.path) as path, max(e.line) as line
         from observation e join scope se on se.asset_id = $1 and se.id = e.scope_id and se.branch = ${branch}
         where e.asset_id = $1 and e.finding_id = o.finding_id and e.scope_id <> o.scope_id and e.present and e.line is not null
         group by e.scope_id having count(*) = 1) once), '[]')`

/** The other places, unless some tool still sees it where this one did: then nothing is told of a change yet. */
export function elsewhere(
  { path, line, location }: Elsewhere & { location: Partial<CodeLocation> | null | undefined },
  others: readonly Elsewhere[],
): readonly Elsewhere[] {
  const end = location?.endLine ?? line
  const isHere = (other: Elsewhere): boolean =>
    other.path === path && other.line >= line - NEAR_LINES && other.line <= end + NEAR_LINES
  return others.some(isHere) ? [] : others
}
