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
  /** The first of them that is fresh. */
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
 * weakness, if the lines are at most `most` apart (where a value enters, where it is used, where the statement ends: tools name any
 * of them). A result that names the file alone (line 1) means whatever stands there: of several the first. Else several on either
 * side match nothing: which is which would be a guess. `assigned` are those that have found their finding already. Pure.
 */
export function pairSole(
  files: readonly FileWeaknesses[],
  most: number,
  assigned: ReadonlyMap<string, { finding: string }>,
): SoleMatch[] {
  const taken = new Set([...assigned.values()].map(({ finding }) => finding))
  const matches: SoleMatch[] = []
  for (const { own, others } of files)
    for (const result of own.toSorted(byLine)) {
      const { fresh } = result
      if (!fresh || assigned.has(fresh)) continue
      const other = otherFor(result, own, others, most)
      if (!other || taken.has(other.finding)) continue
      taken.add(other.finding)
      const lines = Math.abs(result.line - other.line)
      const cwes = meetingCwes(result.cwes, other.cwes) as [number, number]
      matches.push({
        fresh,
        finding: other.finding,
        reason: { rule: 'sole', tools: other.tools, lines, cwes },
      })
    }
  return matches
}

function otherFor(
  result: OwnResult,
  own: readonly OwnResult[],
  others: readonly OtherFinding[],
  most: number,
): OtherFinding | undefined {
  const [other, ...more] = others.filter(({ cwes }) => meetingCwes(result.cwes, cwes)).toSorted(byLine)
  if (!other?.free) return undefined
  const isSole = result.count === 1 && !own.some((one) => one !== result && meetingCwes(one.cwes, other.cwes))
  if (isSole && more.length === 0)
    return isWholeFile(result) || isWholeFile(other) || Math.abs(result.line - other.line) <= most
      ? other
      : undefined
  const isOneWholeFile = more.length === 0 ? isWholeFile(other) : isSole && isWholeFile(result)
  return isOneWholeFile ? other : undefined
}

const byLine = (a: { line: number }, b: { line: number }): number => a.line - b.line
const isWholeFile = ({ line }: { line: number }): boolean => line <= 1
