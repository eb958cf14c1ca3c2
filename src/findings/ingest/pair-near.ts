import { meetingCwes } from '../../model/cwe/related.ts'

/** A fresh observation of one tool and a finding that other tools see near it in the same file. */
export interface NearCandidate {
  fresh: string
  freshLine: number
  freshCwes: readonly number[]
  finding: string
  findingCwes: readonly number[]
  /** The observation nearby. */
  observation: string
  observationTool: string
  observationLine: number
  /** How many columns they are apart; null when a tool does not say. */
  columns: number | null
}

export interface NearMatch {
  fresh: string
  finding: string
  reason: { rule: 'near'; with: string; tool: string; lines: number; cwes: [number, number] }
}

/**
 * Which fresh observations are the same weakness as a finding of another tool: same file (the caller's part), at most
 * `most` lines apart, CWEs that name one weakness. Nearest first; a finding takes one fresh observation,
 * and more only on the very same line once each finding there has its own, so that two neighbours stay two. Pure.
 */
export function pairNear(candidates: readonly NearCandidate[], most: number): NearMatch[] {
  const options = candidates
    .map((c) => ({
      ...c,
      lines: Math.abs(c.freshLine - c.observationLine),
      cwes: meetingCwes(c.freshCwes, c.findingCwes),
    }))
    .filter((c) => c.cwes && c.lines <= most)
    .sort(
      (a, b) =>
        a.lines - b.lines ||
        (a.columns ?? FAR) - (b.columns ?? FAR) ||
        a.freshLine - b.freshLine ||
        (a.finding < b.finding ? -1 : 1),
    )
  const matched = new Map<string, NearMatch>()
  const taken = new Set<string>()
  for (const isFirst of [true, false])
    for (const { fresh, finding, observation, observationTool: tool, lines, cwes } of options) {
      if (matched.has(fresh) || !cwes || (isFirst ? taken.has(finding) : lines > 0)) continue
      taken.add(finding)
      matched.set(fresh, { fresh, finding, reason: { rule: 'near', with: observation, tool, lines, cwes } })
    }
  return [...matched.values()]
}

/** Farther than any column that is known. */
const FAR = Number.MAX_SAFE_INTEGER
