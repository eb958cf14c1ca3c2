import { listed } from '../api/search-params.ts'
import type { FacetValue, PolicyRow } from '../api/types.ts'

export const POLICIES_PARAMS = ['q', 'enabled', 'source', 'effect', 'show'] as const
export type PoliciesSearch = Partial<Record<(typeof POLICIES_PARAMS)[number], string | undefined>>

export const IN_FORCE: Record<string, string> = { yes: 'In force', no: 'Not in force' }

/** What each filter looks at. */
const VALUES = {
  enabled: ({ enabled }: PolicyRow) => [enabled ? 'yes' : 'no'],
  source: ({ source }: PolicyRow) => [source as string],
  effect: ({ effects }: PolicyRow) => effects as string[],
}
type FacetName = keyof typeof VALUES
const FACETS = Object.keys(VALUES) as FacetName[]

function matches(policy: PolicyRow, search: PoliciesSearch, without?: FacetName): boolean {
  const q = search.q?.toLowerCase()
  if (q && !`${policy.name} ${policy.description} ${policy.scope.name ?? ''}`.toLowerCase().includes(q))
    return false
  return FACETS.every((name) => {
    const wanted = name === without ? [] : listed(search[name])
    return wanted.length === 0 || VALUES[name](policy).some((value) => wanted.includes(value))
  })
}

/** Those that match; what is in force comes first, and of that what does most. */
export const chosenPolicies = (policies: PolicyRow[], search: PoliciesSearch): PolicyRow[] =>
  policies
    .filter((policy) => matches(policy, search))
    .sort(
      (a, b) => Number(b.enabled) - Number(a.enabled) || b.firing - a.firing || a.name.localeCompare(b.name),
    )

/** Counts for every choice, under all filters but its own. */
export function policyFacets(policies: PolicyRow[], search: PoliciesSearch): Record<FacetName, FacetValue[]> {
  const of = (name: FacetName): FacetValue[] => {
    const counts = new Map<string, number>()
    for (const policy of policies)
      if (matches(policy, search, name))
        for (const value of VALUES[name](policy)) counts.set(value, (counts.get(value) ?? 0) + 1)
    return [...counts]
      .map(([value, count]) => ({ value, label: value, count }))
      .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value))
  }
  return { enabled: of('enabled'), source: of('source'), effect: of('effect') }
}
