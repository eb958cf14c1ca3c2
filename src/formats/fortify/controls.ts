import { controlId } from '../values/control-id.ts'

/**
 * What Fortify maps a rule to, in each edition of each framework: the controls of the newest edition that has any, because a mapping to
 * twenty editions of one guide says nothing more. CWEs are told apart. `categories` are names (`OWASP2021`) and their items.
 */
export function controlsIn(categories: Iterable<[string, string]>): string[] {
  const newest = new Map<string, { version: string; name: string; items: string }>()
  for (const [name, items] of categories) {
    if (items === 'None' || /^(?:CWE|SANS)/.test(name)) continue
    const [, family = name, version = ''] = /^(.*?)((?:\d[\d.]*)?)$/.exec(name) ?? []
    const known = newest.get(family)
    if (!known || compareVersions(version, known.version) > 0) newest.set(family, { version, name, items })
  }
  return [...newest.values()].flatMap(({ name, items }) =>
    items
      .split(/,(?! )/)
      .filter((item) => item.trim() !== '')
      .map((item) => controlId(frameworkOf(name), numberOf(item.trim()))),
  )
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number))
  for (let at = 0; at < Math.max(left?.length ?? 0, right?.length ?? 0); at++) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** `OWASPAPITop102023` with the blanks that it lacks. */
const frameworkOf = (name: string): string =>
  name
    .replace(/^PCI(?=\d)/, 'PCI DSS ')
    .replace(/^PCISSF/, 'SSF ')
    .replace(/^OWASP(?=20\d\d)/, 'OWASP Top 10 ')
    .replace(/^(OWASP)(\w+?)Top10/, '$1 $2 Top 10 ')
    .replace(/^CIS(?=[A-Z])/, 'CIS ')
    .replace(/^(OWASP)(ASVS|MASVS|Mobile)/, '$1 $2 ')
    .replace(/([a-z])([A-Z\d])/g, '$1 $2')
    .replace(/^DISACCI/, 'DISA CCI ')
    .replace(/^(STIG|WASC)(?=\d)/, '$1 ')

/** The number before an item's words: `IA-5 Authenticator Management (P1)`, `Requirement 6.5.1`, `APP3340 CAT I`. */
export function numberOf(item: string): string {
  const own = item.replace(/^(?:Requirement|Control Objective) /, '')
  return (
    /^[A-Z]*[\d.]+(?=\s|$)|^[A-Z]{2,}-[\w.-]*\d(?:\(\d+\))?(?=\s|$)|^[A-Z](?:\.\d+)+(?=\s|$)/.exec(
      own,
    )?.[0] ?? own
  )
}
