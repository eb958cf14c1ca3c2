import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { request } from '../api/request.ts'
import type { AssetChanges, EstateChanges, Page, Report } from '../api/types.ts'
import { DISCOVERY_FORMAT } from '../imports/import-queries.ts'

export interface Between {
  from?: string | undefined
  to?: string | undefined
}

/** What changed between two discoveries; without names between the last two. */
export const changesQuery = (asset: string, { from, to }: Between) =>
  queryOptions({
    queryKey: ['estate', 'changes', asset, from, to],
    queryFn: ({ signal }) =>
      request<EstateChanges>(`/assets/${asset}/changes`, { query: { from, to }, signal }),
  })

/** Discoveries of an asset that can be compared, newest first, at most 200. */
export const discoveriesOfQuery = (asset: string) =>
  queryOptions({
    queryKey: ['estate', 'discoveries', asset],
    queryFn: ({ signal }) =>
      request<Page<Report>>('/reports', {
        query: { asset, format: DISCOVERY_FORMAT, status: 'done', limit: 200 },
        signal,
      }).then(({ items }) => items.toSorted((a, b) => b.observedAt.localeCompare(a.observedAt))),
  })

/** Assets that were discovered at least twice, the last discovered first. */
export const changedAssetsQuery = (q: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['estate', 'changes', { q }],
    queryFn: ({ pageParam, signal }) =>
      request<Page<AssetChanges>>('/estate/changes', { query: { q, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  })
