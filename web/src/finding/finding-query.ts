import { queryOptions } from '@tanstack/react-query'
import { request } from '../api/request.ts'
import type { FindingDetail, Raw } from '../api/types.ts'

export const findingQuery = (id: string) =>
  queryOptions({
    queryKey: ['finding', id],
    queryFn: ({ signal }) => request<FindingDetail>(`/findings/${id}`, { signal }),
  })

/** What the tool printed. It never changes. */
export const rawQuery = (id: string, observation: string) =>
  queryOptions({
    queryKey: ['raw', id, observation],
    queryFn: ({ signal }) => request<Raw>(`/findings/${id}/observations/${observation}/raw`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
