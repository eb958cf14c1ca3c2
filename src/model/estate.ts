import type { DataClass, Exposure } from './application.ts'

/** What the estate is made of. Those of SHARED_KINDS are one thing wherever they are named; the others belong to the asset whose report shows them. */
export const NODE_KINDS = [
  'internet',
  'repository',
  'deployable',
  'endpoint',
  'model',
  'field',
  'pipeline',
  'action',
  'image',
  'workload',
  'service',
  'ingress',
  'load-balancer',
  'gateway',
  'network',
  'network-policy',
  'data-store',
  'queue',
  'secret',
  'identity',
  'permission',
  'function',
  'cluster',
  'host',
  'resource',
  'third-party',
  'ai',
  'owner',
] as const
export type NodeKind = (typeof NODE_KINDS)[number]

const SHARED_KINDS: ReadonlySet<NodeKind> = new Set([
  'internet',
  'action',
  'image',
  'third-party',
  'ai',
  'owner',
])

/** Whether two reports that name it mean the same thing, whatever their assets. */
export const isShared = (kind: NodeKind): boolean => SHARED_KINDS.has(kind)

export const LINK_KINDS = [
  'contains',
  'builds',
  'deploys',
  'runs',
  'exposes',
  'calls',
  'reads',
  'writes',
  'owns',
  'handles',
  'permits',
  'uses',
] as const
export type LinkKind = (typeof LINK_KINDS)[number]

/**
 * Links along which what happens at one end reaches the other, from `from` to `to` or back: a caller reaches what is exposed, a workload
 * the code of the image that it runs, and from the image the deployable that builds it.
 */
export const FLOW: Partial<Record<LinkKind, 'forward' | 'back'>> = {
  exposes: 'forward',
  runs: 'forward',
  builds: 'back',
  calls: 'forward',
  reads: 'forward',
  writes: 'forward',
  handles: 'forward',
  permits: 'forward',
}

/** One end of a link: kind and name, as the report says it. The name of the asset's own `repository` is empty. */
export interface NodeRef {
  kind: NodeKind
  name: string
}

/** A thing of the estate that a report shows. */
export interface EstateNode extends NodeRef {
  type: 'node'
  /** `path:line` where it is written down. */
  place?: string
  exposure?: Exposure
  /** For what can be called: whether authentication is seen. */
  authenticated?: boolean
  dataClasses?: DataClass[]
  /** What else matters, flat. */
  attributes?: Record<string, string>
}

/** How one thing of the estate stands to another. */
export interface EstateLink {
  type: 'link'
  from: NodeRef
  kind: LinkKind
  to: NodeRef
  evidence: string
  /** 0–1. */
  confidence: number
}
