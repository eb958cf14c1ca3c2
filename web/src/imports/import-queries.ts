import { queryOptions } from '@tanstack/react-query'
import { request } from '../api/request.ts'
import type { Format, Page, Report, ReportProblem, ReportStatus } from '../api/types.ts'

export const formatsQuery = queryOptions({
  queryKey: ['formats'],
  queryFn: ({ signal }) => request<Format[]>('/formats', { signal }),
})

/** Format of what discoveries hand in. */
export const DISCOVERY_FORMAT = 'stance-discovery'

const WORKING: ReportStatus[] = ['queued', 'reading', 'matching']
export const isWorking = (status: ReportStatus): boolean => WORKING.includes(status)

/** While it is being read, it is looked at again every second: the figures grow between the events. */
export const reportQuery = (id: string) =>
  queryOptions({
    queryKey: ['report', id],
    queryFn: ({ signal }) => request<Report>(`/reports/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data && isWorking(state.data.status) ? 1000 : false),
  })

export const problemsQuery = (id: string) =>
  queryOptions({
    queryKey: ['report', id, 'problems'],
    queryFn: ({ signal }) =>
      request<Page<ReportProblem>>(`/reports/${id}/problems`, { query: { limit: 200 }, signal }),
  })
