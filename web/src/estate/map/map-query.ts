import { queryOptions } from '@tanstack/react-query'
import { request } from '../../api/request.ts'
import type { EstateMap, NodeKind } from '../../api/types.ts'
import { SHOWN_KINDS } from './map-layers.ts'

export interface MapOf {
  application?: string | undefined
  asset?: string | undefined
}

/** Always with the kinds that a map shows by itself, so that what they join stays joined when they are hidden. */
export const mapQuery = ({ application, asset }: MapOf, kinds: readonly NodeKind[]) => {
  const kind = [...new Set([...SHOWN_KINDS, ...kinds])].sort().join(',')
  return queryOptions({
    queryKey: ['estate', 'map', application, asset, kind],
    queryFn: ({ signal }) =>
      request<EstateMap>('/estate/map', { query: { application, asset, kind }, signal }),
    enabled: Boolean(application || asset),
  })
}
