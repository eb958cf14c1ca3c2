import { infiniteQueryOptions, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { type Topic, useChangedAt } from '../api/live-events.ts'
import { type Query, request } from '../api/request.ts'
import type { Page } from '../api/types.ts'

/** Rows read as one scrolls; what a list view needs of any source. */
export interface RowSource<T> {
  /** Rows that are here. */
  loaded: number
  /** Rows that match, here or not; null while the first page is under way. */
  total: number | null
  at: (index: number) => T | undefined
  /** Says that row `index` is about to be seen. */
  ensure: (index: number) => void
  error: Error | null
  refresh: () => void
  /** Something changed since these rows were read. */
  stale: boolean
}

const PAGE = 100
/** Rows before the end at which the next page is asked for: two screens. */
const AHEAD = 80

interface Pages<T> {
  pages: Page<T>[]
  pageParams: (string | null)[]
}

/** A list's pages. They never grow old by themselves: reading them all again would cost as much as all of them did. */
export const keysetQuery = <T>(path: string, query: Query) =>
  infiniteQueryOptions({
    queryKey: ['list', path, query],
    queryFn: ({ pageParam, signal }) =>
      request<Page<T>>(path, { query: { ...query, limit: PAGE, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    staleTime: Number.POSITIVE_INFINITY,
  })

/**
 * A list of the API by keyset pages. Row i is found by page, so that a new page costs nothing however many are here.
 * Refreshing reads the first page again and lets go of the rest: a million rows are never read twice.
 */
export function useKeysetList<T>(path: string, query: Query, topic: Topic): RowSource<T> {
  const client = useQueryClient()
  const options = useMemo(() => keysetQuery<T>(path, query), [path, query])
  const key = options.queryKey
  const result = useInfiniteQuery(options)
  const { data, hasNextPage, isFetching, fetchNextPage, refetch, dataUpdatedAt, error } = result
  const pages = data?.pages
  const last = pages?.at(-1)
  const loaded = pages && last ? (pages.length - 1) * PAGE + last.items.length : 0

  const ensure = useCallback(
    (index: number) => {
      if (hasNextPage && !isFetching && index >= loaded - AHEAD) void fetchNextPage()
    },
    [hasNextPage, isFetching, loaded, fetchNextPage],
  )
  const refresh = useCallback(() => {
    client.setQueryData<Pages<T>>(key, (old) =>
      old ? { pages: old.pages.slice(0, 1), pageParams: old.pageParams.slice(0, 1) } : old,
    )
    void refetch()
  }, [client, key, refetch])
  const at = useCallback((index: number) => pages?.[Math.floor(index / PAGE)]?.items[index % PAGE], [pages])

  return {
    loaded,
    total: pages?.[0]?.total ?? null,
    at,
    ensure,
    error: loaded ? null : error,
    refresh,
    stale: useChangedAt(topic) > dataUpdatedAt && dataUpdatedAt > 0,
  }
}

/** Changes rows that are already on screen, in every list of the path, so that they keep their place. */
export function usePatchRows<T>(path: string): (change: (row: T) => T) => void {
  const client = useQueryClient()
  return (change) => {
    client.setQueriesData<Pages<T>>({ queryKey: ['list', path] }, (old) =>
      old ? { ...old, pages: old.pages.map((page) => ({ ...page, items: page.items.map(change) })) } : old,
    )
  }
}
