import type { JudgedFinding, Verdict } from '../verdict.ts'
import { plain } from './escape.ts'

const MOST_SHOWN = 50

/** How words are set off; the identity where there is no colour. */
export interface Paint {
  severity(text: string): string
  strong(text: string): string
  faint(text: string): string
}

/** The verdict for a person at a terminal or reading a log: what blocks and why, with the fix. */
export function textOf(verdict: Verdict, paint: Paint): string {
  const { counts, findings, override, problems, problemCount } = verdict
  const of = (effect: string) => findings.filter((one) => one.effect === effect)
  const lines = [
    ...part(override ? 'WOULD BLOCK' : 'BLOCKS', of('block'), paint),
    ...part('NEEDS A REVIEW', of('review'), paint),
    ...part('TO LOOK AT', of('warn'), paint),
    ...conflictLines(findings),
    ...problems
      .slice(0, 20)
      .map(
        ({ file, where, message }) => `! ${plain([file, where, message].filter(Boolean).join(': '), 500)}`,
      ),
    problemCount > 20 && `! … and ${problemCount - 20} more problems`,
    verdict.baseline === null &&
      'Compared with nothing: everything counts as new. Give --baseline or --asset.',
    override && `Let pass${override.by ? ` by ${plain(override.by)}` : ''}: ${plain(override.reason, 1_000)}`,
    `${counts.new} new, ${counts.old} known, ${counts.fixed} fixed; ${counts.blocked} blocked, ${counts.review} to review, ${counts.warned} to look at, ${counts.ignored} ignored.`,
    paint.strong(`${LABEL[verdict.verdict]}: ${plain(verdict.summary, 1_000)}`) +
      paint.faint(`  (policy ${verdict.policy.name} ${verdict.policy.version})`),
  ]
  return lines.filter((line) => typeof line === 'string').join('\n')
}

const LABEL = { pass: 'PASS', blocked: 'BLOCKED', undecided: 'UNDECIDED' } as const

function part(title: string, findings: readonly JudgedFinding[], paint: Paint): string[] {
  if (findings.length === 0) return []
  const more = findings.length - MOST_SHOWN
  return [
    paint.strong(`${title} (${findings.length})`),
    ...findings.slice(0, MOST_SHOWN).flatMap((one) => entry(one, paint)),
    ...(more > 0 ? [`  … and ${more} more: see --json`] : []),
    '',
  ]
}

const entry = (
  { finding, place, reason, fix, policy, rule, excused }: JudgedFinding,
  paint: Paint,
): string[] => [
  `  ${paint.severity(finding.severity)}  ${plain(finding.title, 160)}  ${paint.faint(plain(place))}`,
  `      why: ${plain(reason)}${excused ? ` [${excused}]` : ''} ${paint.faint(`(${policy}/${rule}; ${finding.isNew ? 'new' : 'known'}; ${finding.tools.map((tool) => plain(tool)).join(', ')})`)}`,
  `      fix: ${plain(fix, 300)}`,
]

function conflictLines(findings: readonly JudgedFinding[]): string[] {
  const pairs = new Set(
    findings.flatMap(({ rule, effect, conflicts }) =>
      conflicts.map(
        (other) =>
          `${rule} (${effect}) and ${other.rule} (${other.effect}) are as specific and disagree: the strictest was taken`,
      ),
    ),
  )
  return [...pairs].map((pair) => `! rules ${pair}`)
}
