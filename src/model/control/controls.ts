import catalogue from './catalogue.json' with { type: 'json' }

const byRule = new Map(
  Object.entries(catalogue as Record<string, string[]>).flatMap(([control, rules]) =>
    rules.map((rule) => [rule.toLowerCase(), [control]] as const),
  ),
)
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
