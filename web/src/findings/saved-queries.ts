import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { request } from '../api/request.ts'
import type { SavedQuery, Visibility } from '../api/types.ts'
import { failed } from '../feedback/notify.ts'

/** Filters and orders of the findings list under a name: one's own, and what others share. */
export const savedQueriesQuery = queryOptions({
  queryKey: ['saved-queries'],
  queryFn: ({ signal }) => request<SavedQuery[]>('/saved-queries', { signal }),
})

export interface NewSavedQuery {
  name: string
  query: string
  visibility: Visibility
  teamId: string | null
}

/** Makes, replaces (by id) or deletes a saved query. */
export function useSavedQueries() {
  const client = useQueryClient()
  const options = {
    onSuccess: () => client.invalidateQueries({ queryKey: ['saved-queries'] }),
    onError: failed,
  }
  const keep = useMutation({
    mutationFn: ({ id, ...body }: NewSavedQuery & { id?: string | undefined }) =>
      request<SavedQuery>(id ? `/saved-queries/${id}` : '/saved-queries', {
        method: id ? 'PATCH' : 'POST',
        body,
      }),
    ...options,
  })
  const remove = useMutation({
    mutationFn: (id: string) => request(`/saved-queries/${id}`, { method: 'DELETE' }),
    ...options,
  })
  return { keep, remove }
}
