import { severityOfRank, severityRank } from '../../model/severity.ts'
import type { StoredTarget } from './exception.ts'
import type { ExceptionSettings } from './settings.ts'

/** What an exception would cover, as far as the threshold asks. */
export interface Weight {
  findings: number
  /** Rank, 5 critical … 0 unknown. */
  topSeverity: number
  /** Tenths. */
  topScore: number
  /** Assets in which it may be, and how many of them were looked at. */
  candidates: number
  looked: number
}

/** Why a second person has to approve, in words; empty where nobody has to. */
export function approvalReasons(
  target: StoredTarget['type'],
  { findings, topSeverity, topScore, candidates, looked }: Weight,
  { approveFrom }: ExceptionSettings,
): string[] {
  const reasons: string[] = []
  const { severity, score, standing } = approveFrom
  if (severity !== null && findings > 0 && topSeverity >= severityRank(severity))
    reasons.push(`A finding of it is ${severityOfRank(topSeverity)}.`)
  if (score !== null && topScore >= score * 10)
    reasons.push(`A finding of it scores ${topScore / 10}, and from ${score} on two people decide.`)
  if (approveFrom.findings !== null && findings > approveFrom.findings)
    reasons.push(`It covers ${findings} findings, more than ${approveFrom.findings}.`)
  if (standing && target !== 'findings') reasons.push('It covers findings that come later, too.')
  // Whatever the threshold: nobody knows what is in the rest.
  if (looked < candidates)
    reasons.push(`It may cover ${candidates} assets, of which only ${looked} could be looked at in time.`)
  return reasons
}
