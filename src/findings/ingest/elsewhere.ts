import type { CodeLocation } from '../../model/observation.ts'
import { NEAR_LINES } from './align.ts'

/** Where another tool sees a finding. */
export interface Elsewhere {
  path: string
  line: number
  /** It speaks of the same state of the source as the report at hand. */
  current: boolean
}

/**
 * SQL: whether scope `other` looked about when the report at hand did (`at`, a parameter) rather than about when scope `own`
 * looked before: scanners of one pipeline run within minutes of each other, hours or days after the run before.
 */
export const isCurrent = (other: string, own: string, at: string): string =>
  `greatest(${at} - ${other}.last_seen, ${other}.last_seen - ${at}) < ${other}.last_seen - ${own}.last_seen`

/**
 * SQL: where other tools on the same branch see the finding of observation `o`, as a JSON array; only those that see it in one
 * place, for the same secret may stand in many.
 */
export const otherPlaces = (at: string): string =>
  `coalesce((select jsonb_agg(jsonb_build_object('path', path, 'line', line, 'current', coalesce(current, false)))
   from (select max(e.path) as path, max(e.line) as line, bool_or(${isCurrent('se', 'so', at)}) as current
         from observation e
         join scope so on so.asset_id = $1 and so.id = o.scope_id
         join scope se on se.asset_id = $1 and se.id = e.scope_id and se.branch = so.branch
         where e.asset_id = $1 and e.finding_id = o.finding_id and e.scope_id <> o.scope_id and e.present and e.line is not null
         group by e.scope_id having min(e.path) = max(e.path) and max(e.line) - min(e.line) <= ${NEAR_LINES}) one), '[]')`

interface Place {
  path: string
  line: number
  location: Partial<CodeLocation> | null | undefined
}

/**
 * The other places as far as they tell where the finding went: those of the same state of the source; without any, all,
 * unless some tool still sees it where this one did, for then no other has looked yet.
 */
export function elsewhere(place: Place, others: readonly Elsewhere[]): readonly Elsewhere[] {
  const current = others.filter((other) => other.current)
  if (current.length > 0) return current
  return others.some((other) => isAt(place, other)) ? [] : others
}

function isAt({ path, line, location }: Place, other: Elsewhere): boolean {
  const end = location?.endLine ?? line
  return other.path === path && other.line >= line - NEAR_LINES && other.line <= end + NEAR_LINES
}
