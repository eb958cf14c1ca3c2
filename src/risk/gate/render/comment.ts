import type { JudgedFinding, Verdict } from '../verdict.ts'
import { markdown, markdownCode } from './escape.ts'

/** A comment is read by people: the worst, and how many more there are. Hosts refuse comments of more than 65,536 characters. */
const MOST_SHOWN = 25

const HEAD = {
  pass: '✅ Stance: nothing blocks this change',
  blocked: '⛔ Stance: this change is blocked',
  undecided: '❔ Stance could not decide',
} as const

/** By this line a later comment finds the one that it replaces; HTML that no reader shows. */
export const commentMarker = (asset: string | null): string =>
  `<!-- stance-gate ${encodeURIComponent(asset ?? '').replaceAll('-', '%2D')} -->`

/** The comment on a pull request, in Markdown. All foreign text is escaped. */
export function commentOf(verdict: Verdict): string {
  const { counts, findings, override } = verdict
  // Where nothing could be read, no figure means anything.
  const compared = verdict.policy.name !== ''
  const of = (effect: string) => findings.filter((one) => one.effect === effect)
  const parts = [
    commentMarker(verdict.asset),
    `## ${override ? '⚠️ Stance: blocked, and let pass by hand' : HEAD[verdict.verdict]}`,
    override &&
      `**Let pass** at ${markdown(override.at)}${override.by ? ` by ${markdown(override.by)}` : ''}: ${markdown(override.reason, 1_000)}${override.recorded === 'server' ? ' (in the audit log)' : ''}`,
    `${markdown(verdict.summary, 1_000)}${compared ? ` **${counts.new} new**, ${counts.old} known, ${counts.fixed} fixed.` : ''}`,
    section(override ? 'Would block' : 'Blocks', of('block')),
    section('Needs a review', of('review')),
    folded('To look at', of('warn')),
    conflictsOf(findings),
    compared && problemsOf(verdict),
    compared &&
      `<sub>Policy ${markdownCode(verdict.policy.name)} ${markdown(verdict.policy.version)}, compared with ${verdict.baseline === null ? 'nothing: everything counts as new' : markdownCode(verdict.baseline)}.</sub>`,
  ]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}

function section(title: string, findings: readonly JudgedFinding[]): string {
  if (findings.length === 0) return ''
  const more = findings.length - MOST_SHOWN
  return [
    `### ${title}`,
    findings.slice(0, MOST_SHOWN).map(entry).join('\n'),
    more > 0 && `… and ${more} more.`,
  ]
    .filter(Boolean)
    .join('\n\n')
}

const folded = (title: string, findings: readonly JudgedFinding[]): string =>
  findings.length === 0
    ? ''
    : `<details><summary>${title}: ${findings.length}</summary>\n\n${section(title, findings)}\n\n</details>`

const entry = ({ finding, place, reason, fix, rule, excused }: JudgedFinding): string =>
  [
    `- **${finding.severity}** ${markdown(finding.title)} in ${markdownCode(place)}${excused ? ` (${excused})` : ''}`,
    `  - Why: ${markdown(reason)} (${markdownCode(rule ?? '')})`,
    `  - Fix: ${markdown(fix, 400)}`,
  ].join('\n')

function conflictsOf(findings: readonly JudgedFinding[]): string {
  const pairs = new Set(
    findings.flatMap(({ rule, effect, conflicts }) =>
      conflicts.map((other) => `${rule} (${effect}) and ${other.rule} (${other.effect})`),
    ),
  )
  return pairs.size === 0
    ? ''
    : `Rules that are as specific and disagree; the strictest was taken: ${[...pairs]
        .slice(0, 10)
        .map((pair) => markdown(pair))
        .join('; ')}.`
}

function problemsOf({ problems, problemCount }: Verdict): string {
  if (problemCount === 0) return ''
  const shown = problems
    .slice(0, 10)
    .map(
      ({ file, where, message }) =>
        `- ${markdownCode([file, where].filter(Boolean).join(' '))}: ${markdown(message)}`,
    )
  return `<details><summary>Problems: ${problemCount}</summary>\n\n${shown.join('\n')}\n\n</details>`
}
