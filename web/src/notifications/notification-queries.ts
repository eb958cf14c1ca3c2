import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { request } from '../api/request.ts'
import type { AppNotifications } from '../api/types.ts'
import { failed } from '../feedback/notify.ts'

const SHOWN = 30
const MINUTE_MS = 60_000

/** The latest of one's own and how many are unread. An event says when there is news; a minute covers a lost connection. */
export const notificationsQuery = queryOptions({
  queryKey: ['notifications'],
  queryFn: ({ signal }) => request<AppNotifications>('/notifications', { query: { limit: SHOWN }, signal }),
  refetchInterval: MINUTE_MS,
})

/** Marks some as read, or all. */
export function useMarkRead() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (ids?: string[]) =>
      request('/notifications/read', { method: 'POST', body: ids ? { ids } : {} }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['notifications'] }),
    onError: failed,
  })
}
