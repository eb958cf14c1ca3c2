import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type Query, request } from '../api/request.ts'
import type { Facets } from '../api/types.ts'

/** Counts for every choice under the other filters. The old ones stay while new ones are under way, so nothing jumps. */
export const facetsQuery = (filter: Query) =>
  queryOptions({
    queryKey: ['facets', filter],
    queryFn: ({ signal }) => request<Facets>('/findings/facets', { query: filter, signal }),
    placeholderData: keepPreviousData,
  })
