import type { Query } from '../api/request.ts'
import { listed } from '../api/search-params.ts'

/** Filters of a page of things, as the API calls them. */
export const NODE_FILTERS = ['q', 'exposure', 'authenticated', 'data', 'asset', 'application'] as const
export type NodeFilterName = (typeof NODE_FILTERS)[number]

/** What a page of things keeps in its address; `open` is the thing in its panel (node-open.ts). */
export type NodeSearch = Partial<Record<NodeFilterName | 'open', string | undefined>>

export const filterOf = (search: NodeSearch): Query =>
  Object.fromEntries(NODE_FILTERS.flatMap((name) => (search[name] ? [[name, search[name]]] : [])))

/** Only one of its values makes sense: the other takes its place. */
const SINGLE: ReadonlySet<NodeFilterName> = new Set(['q', 'authenticated'])

/** The search with a value of a filter taken in, or taken off when it is in force. What was open may not be listed any more. */
export function toggled(search: NodeSearch, name: NodeFilterName, value: string): NodeSearch {
  const chosen = listed(search[name])
  const next = chosen.includes(value)
    ? chosen.filter((one) => one !== value)
    : SINGLE.has(name)
      ? [value]
      : [...chosen, value]
  return { [name]: next.join(',') || undefined, open: undefined }
}
