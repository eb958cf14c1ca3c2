import { queryOptions } from '@tanstack/react-query'
import { request } from '../api/request.ts'
import type { PackageDetail, PackageUse, Page } from '../api/types.ts'

/** So many uses are shown; the API lists all of them. */
export const SHOWN = 200

export const packageQuery = (key: string) =>
  queryOptions({
    queryKey: ['component', 'package', key],
    queryFn: ({ signal }) => request<PackageDetail>(`/packages/${encodeURIComponent(key)}`, { signal }),
  })

export const packageUsesQuery = (key: string) =>
  queryOptions({
    queryKey: ['component', 'package', key, 'uses'],
    queryFn: ({ signal }) =>
      request<Page<PackageUse>>('/uses', { query: { package: key, limit: SHOWN }, signal }),
  })
