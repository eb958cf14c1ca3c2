import { queryOptions } from '@tanstack/react-query'
import { request } from '../api/request.ts'
import type { Team } from '../api/types.ts'

export const teamsQuery = queryOptions({
  queryKey: ['teams'],
  queryFn: ({ signal }) => request<Team[]>('/teams', { signal }),
})
