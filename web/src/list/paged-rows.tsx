import {
  type InfiniteData,
  infiniteQueryOptions,
  type QueryKey,
  type UseInfiniteQueryResult,
} from '@tanstack/react-query'
import { type Query, request } from '../api/request.ts'
import type { Page } from '../api/types.ts'
import { ShowMore } from './show-more.tsx'

const PAGE = 200

/** A list within a page, read further when one asks for it. `key` begins as the topics of live events do, so that it stays fresh. */
export const pagedQuery = <T,>(key: QueryKey, path: string, query: Query = {}) =>
  infiniteQueryOptions({
    queryKey: key,
    queryFn: ({ pageParam, signal }) =>
      request<Page<T>>(path, { query: { limit: PAGE, ...query, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  })

/** All rows that are here, and how many there are. */
export const rowsOf = <T,>({ pages }: InfiniteData<Page<T>>): { items: T[]; total: number } => ({
  items: pages.flatMap(({ items }) => items),
  total: pages[0]?.total ?? 0,
})

/** The way to the rest; nothing where all are here. */
export function MoreRows<T>({ list }: { list: UseInfiniteQueryResult<InfiniteData<Page<T>>> }) {
  if (!list.data || !list.hasNextPage) return null
  const { items, total } = rowsOf(list.data)
  return (
    <ShowMore
      shown={items.length}
      total={total}
      loading={list.isFetchingNextPage}
      onMore={() => void list.fetchNextPage()}
    />
  )
}
