import type { Observation } from '../model/observation.ts'
import { REACHES, reachOf, reachRank } from '../model/reachability.ts'

// A tool that asked a running system has seen it run.
const ASKED = new Set(['web', 'api', 'runtime'])

/**
 * How near a running program comes to what one observation is about, as the observation shows it by itself: the tool's word, the way of
 * data that it followed through the code, or that it saw it run. A place in REACHES; null = it does not tell.
 */
export function reachOfObservation({ reachability, flow, kind }: Observation): number | null {
  const level = reachability && reachOf([{ level: reachability.level, atMost: reachability.atMost ?? false }])
  if (level) return reachRank(level)
  if (flow && flow.length > 1) return reachRank('called')
  return ASKED.has(kind) ? reachRank('loaded') : null
}

const RANKS = `array['${REACHES.join("', '")}']`
/** SQL: what `reachOfObservation` answers, a place in REACHES. `data` and `kind` name columns. */
export const levelSql = (data: string, kind: string): string =>
  `case when ${data} #> '{reachability,level}' is not null then array_position(${RANKS}, ${data} #>> '{reachability,level}') - 1
    when jsonb_array_length(coalesce(${data}->'flow', '[]')) > 1 then ${reachRank('called')}
    when ${kind} in ('${[...ASKED].join("', '")}') then ${reachRank('loaded')} end`

/** SQL: whether an observation says that it is no nearer than that. */
export const atMostSql = (data: string): string =>
  `coalesce((${data} #>> '{reachability,atMost}')::boolean, false)`
