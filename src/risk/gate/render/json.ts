import type { JudgedFinding, Verdict } from '../verdict.ts'

/** The shape that scripts get: it stays. */
export const jsonOf = (verdict: Verdict) => ({
  verdict: verdict.verdict,
  summary: verdict.summary,
  counts: verdict.counts,
  findings: verdict.findings.map(findingOf),
  problems: verdict.problems,
  problemCount: verdict.problemCount,
  policy: verdict.policy,
  baseline: verdict.baseline,
  asset: verdict.asset,
  override: verdict.override,
})

const findingOf = ({ finding, place, endLine: _, ...judged }: JudgedFinding) => ({
  id: finding.id,
  title: finding.title,
  kind: finding.kind,
  severity: finding.severity,
  score: finding.score,
  isNew: finding.isNew,
  state: finding.state,
  ...judged,
  place,
  path: finding.path || null,
  line: finding.line || null,
  toolRule: finding.rule,
  tools: finding.tools,
  cwes: finding.cwes,
  advisories: finding.advisories,
  component: finding.component
    ? { name: finding.component, version: finding.version || null, fixVersion: finding.fixVersion || null }
    : null,
  knownExploited: finding.knownExploited,
  epss: finding.epss < 0 ? null : finding.epss,
  noise: finding.noise,
  ageDays: finding.ageDays < 0 ? null : Math.floor(finding.ageDays),
})
