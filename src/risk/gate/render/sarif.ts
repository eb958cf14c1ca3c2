import type { JudgedFinding, Verdict } from '../verdict.ts'
import { plain, sarifText } from './escape.ts'

const LEVEL = { block: 'error', review: 'warning', warn: 'warning', ignore: 'note', none: 'note' } as const

/** SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/): each finding once, its level by what the policy makes of it. */
export function sarifOf(verdict: Verdict): string {
  const rules = new Map<string, { index: number; title: string }>()
  for (const { finding } of verdict.findings)
    if (!rules.has(finding.rule)) rules.set(finding.rule, { index: rules.size, title: finding.title })
  const run = {
    tool: {
      driver: {
        name: 'Stance gate',
        semanticVersion: '0.1.0',
        rules: [...rules].map(([id, { title }]) => ({
          id,
          shortDescription: { text: sarifText(title) || plain(id) },
        })),
      },
    },
    invocations: [
      {
        executionSuccessful: verdict.verdict !== 'undecided',
        toolExecutionNotifications: verdict.problems.map(({ file, where, message }) => ({
          level: 'warning',
          message: { text: sarifText([file, where, message].filter(Boolean).join(': '), 1_000) },
        })),
      },
    ],
    results: verdict.findings.map((judged) => resultOf(judged, rules.get(judged.finding.rule)?.index ?? -1)),
    properties: { verdict: verdict.verdict, policy: verdict.policy, override: verdict.override },
  }
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, null, 1)}\n`
}

function resultOf(
  { finding, place, endLine, effect, policy, rule, reason, fix, excused }: JudgedFinding,
  ruleIndex: number,
) {
  const why = reason ? ` ${reason}` : ''
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: LEVEL[effect],
    baselineState: finding.isNew ? 'new' : 'unchanged',
    message: {
      text: `${sarifText(finding.title)} (${sarifText(place)}).${sarifText(why)} Fix: ${sarifText(fix, 600)}`,
    },
    ...(finding.path && { locations: [locationOf(finding.path, finding.line, endLine)] }),
    partialFingerprints: { 'stanceFinding/v1': finding.id },
    ...(effect === 'ignore' && {
      suppressions: [{ kind: 'external', status: 'accepted', justification: plain(reason) }],
    }),
    properties: {
      effect,
      policy,
      policyRule: rule,
      excused,
      severity: finding.severity,
      'security-severity': SECURITY_SEVERITY[finding.severity] ?? '0.0',
      score: finding.score,
      tools: finding.tools,
    },
  }
}

/** What code hosts sort by, where a rule has no CVSS. */
const SECURITY_SEVERITY: Record<string, string> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.5',
  info: '0.5',
}

const locationOf = (path: string, line: number, endLine: number) => ({
  physicalLocation: {
    artifactLocation: { uri: encodeURI(path.toWellFormed()).replace(/[?#]/g, encodeURIComponent) },
    ...(line > 0 && { region: { startLine: line, ...(endLine >= line && { endLine }) } }),
  },
})
