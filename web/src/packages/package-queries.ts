import { queryOptions } from '@tanstack/react-query'
import { request } from '../api/request.ts'
import type { PackageDetail, PackageUse } from '../api/types.ts'
import { pagedQuery } from '../list/paged-rows.tsx'

export const packageQuery = (key: string) =>
  queryOptions({
    queryKey: ['component', 'package', key],
    queryFn: ({ signal }) => request<PackageDetail>(`/packages/${encodeURIComponent(key)}`, { signal }),
  })

export const packageUsesQuery = (key: string) =>
  pagedQuery<PackageUse>(['component', 'package', key, 'uses'], '/uses', { package: key })
