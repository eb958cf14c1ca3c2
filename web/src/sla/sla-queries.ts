import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { noteChange } from '../api/live-events.ts'
import { type Query, request } from '../api/request.ts'
import type { NewCalendar, SlaCalendar, SlaForecast, SlaOfFinding, SlaSummary } from '../api/types.ts'
import { failed, told } from '../feedback/notify.ts'
import type { TriageTarget } from '../triage/use-triage.ts'
import { counted } from '../words/format.ts'

// Below `overview`, so that a change of findings makes them out of date.
export const summaryQuery = (query: Query) =>
  queryOptions({
    queryKey: ['overview', 'sla', query],
    queryFn: ({ signal }) => request<SlaSummary>('/sla/summary', { query, signal }),
  })

export const forecastQuery = (query: Query) =>
  queryOptions({
    queryKey: ['overview', 'forecast', query],
    queryFn: ({ signal }) => request<SlaForecast>('/sla/forecast', { query, signal }),
  })

export const findingSlaQuery = (id: string) =>
  queryOptions({
    queryKey: ['finding', id, 'sla'],
    queryFn: ({ signal }) => request<SlaOfFinding>(`/findings/${id}/sla`, { signal }),
  })

export const calendarsQuery = queryOptions({
  queryKey: ['sla-calendars'],
  queryFn: ({ signal }) => request<SlaCalendar[]>('/sla/calendars', { signal }),
})

/** Stops the clock of findings, or goes on with it; why is kept. */
export function usePause(onDone?: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({
      target,
      does,
      reason,
    }: {
      target: TriageTarget
      does: 'pause' | 'resume'
      reason: string
    }) => {
      const which = 'ids' in target ? { ids: target.ids } : { filter: target.filter }
      return request<{ changed: number }>(`/sla/${does}`, { method: 'POST', body: { ...which, reason } })
    },
    onSuccess: ({ changed }, { does }) => {
      noteChange('finding', client)
      told(
        changed === 0
          ? `Nothing to ${does}: these findings have no due date whose clock ${does === 'pause' ? 'runs' : 'is paused'}.`
          : `The clock of ${counted(changed, 'finding')} ${does === 'pause' ? 'is paused' : 'goes on'}.`,
      )
      onDone?.()
    },
    onError: failed,
  })
}

/** Makes, changes (by id) or deletes a business calendar. */
export function useCalendars() {
  const client = useQueryClient()
  const options = {
    onSuccess: () => client.invalidateQueries({ queryKey: ['sla-calendars'] }),
    onError: failed,
  }
  const save = useMutation({
    mutationFn: ({ id, ...body }: NewCalendar & { id?: string | undefined }) =>
      request<SlaCalendar>(id ? `/sla/calendars/${id}` : '/sla/calendars', {
        method: id ? 'PATCH' : 'POST',
        body,
      }),
    ...options,
  })
  const remove = useMutation({
    mutationFn: (id: string) => request(`/sla/calendars/${id}`, { method: 'DELETE' }),
    ...options,
  })
  return { save, remove }
}
