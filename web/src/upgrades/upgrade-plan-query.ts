import { queryOptions } from '@tanstack/react-query'
import { request } from '../api/request.ts'
import type { UpgradePlan } from '../api/types.ts'

/** What to upgrade in an asset, on its default branch: all of it, or one package by its name. */
export const upgradePlanQuery = (asset: string, name?: string) =>
  queryOptions({
    queryKey: ['finding', 'upgrade-plan', asset, name],
    queryFn: ({ signal }) =>
      request<UpgradePlan>(`/assets/${asset}/upgrade-plan`, { query: { name }, signal }),
  })
