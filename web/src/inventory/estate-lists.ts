import type { NodeKind } from '../api/types.ts'
import { NODE_KIND } from '../estate/node-words.ts'

const LISTS = {
  endpoint: '/estate/apis',
  model: '/estate/data',
  field: '/estate/data',
  'data-store': '/estate/data',
  pipeline: '/estate/pipelines',
  action: '/estate/pipelines',
} as const satisfies Partial<Record<NodeKind, string>>

/** The page that lists things of a kind; what has no list of its own is on the map. */
export const listOfKind = (kind: NodeKind): (typeof LISTS)[keyof typeof LISTS] | '/estate/map' =>
  (LISTS as Partial<Record<NodeKind, (typeof LISTS)[keyof typeof LISTS]>>)[kind] ?? '/estate/map'

/** `endpoint`, `endpoints`; `identities`, `gateways`, `AI`. */
export function kindWord(kind: NodeKind, many: number): string {
  if (kind === 'ai') return NODE_KIND.ai
  const one = NODE_KIND[kind].toLowerCase()
  return many === 1 ? one : `${one.replace(/([^aeiou])y$/, '$1ie')}s`
}
