import { queryOptions } from '@tanstack/react-query'
import { request } from '../api/request.ts'
import type { Intel } from '../api/types.ts'

const LOOK_AGAIN_MS = 2000

/** What the feeds hold; while they are fetched it is asked again and again. */
export const intelQuery = queryOptions({
  queryKey: ['intel'],
  queryFn: ({ signal }) => request<Intel>('/intel', { signal }),
  refetchInterval: ({ state }) => (state.data?.syncing ? LOOK_AGAIN_MS : false),
})
