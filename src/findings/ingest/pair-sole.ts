import { meetingCwes } from '../../model/cwe/related.ts'

/** How a weakness stands in a file: in this report, or as a finding of other tools. */
export interface FileWeaknesses {
  path: string
  /** This report's results, gathered by their CWEs. */
  own: readonly OwnResult[]
  /** Findings that other tools see there. */
  others: readonly OtherFinding[]
}

export interface OwnResult {
  cwes: readonly number[]
  count: number
  line: number
  /** The fresh observation, when there is just one result and it is fresh. */
  fresh: string | null
}

export interface OtherFinding {
  finding: string
  cwes: readonly number[]
  tools: readonly string[]
  line: number
  /** Seen in the same state of the file, and by no other result of this report's tool. */
  free: boolean
}

export interface SoleMatch {
  fresh: string
  finding: string
  reason: { rule: 'sole'; tools: readonly string[]; lines: number; cwes: [number, number] }
}

/**
 * Fresh observations that are the only result of a weakness in a file, where other tools have only one finding of it too: the same
 * weakness, if the lines are at most `most` apart (where a value enters, where it is used, where the statement ends: tools name any of them) or a tool names the file alone (line 1). Several on either side
 * match nothing: which is which would be a guess. `assigned` are those that have found their finding already. Pure.
 */
export function pairSole(
  files: readonly FileWeaknesses[],
  most: number,
  assigned: ReadonlyMap<string, { finding: string }>,
): SoleMatch[] {
  const taken = new Set([...assigned.values()].map(({ finding }) => finding))
  return files.flatMap(({ own, others }) =>
    own.flatMap((result) => {
      if (!result.fresh || result.count > 1 || assigned.has(result.fresh)) return []
      const same = others.filter(({ cwes }) => meetingCwes(result.cwes, cwes))
      const [other] = same
      if (!other || same.length > 1 || !other.free || taken.has(other.finding)) return []
      if (own.some((one) => one !== result && meetingCwes(one.cwes, other.cwes))) return []
      const lines = Math.abs(result.line - other.line)
      if (lines > most && result.line > 1 && other.line > 1) return []
      const cwes = meetingCwes(result.cwes, other.cwes) as [number, number]
      return [
        {
          fresh: result.fresh,
          finding: other.finding,
          reason: { rule: 'sole' as const, tools: other.tools, lines, cwes },
        },
      ]
    }),
  )
}
