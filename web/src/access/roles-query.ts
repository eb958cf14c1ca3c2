import { queryOptions } from '@tanstack/react-query'
import { request } from '../api/request.ts'
import type { RoleRights } from '../api/types.ts'

/** What each role may do: it changes with the server only. */
export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: ({ signal }) => request<RoleRights[]>('/roles', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
})
