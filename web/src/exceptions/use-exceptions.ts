import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { noteChange } from '../api/live-events.ts'
import { request } from '../api/request.ts'
import type { Exception, ExceptionPreview, NewException } from '../api/types.ts'
import { failed, told } from '../feedback/notify.ts'

export const exceptionQuery = (id: string) =>
  queryOptions({
    queryKey: ['exceptions', id],
    queryFn: ({ signal }) => request<Exception>(`/exceptions/${id}`, { signal }),
  })

/** What an exception would cover, before anybody asks for it. */
export const previewQuery = (wish: NewException, enabled: boolean) =>
  queryOptions({
    queryKey: ['exceptions', 'preview', wish.target, wish.scope, wish.kind, wish.lapse],
    queryFn: ({ signal }) =>
      request<ExceptionPreview>('/exceptions/preview', { method: 'POST', body: wish, signal }),
    enabled,
    retry: false,
  })

/** Asks for an exception, decides on one, or takes one back; findings follow. */
export function useExceptions() {
  const client = useQueryClient()
  const changed = (exception: Exception) => {
    client.setQueryData(['exceptions', exception.id], exception)
    noteChange('finding', client)
    noteChange('exception', client)
    return client.invalidateQueries({ queryKey: ['list', '/exceptions'] })
  }
  const ask = useMutation({
    mutationFn: (wish: NewException) => request<Exception>('/exceptions', { method: 'POST', body: wish }),
    onSuccess: (exception) => {
      told(
        exception.status === 'pending'
          ? 'Asked for. It counts once a second person approves it.'
          : 'The exception is in force.',
      )
      return changed(exception)
    },
    onError: failed,
  })
  const decide = useMutation({
    mutationFn: ({ id, ...body }: { id: string; verdict: 'approved' | 'rejected'; comment: string }) =>
      request<Exception>(`/exceptions/${id}/approval`, { method: 'POST', body }),
    onSuccess: changed,
    onError: failed,
  })
  const revoke = useMutation({
    mutationFn: ({ id, reason }: { id: string; reason: string }) =>
      request<Exception>(`/exceptions/${id}/revoke`, { method: 'POST', body: { reason } }),
    onSuccess: changed,
    onError: failed,
  })
  return { ask, decide, revoke }
}
