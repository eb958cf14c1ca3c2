import type { JudgedFinding, Verdict } from '../verdict.ts'
import { plain, xml } from './escape.ts'

/** JUnit's XML as CI servers read it: what blocks is a failure, what cannot be decided an error, a warning passes and says so. */
export function junitOf(verdict: Verdict): string {
  const shown = verdict.findings.filter(({ effect }) => effect !== 'none' && effect !== 'ignore')
  const undecided = verdict.verdict === 'undecided'
  const failing = verdict.override ? 0 : verdict.counts.blocked
  const cases = [gateCase(verdict), ...shown.map((judged) => caseOf(judged, verdict.override !== null))]
  const suite = `name="${xml(`Stance gate: ${verdict.policy.name}`)}" tests="${cases.length}" failures="${failing}" errors="${undecided ? 1 : 0}" skipped="0"`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${suite}>`,
    `<testsuite ${suite}>`,
    ...cases,
    '</testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}

function gateCase({ verdict, summary, problems, override }: Verdict): string {
  const told = problems.map(({ file, where, message }) =>
    plain([file, where, message].filter(Boolean).join(': '), 1_000),
  )
  if (override) told.unshift(`Let pass: ${plain(override.reason, 1_000)}`)
  const inside = [
    verdict === 'undecided' && `<error message="${xml(plain(summary, 1_000))}"/>`,
    told.length > 0 && `<system-out>${xml(told.join('\n'))}</system-out>`,
  ].filter(Boolean)
  return `<testcase classname="stance.gate" name="verdict">${inside.join('')}</testcase>`
}

function caseOf(
  { finding, place, effect, reason, fix, policy, rule }: JudgedFinding,
  overridden: boolean,
): string {
  const name = `${plain(finding.title)} (${plain(place)})`
  const text = [
    `${finding.severity} ${finding.kind}, score ${finding.score}, seen by ${finding.tools.map((tool) => plain(tool)).join(', ')}`,
    `Why: ${plain(reason)} (${policy}/${rule})`,
    `Fix: ${plain(fix, 600)}`,
  ].join('\n')
  const failed = effect === 'block' && !overridden
  const inside = failed
    ? `<failure type="${xml(String(rule))}" message="${xml(plain(reason))}">${xml(text)}</failure>`
    : `<system-out>${xml(`${effect}: ${text}`)}</system-out>`
  const file =
    finding.path && ` file="${xml(finding.path)}"${finding.line > 0 ? ` line="${finding.line}"` : ''}`
  return `<testcase classname="${xml(plain(finding.rule))}" name="${xml(name)}"${file}>${inside}</testcase>`
}
