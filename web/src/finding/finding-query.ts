import { queryOptions } from '@tanstack/react-query'
import { request } from '../api/request.ts'
import type { ChainOfFinding, EffectOnFinding, FindingDetail, Raw, ReachOfFinding } from '../api/types.ts'

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

/** How near it is to what runs, and who says so. Below the finding's own key: what makes that old makes this old. */
export const reachQuery = (id: string) =>
  queryOptions({
    queryKey: ['finding', id, 'reachability'],
    queryFn: ({ signal }) => request<ReachOfFinding>(`/findings/${id}/reachability`, { signal }),
  })

/** The combination that it is, or those that it is a part of. */
export const chainQuery = (id: string) =>
  queryOptions({
    queryKey: ['finding', id, 'chain'],
    queryFn: ({ signal }) => request<ChainOfFinding>(`/findings/${id}/chain`, { signal }),
  })

/** What policies did to it. */
export const effectsQuery = (id: string) =>
  queryOptions({
    queryKey: ['finding', id, 'policies'],
    queryFn: ({ signal }) => request<EffectOnFinding[]>(`/findings/${id}/policies`, { signal }),
  })
