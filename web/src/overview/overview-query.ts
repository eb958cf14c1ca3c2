import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { request } from '../api/request.ts'
import type {
  AuditorOverview,
  CisoOverview,
  DeveloperOverview,
  Overview,
  SecurityOverview,
} from '../api/types.ts'

export interface OverviewSearch {
  application?: string | undefined
  team?: string | undefined
  days?: string | undefined
  asOf?: string | undefined
  view?: string | undefined
}

/** What a view asks the API for: the part of the estate, the window and the day. */
export type OverviewScope = Omit<OverviewSearch, 'view'>

export const scopeOf = ({ application, team, days, asOf }: OverviewSearch): OverviewScope => ({
  application,
  team,
  days,
  asOf,
})

/** What each role's own view answers. */
interface RoleAnswers {
  ciso: CisoOverview
  security: SecurityOverview
  developer: DeveloperOverview
  auditor: AuditorOverview
}
export type RoleView = keyof RoleAnswers

export const overviewQueryOf = (scope: OverviewScope) =>
  queryOptions({
    queryKey: ['overview', scope],
    queryFn: ({ signal }) => request<Overview>('/overview', { query: { ...scope }, signal }),
    placeholderData: keepPreviousData,
  })

export const roleQueryOf = <R extends RoleView>(role: R, scope: OverviewScope) =>
  queryOptions({
    queryKey: ['overview', role, scope],
    queryFn: ({ signal }) => request<RoleAnswers[R]>(`/overview/${role}`, { query: { ...scope }, signal }),
    placeholderData: keepPreviousData,
  })
