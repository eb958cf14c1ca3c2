import { queryOptions } from '@tanstack/react-query'
import { request } from '../api/request.ts'
import type { UpgradePlan } from '../api/types.ts'

/** What to upgrade in an asset, on its default branch. */
export const upgradePlanQuery = (asset: string) =>
  queryOptions({
    queryKey: ['finding', 'upgrade-plan', asset],
    queryFn: ({ signal }) => request<UpgradePlan>(`/assets/${asset}/upgrade-plan`, { signal }),
  })
