import type { JudgedFinding, Verdict } from '../verdict.ts'
import { commentOf } from './comment.ts'
import { plain } from './escape.ts'

/** A check on a commit, in the words that hosts share. */
export interface CheckText {
  name: string
  /** `action_required`: a person has to look before it goes on; `neutral`: nobody can tell. */
  conclusion: 'success' | 'failure' | 'action_required' | 'neutral'
  /** One line of plain text. */
  title: string
  /** Markdown, escaped. */
  summary: string
  annotations: Annotation[]
}

/** A note on a line of the change; plain text. */
export interface Annotation {
  path: string
  startLine: number
  endLine: number
  level: 'failure' | 'warning'
  title: string
  message: string
}

/** What hosts take at once. */
const MOST_ANNOTATIONS = 50

export function checkOf(verdict: Verdict): CheckText {
  return {
    name: 'Stance gate',
    conclusion: conclusionOf(verdict),
    title: plain(verdict.override ? `Let pass by hand. ${verdict.summary}` : verdict.summary),
    summary: commentOf(verdict),
    annotations: verdict.findings.flatMap(annotationOf).slice(0, MOST_ANNOTATIONS),
  }
}

function conclusionOf({ verdict, counts, override }: Verdict): CheckText['conclusion'] {
  if (verdict === 'undecided') return 'neutral'
  if (verdict === 'blocked') return 'failure'
  return counts.review > 0 && !override ? 'action_required' : 'success'
}

function annotationOf({ finding, effect, endLine, reason, fix }: JudgedFinding): Annotation[] {
  if ((effect !== 'block' && effect !== 'review') || finding.line === 0 || finding.path === '') return []
  return [
    {
      path: finding.path,
      startLine: finding.line,
      endLine: Math.max(endLine, finding.line),
      level: effect === 'block' ? 'failure' : 'warning',
      title: plain(finding.title),
      message: `${plain(reason)} Fix: ${plain(fix, 600)}`,
    },
  ]
}
