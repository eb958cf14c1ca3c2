import type { NodeKind } from '../../api/types.ts'

/** Columns of the picture, from the outside to the data; widths in em of the picture. */
export const LAYERS: { head: string; kinds: NodeKind[]; width: number }[] = [
  { head: 'Outside', kinds: ['internet'], width: 8 },
  { head: 'Entry', kinds: ['ingress', 'load-balancer', 'gateway'], width: 10 },
  { head: 'Service', kinds: ['service', 'network', 'network-policy'], width: 10 },
  { head: 'Runs', kinds: ['workload', 'function', 'host', 'cluster'], width: 11 },
  { head: 'Image', kinds: ['image'], width: 11 },
  { head: 'Code', kinds: ['deployable'], width: 11 },
  { head: 'Endpoint', kinds: ['endpoint'], width: 19 },
  {
    head: 'Data and others',
    kinds: [
      'model',
      'field',
      'data-store',
      'queue',
      'third-party',
      'ai',
      'secret',
      'identity',
      'permission',
      'resource',
    ],
    width: 14,
  },
]

/** How it comes to be: below the rest, each kind in a column of its own under what it leads to. */
const BUILD: Partial<Record<NodeKind, number>> = { owner: 2, repository: 3, pipeline: 4, action: 5 }
/** Where others' things stand that only a pipeline uses. */
const USED_BY_BUILD = 5

export interface Layer {
  /** Index in LAYERS. */
  column: number
  /** Below the rest, among what builds it. */
  build: boolean
}

const COLUMN = new Map(LAYERS.flatMap(({ kinds }, column) => kinds.map((kind) => [kind, column] as const)))

/** Where things of a kind stand. `neighbours`: kinds of what it is linked with. */
export function layerOf(kind: NodeKind, neighbours: readonly NodeKind[]): Layer {
  const own = BUILD[kind]
  if (own !== undefined) return { column: own, build: true }
  if (kind === 'third-party' && neighbours.length > 0 && neighbours.every((one) => one === 'pipeline'))
    return { column: USED_BY_BUILD, build: true }
  return { column: COLUMN.get(kind) ?? LAYERS.length - 1, build: false }
}

/** All kinds, in the order in which the picture has them. */
export const KINDS_IN_ORDER: NodeKind[] = [
  ...LAYERS.flatMap(({ kinds }) => kinds),
  ...(Object.keys(BUILD) as NodeKind[]),
]

/** What a map shows until somebody chooses: the rest comes in hundreds and belongs to another. */
export const SHOWN_KINDS: NodeKind[] = [
  'internet',
  'ingress',
  'load-balancer',
  'gateway',
  'service',
  'workload',
  'function',
  'image',
  'deployable',
  'endpoint',
  'model',
  'data-store',
  'queue',
  'third-party',
  'ai',
  'repository',
  'pipeline',
]
