import type { Query } from '../api/request.ts'
import { listed, type SearchParams } from '../api/search-params.ts'
import type { FindingFilter, FindingSort } from '../api/types.ts'
import type { SortOrder } from '../list/column.ts'

/** The filters of the address are the API's own, by the same names. */
export const FILTERS = [
  'q',
  'state',
  'severity',
  'kind',
  'tool',
  'noise',
  'application',
  'asset',
  'team',
  'cwe',
  'advisory',
  'component',
  'rule',
  'assignee',
  'owner',
  'sla',
  'dueBefore',
  'exception',
  'knownExploited',
  'exploitMaturity',
  'ssvc',
  'reachability',
  'tag',
  'policy',
  'policyRule',
  'fixable',
  'agreed',
  'minScore',
  'since',
  'until',
  'fixedSince',
  'fixedUntil',
  'asOf',
  'branch',
] as const satisfies (keyof FindingFilter)[]

export type FilterName = (typeof FILTERS)[number]
/** `columns`: which ones the list shows, in place of as many as fit. */
export const FINDING_PARAMS = [...FILTERS, 'sort', 'order', 'columns'] as const
export type FindingSearch = Partial<Record<(typeof FINDING_PARAMS)[number] | 'open', string>>

/** The part of the address that says which findings: for the query of a list as for the body of a bulk change. */
export function filterOf(search: FindingSearch): Query {
  return Object.fromEntries(FILTERS.flatMap((name) => (search[name] ? [[name, search[name]]] : [])))
}

const WORST_FIRST: SortOrder = { by: 'score' satisfies FindingSort, order: 'desc' }

export const sortOf = (search: FindingSearch): SortOrder =>
  search.sort ? { by: search.sort, order: search.order === 'asc' ? 'asc' : 'desc' } : WORST_FIRST

/** The same with the order: the query of the list. */
export function listQueryOf(search: FindingSearch): Query {
  const { by, order } = sortOf(search)
  return { ...filterOf(search), sort: by, order }
}

/** The address with one value of a list filter added or taken away. */
export function toggled(search: SearchParams, name: FilterName, value: string): SearchParams {
  const values = listed(search[name])
  const next = values.includes(value) ? values.filter((other) => other !== value) : [...values, value]
  return { ...search, [name]: next.join(',') || undefined, open: undefined }
}
