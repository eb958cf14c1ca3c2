import type { RowSource } from './keyset-list.ts'

const nothing = () => {}

/** Rows that come all at once, for a list; undefined while they are on their way. */
export const wholeList = <T>(
  items: readonly T[] | undefined,
  error: Error | null,
  refresh: () => void,
): RowSource<T> => ({
  loaded: items?.length ?? 0,
  total: items?.length ?? null,
  at: (index) => items?.[index],
  ensure: nothing,
  error: items ? null : error,
  refresh,
  stale: false,
})
