import { queryOptions } from '@tanstack/react-query'
import { request } from '../api/request.ts'
import type { ModelPreview, Ranking, RiskModel, RiskModels } from '../api/types.ts'
import type { ModelWish } from './weights.ts'

export const modelsQuery = queryOptions({
  queryKey: ['risk', 'models'],
  queryFn: ({ signal }) => request<RiskModels>('/risk/models', { signal }),
})

/** How far everything is ranked by the weights in force; null when all is. Events tell of each part; this asks in case one is missed. */
export const rankingQuery = queryOptions({
  queryKey: ['risk', 'ranking'],
  queryFn: ({ signal }) => request<Ranking | null>('/risk/ranking', { signal }),
  refetchInterval: ({ state }) => (state.data ? 1000 : false),
})

export const previewModel = (wish: ModelWish): Promise<ModelPreview> =>
  request<ModelPreview>('/risk/models/preview', { method: 'POST', body: wish })

export const saveModel = (model: ModelWish & { name: string; note: string }): Promise<RiskModel> =>
  request<RiskModel>('/risk/models', { method: 'POST', body: model })
