import catalogue from './catalogue.json' with { type: 'json' }

const entries = Object.entries(catalogue as Record<string, string[]>).map(
  ([control, rules]) => [control, rules.map((rule) => rule.toLowerCase())] as const,
)
const byRule = new Map(entries.flatMap(([control, rules]) => rules.map((rule) => [rule, [control]] as const)))
const rulesBy = new Map(entries)
const NONE: readonly string[] = []

/**
 * The controls that a tool's rule checks: what different tools call differently and mean alike, so that their results about one
 * resource meet. From catalogue.json, which lists for each control the rules of the tools by their own ids (their published catalogues:
 * Checkov, Trivy and tfsec, KICS, Terrascan, Prowler, ScoutSuite, AWS Security Hub). Some products put their standard before the
 * control (`aws-foundational-…/v/1.0.0/S3.4`). Empty for a rule that is in no entry.
 */
export function controlsOf(rule: string): readonly string[] {
  const name = rule.toLowerCase()
  return byRule.get(name) ?? byRule.get(name.slice(name.lastIndexOf('/') + 1)) ?? NONE
}

/** All rules that check a control, in lower case; empty for one that is not in the catalogue. */
export const rulesOf = (control: string): readonly string[] => rulesBy.get(control) ?? NONE
