import catalogue from './catalogue.json' with { type: 'json' }

const controls = catalogue as Record<string, string[]>
const byRule = new Map<string, string[]>()
for (const [control, rules] of Object.entries(controls))
  for (const rule of rules)
    byRule.set(rule.toLowerCase(), [...(byRule.get(rule.toLowerCase()) ?? []), control])

/**
 * The controls that a tool's rule checks: what different tools call differently and mean alike, so that their results about one
 * resource meet. From catalogue.json, which lists for each control the rules of each tool by their own ids; empty for a rule
 * that is in no entry.
 */
export const controlsOf = (rule: string): readonly string[] => byRule.get(rule.toLowerCase()) ?? []
