import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { noteChange } from '../api/live-events.ts'
import { request } from '../api/request.ts'
import type { EstateLink, EstateNode, EstateNodeDetail, LinkWord, Page } from '../api/types.ts'
import { failed, told } from '../feedback/notify.ts'
import { DATA_CLASS } from '../words/labels.ts'
import type { NodeSearch } from './node-search.ts'

export const nodeQuery = (asset: string, node: string) =>
  queryOptions({
    queryKey: ['estate', 'node', asset, node],
    queryFn: ({ signal }) => request<EstateNodeDetail>(`/estate/nodes/${asset}/${node}`, { signal }),
  })

/** Things of an asset whose names hold the words, to choose from while typing. */
export const nodesOfAssetQuery = (asset: string, q: string) =>
  queryOptions({
    queryKey: ['estate', 'of', asset, 'named', q],
    queryFn: ({ signal }) =>
      request<Page<EstateNode>>('/estate/nodes', { query: { asset, q, limit: 20 }, signal }).then(
        (page) => page.items,
      ),
  })

/** Stores that keep data of the chosen classes (of any without a choice), and others that may be sent it; 60 at most. */
export const dataEndsQuery = ({ application, asset, data }: NodeSearch) =>
  queryOptions({
    queryKey: ['estate', 'data-ends', application, asset, data],
    queryFn: ({ signal }) =>
      request<Page<EstateNode>>('/estate/nodes', {
        query: {
          kind: 'data-store,third-party,ai',
          data: data ?? Object.keys(DATA_CLASS).join(','),
          application,
          asset,
          limit: 60,
        },
        signal,
      }),
  })

/** What a word is about: a link as it is seen from one of its ends. */
export interface Said {
  /** The end from which it is seen. */
  node: string
  link: Pick<EstateLink, 'asset' | 'direction' | 'kind'> & { node: { id: string } }
  verdict: LinkWord['verdict']
  reason?: string
}

const TOLD = {
  confirmed: 'Confirmed.',
  added: 'Added. Who can reach what was worked out again.',
  cut: 'Cut. Who can reach what was worked out again.',
  back: 'Taken back. Reports count again.',
}

/** Says a word about a link. Who can reach what is worked out again at once, so rows on screen may have changed too. */
export function useLinkWord() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ node, link, verdict, reason = '' }: Said) => {
      const [from, to] = link.direction === 'out' ? [node, link.node.id] : [link.node.id, node]
      const body: LinkWord = { asset: link.asset, from, kind: link.kind, to, verdict, reason }
      return request<void>('/estate/links', { method: 'PUT', body })
    },
    onSuccess: (_, { verdict }) => {
      void client.invalidateQueries({ queryKey: ['list', '/estate/nodes'] })
      noteChange('inventory', client)
      told(TOLD[verdict ?? 'back'])
    },
    onError: failed,
  })
}
