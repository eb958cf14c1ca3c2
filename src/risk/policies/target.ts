import { RE2JS } from 're2js'
import type { Facts } from './facts.ts'

/** What a rule may name, the narrowest first: this order is what "more specific" means. */
export const TARGETS = [
  'advisory',
  'rule',
  'component',
  'path',
  'asset',
  'application',
  'tool',
  'kind',
  'noise',
] as const
export type TargetName = (typeof TARGETS)[number]

/** The fact that each is compared with. */
export const TARGET_FACTS: Record<TargetName, string> = {
  advisory: 'finding.advisories',
  rule: 'finding.rule',
  component: 'finding.component',
  path: 'finding.path',
  asset: 'asset.name',
  application: 'application.name',
  tool: 'finding.tools',
  kind: 'finding.kind',
  noise: 'finding.noise',
}

/** The things that a rule is for: each given one must be among what is named. Paths are globs. */
export type Target = Partial<Record<TargetName, readonly string[]>>

/**
 * Orders rules by what they name. Compared from the narrowest kind of thing on: who names an advisory is more specific than who does
 * not, whatever else both name; then the rule, the component, and so on. Equal numbers are equally specific.
 */
export const specificity = (target: Target): number =>
  TARGETS.reduce((sum, name, i) => sum + (target[name] ? 2 ** (TARGETS.length - i) : 0), 0)

/** Whether a finding is one of those that the target means; undefined for a target that means all of them. */
export function targetTest(target: Target): ((facts: Facts) => boolean) | undefined {
  const tests = TARGETS.flatMap((name) => {
    const wanted = target[name]
    return wanted ? [(facts: Facts): boolean => MEETS[name](wanted, facts)] : []
  })
  return tests.length > 0 ? (facts) => tests.every((test) => test(facts)) : undefined
}

const anyOf = (wanted: readonly string[], given: readonly string[]): boolean =>
  given.some((one) => wanted.includes(one))

const MEETS: Record<TargetName, (wanted: readonly string[], facts: Facts) => boolean> = {
  advisory: (wanted, { finding }) => anyOf(wanted, finding.advisories),
  rule: (wanted, { finding }) => wanted.includes(finding.rule),
  component: (wanted, { finding }) => wanted.includes(finding.component),
  path: (wanted, { finding }) =>
    finding.path !== '' && wanted.some((glob) => patternOf(glob).matcher(finding.path).find()),
  asset: (wanted, { asset }) => wanted.includes(asset.name),
  application: (wanted, { application }) => wanted.includes(application.name),
  tool: (wanted, { finding }) => anyOf(wanted, finding.tools),
  kind: (wanted, { finding }) => wanted.includes(finding.kind),
  noise: (wanted, { finding }) => anyOf(wanted, finding.noise),
}

const known = new Map<string, RE2JS>()

/** `**` = any folders, `*` = within one name, `?` = one character; a glob that ends in `/` means all below. Matches in linear time. */
function patternOf(glob: string): RE2JS {
  const before = known.get(glob)
  if (before) return before
  const source = (glob.endsWith('/') ? `${glob}**` : glob)
    .split(/(\*\*\/|\*\*|\*|\?)/)
    .map((part) => GLOB[part] ?? RE2JS.quote(part))
    .join('')
  const pattern = RE2JS.compile(`^${source}$`)
  known.set(glob, pattern)
  return pattern
}

const GLOB: Record<string, string> = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' }
