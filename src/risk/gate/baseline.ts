import type { RiskContext } from '../score/input.ts'
import type { Reports } from './collect.ts'
import { type Seen, seenOf } from './seen.ts'

/** An observation of what is known already. `id` is its own; `finding` the one it belongs to. */
export interface BaselineEntry extends Seen {
  finding: string
  /** ISO 8601; null = nobody says. */
  firstSeen: string | null
  /** Whether the target branch shows it; otherwise only a decision about it is known. */
  onTarget: boolean
  /** A person's word on it, where there is one. */
  decision: { state: 'accepted' | 'false_positive'; reason: string } | null
}

/** What a change is compared with. */
export interface Baseline {
  /** How to call it: the target branch, or the files. */
  name: string
  /** Tools that looked at the target. */
  tools: ReadonlySet<string>
  entries: readonly BaselineEntry[]
  incomplete: boolean
  /** Of the asset, where a server knows it. */
  context: (RiskContext & { asset: string; kind: string; application: string; team: string }) | null
}

/** The baseline that reports of the target branch make. Pure. */
export function baselineOf({ told, tools, incomplete }: Reports, name: string): Baseline {
  const entries = told.map(({ tool, observation, at }, i): BaselineEntry => {
    const seen = seenOf(String(i), tool, observation, 'hash')
    return { ...seen, finding: seen.id, firstSeen: at ?? null, onTarget: true, decision: null }
  })
  return { name, tools, entries, incomplete, context: null }
}
