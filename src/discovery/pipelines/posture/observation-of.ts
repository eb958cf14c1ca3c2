import type { Observation } from '../../../model/observation.ts'
import type { Severity } from '../../../model/severity.ts'
import type { Hit } from '../contract.ts'
import { POSTURE_RULES, type PostureRule } from './rules.ts'

/** Owners of actions that come with GitHub itself. */
const GITHUB = new Set(['actions', 'github'])

/** A hit as an observation. Actions of one's own organisation and of GitHub rank lower than those of strangers. */
export function observationOf(hit: Hit, path: string, organisations: ReadonlySet<string>): Observation {
  const rule = POSTURE_RULES.get(hit.rule) as PostureRule
  return {
    type: 'observation',
    kind: 'pipeline',
    rule: rule.id,
    title: rule.title.replace('%', () => hit.what).trim(),
    description: rule.description,
    severity: severityOf(hit, rule, organisations),
    ...(hit.confidence ? { confidence: hit.confidence } : {}),
    cwes: rule.cwes,
    location: {
      path,
      line: hit.line,
      ...(hit.endLine && hit.endLine > hit.line ? { endLine: hit.endLine } : {}),
      snippet: hit.text,
    },
    ...(hit.more ? { related: hit.more.map((line) => ({ path, line })) } : {}),
    controls: [
      ...rule.owasp.map((number) => `OWASP-CICD:CICD-SEC-${number}`),
      ...rule.cis.map((number) => `CIS-SSCS-1.0:${number}`),
    ],
    ...(rule.references ? { references: rule.references } : {}),
    remediation: rule.remediation,
    raw: hit.text,
  }
}

function severityOf(hit: Hit, rule: PostureRule, organisations: ReadonlySet<string>): Severity {
  const severity = hit.severity ?? rule.severity
  const owner = hit.owner?.toLowerCase()
  return owner !== undefined && (GITHUB.has(owner) || organisations.has(owner)) ? 'low' : severity
}
