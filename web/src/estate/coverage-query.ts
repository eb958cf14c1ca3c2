import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type Query, request } from '../api/request.ts'
import type { Coverage } from '../api/types.ts'

export const coverageQuery = (query: Query) =>
  queryOptions({
    queryKey: ['estate', 'coverage', query],
    queryFn: ({ signal }) => request<Coverage>('/estate/coverage', { query, signal }),
    placeholderData: keepPreviousData,
  })
