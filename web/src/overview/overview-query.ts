import { queryOptions } from '@tanstack/react-query'
import { request } from '../api/request.ts'
import type { Overview } from '../api/types.ts'

export interface OverviewSearch {
  application?: string | undefined
  team?: string | undefined
  days?: string | undefined
}

export const overviewQueryOf = (search: OverviewSearch) =>
  queryOptions({
    queryKey: ['overview', search],
    queryFn: ({ signal }) => request<Overview>('/overview', { query: { ...search }, signal }),
  })
