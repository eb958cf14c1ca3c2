import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { request } from '../api/request.ts'
import type { DataClass, Exposure, NodeCounts, NodeKind } from '../api/types.ts'
import { DATA_CLASS, EXPOSURE } from '../words/labels.ts'
import { filterOf, type NodeFilterName, type NodeSearch } from './node-search.ts'

export const countsQuery = (kind: NodeKind, search: NodeSearch) => {
  const query = { ...filterOf(search), kind }
  return queryOptions({
    queryKey: ['estate', 'counts', query],
    queryFn: ({ signal }) => request<NodeCounts>('/estate/counts', { query, signal }),
    // The choices stay in sight while the next counts are on their way.
    placeholderData: keepPreviousData,
  })
}

/** What a filter's value is called. */
export function filterWord(name: NodeFilterName, value: string, counts: NodeCounts | undefined): string {
  if (name === 'exposure') return EXPOSURE[value as Exposure] ?? 'Unknown'
  if (name === 'authenticated') return value === 'true' ? 'Authentication seen' : 'No authentication seen'
  if (name === 'data') return DATA_CLASS[value as DataClass] ?? value
  if (name === 'asset' || name === 'application')
    return counts?.[name].find((one) => one.value === value)?.label ?? value
  return value
}
