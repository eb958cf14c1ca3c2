import type { FindingState } from '../../model/finding-state.ts'
import type { Kind } from '../../model/kind.ts'
import { allNoise, type Noise } from '../../model/noise.ts'
import { noiseSql } from '../noise-sql.ts'

/** The combination of plain facts that facets count: a million findings have a few thousand of them. */
export interface Cell {
  kind: Kind
  /** 5 critical … 0 unknown, a person's override included. */
  severity: number
  state: FindingState
  /** Known to be exploited; null = nobody says. */
  exploited: boolean | null
  fixable: boolean
  /** Places in src/model's EXPLOIT_MATURITIES, DEPLOYER_DECISIONS and REACHES; null = unknown. */
  maturity: number | null
  ssvc: number | null
  reachability: number | null
  /** Its due date's clock stands. */
  paused: boolean
  /** `informational` included. */
  noise: Noise[]
  /** Set by policies. */
  tags: string[]
  tools: string[]
  /** Of findings that were not there yet, on a past day: no filter lets them in. */
  absent?: true
}

/** A finding's cell as text, for `f` of the table `finding`. The tools, which reports name, come last. */
export const CELL = `concat(f.kind, chr(31), coalesce(f.severity_override, f.severity), chr(31), f.state, chr(31),
  f.known_exploited::int, chr(31), (f.fix_version is not null)::int, chr(31),
  f.exploit_maturity, chr(31), f.ssvc, chr(31), f.reachability, chr(31),
  (f.sla_paused_at is not null)::int, chr(31), array_to_string(${noiseSql('f')}, ','), chr(31), array_to_string(f.tags, ','), chr(31),
  array_to_string(f.tools, chr(31)))`

export function parseCell(text: string): Cell {
  const [
    kind,
    severity,
    state,
    exploited,
    fixable,
    maturity,
    ssvc,
    reachability,
    paused,
    noise,
    tags,
    ...tools
  ] = text.split('\x1f')
  return {
    kind: kind as Kind,
    severity: Number(severity),
    state: state as FindingState,
    exploited: exploited ? exploited === '1' : null,
    fixable: fixable === '1',
    maturity: numberOf(maturity),
    ssvc: numberOf(ssvc),
    reachability: numberOf(reachability),
    paused: paused === '1',
    noise: allNoise(noise ? (noise.split(',') as Noise[]) : [], Number(severity)),
    tags: tags ? tags.split(',') : [],
    tools,
  }
}

const numberOf = (text: string | undefined): number | null => (text ? Number(text) : null)
