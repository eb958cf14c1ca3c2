import { queryOptions } from '@tanstack/react-query'
import { request } from '../api/request.ts'
import type {
  Application,
  Asset,
  AssetDetail,
  BranchComparison,
  CriticalityProposal,
  EstateMap,
  EstateNode,
  Page,
} from '../api/types.ts'

/** So many names of applications are offered at once. */
export const MOST_NAMES = 50

/** Applications whose names hold the words, to choose from while typing. */
export const applicationNamesQuery = (q: string) =>
  queryOptions({
    queryKey: ['application', 'names', q],
    queryFn: ({ signal }) =>
      request<Page<Application>>('/applications', {
        query: { limit: MOST_NAMES, sort: 'name', ...(q && { q }) },
        signal,
      }).then((page) => page.items),
  })

export const applicationQuery = (id: string) =>
  queryOptions({
    queryKey: ['application', id],
    queryFn: ({ signal }) => request<Application>(`/applications/${id}`, { signal }),
  })

/** How critical an application seems to be. */
export const criticalityQuery = (id: string) =>
  queryOptions({
    queryKey: ['application', id, 'criticality'],
    queryFn: ({ signal }) => request<CriticalityProposal>(`/applications/${id}/criticality`, { signal }),
  })

/** The assets of an application (`none`: of no application), worst first, at most 500. */
export const assetsOfQuery = (application: string) =>
  queryOptions({
    queryKey: ['asset', 'of', application],
    queryFn: ({ signal }) =>
      request<Page<Asset>>('/assets', { query: { application, limit: 500, sort: 'topScore' }, signal }),
  })

/** What the assets of an application (`none`: of no application) deploy, at most 500. */
export const deployablesOfQuery = (application: string) =>
  queryOptions({
    queryKey: ['estate', 'deployables', application],
    queryFn: ({ signal }) =>
      request<Page<EstateNode>>('/estate/nodes', {
        query: { application, kind: 'deployable', limit: 500 },
        signal,
      }),
  })

/** How much of each kind an asset has, and its deployables, owners and third parties. */
export const estateOfQuery = (asset: string) =>
  queryOptions({
    queryKey: ['estate', 'of', asset],
    queryFn: ({ signal }) =>
      request<EstateMap>('/estate/map', { query: { asset, kind: 'deployable,owner,third-party' }, signal }),
  })

export const assetQuery = (id: string) =>
  queryOptions({
    queryKey: ['asset', id],
    queryFn: ({ signal }) => request<AssetDetail>(`/assets/${id}`, { signal }),
  })

/** Assets whose names hold the words, to choose from while typing. */
export const assetNamesQuery = (q: string) =>
  queryOptions({
    queryKey: ['asset', 'names', q],
    queryFn: ({ signal }) =>
      request<Page<Asset>>('/assets', { query: { q, limit: 20, sort: 'name' }, signal }).then(
        (page) => page.items,
      ),
  })

export const comparisonQuery = (asset: string, branch: string) =>
  queryOptions({
    queryKey: ['asset', asset, 'compare', branch],
    queryFn: ({ signal }) =>
      request<BranchComparison>(`/assets/${asset}/compare`, { query: { branch }, signal }),
  })
