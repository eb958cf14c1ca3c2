import catalogue from './catalogue.json' with { type: 'json' }

type Entry = [abstraction: string, parents: number[], name: string]
const weaknesses = catalogue.weaknesses as unknown as Record<string, Entry | undefined>

/** MITRE's name of a CWE, or undefined for a number it does not know. */
export const cweName = (cwe: number): string | undefined => weaknesses[cwe]?.[2]

/** Pillars and classes gather weaknesses of many sorts: to share one says little. */
const isSpecific = (cwe: number): boolean => {
  const abstraction = weaknesses[cwe]?.[0]
  return abstraction === 'Base' || abstraction === 'Variant' || abstraction === 'Compound'
}

/** The weaknesses right above one in MITRE's tree; none for a pillar or a number it does not know. */
export const cweParents = (cwe: number): number[] => weaknesses[cwe]?.[1] ?? []
const isPillar = (cwe: number): boolean => weaknesses[cwe]?.[0] === 'Pillar'

/** `ancestor` stands at most two steps above `cwe`, and is not a pillar. */
function isNearAncestor(ancestor: number, cwe: number): boolean {
  if (isPillar(ancestor)) return false
  const parents = cweParents(cwe)
  return parents.includes(ancestor) || parents.some((parent) => cweParents(parent).includes(ancestor))
}

/**
 * Whether two CWE numbers name the same weakness at different depth: equal; one up to two steps above the other; or
 * children of one Base or Variant. By CWE's own hierarchy (ChildOf in every view, https://cwe.mitre.org/data/).
 */
export function relatedCwes(a: number, b: number): boolean {
  if (a === b || isNearAncestor(a, b) || isNearAncestor(b, a)) return true
  const parents = cweParents(a)
  return cweParents(b).some((parent) => isSpecific(parent) && parents.includes(parent))
}

/**
 * What tools at different depth call the same: of a Variant or Base the topmost Base (or Compound) above it, of all others
 * themselves. By it, equal weaknesses can be looked up; {@link relatedCwes} sees more, but is no equivalence.
 * 564 (SQL injection: Hibernate) → 89 (SQL injection); 36 (absolute path traversal) → 22 (path traversal).
 */
export function cweFamily(cwe: number): number {
  if (!isSpecific(cwe)) return cwe
  const above = cweParents(cwe).find(isSpecific)
  return above === undefined ? cwe : cweFamily(above)
}

/** The pair by which two lists of CWEs meet, or undefined. */
export function meetingCwes(a: readonly number[], b: readonly number[]): [number, number] | undefined {
  for (const x of a) for (const y of b) if (relatedCwes(x, y)) return [x, y]
  return undefined
}
