import type { EstateNode, Exposure, NodeKind } from '../../api/types.ts'
import { counted } from '../../words/format.ts'
import { DATA_CLASS, EXPOSURE } from '../../words/labels.ts'
import { NODE_KIND, nodeName } from '../node-words.ts'
import type { Item } from './map-items.ts'

/** Kinds whose names are paths: the last part is what people say, the rest stands in the tooltip. */
const PATHS: ReadonlySet<NodeKind> = new Set([
  'service',
  'workload',
  'ingress',
  'load-balancer',
  'gateway',
  'network',
  'network-policy',
  'image',
  'pipeline',
  'function',
  'data-store',
  'queue',
  'cluster',
  'host',
  'resource',
  'secret',
  'identity',
  'permission',
])
const TERRAFORM = /^(?:module\.[\w-]+\.)*(?:data\.)?[a-z]+_\w+\.([\w-]+)/

export const fullName = (node: EstateNode): string =>
  nodeName({ ...node, title: node.attributes.title ?? null })

/** As short as it is still known by. */
export function shortName(named: Parameters<typeof nodeName>[0]): string {
  const name = nodeName(named)
  if (!PATHS.has(named.kind)) return name
  return TERRAFORM.exec(name)?.[1] ?? (name.split('/').filter(Boolean).at(-1) || name)
}

const MANY: Partial<Record<NodeKind, string>> = {
  'third-party': 'third parties',
  identity: 'identities',
  ai: 'AI services',
}

/** `30 endpoints`. */
export const groupName = ({ kind, nodes }: Pick<Item, 'kind' | 'nodes'>): string => {
  const one = NODE_KIND[kind].toLowerCase()
  return counted(nodes.length, one, MANY[kind] ?? `${one}s`)
}

const EXPOSURES: Exposure[] = ['internet', 'partner', 'internal', 'isolated']

/** The most exposed of it. */
export const exposureOf = ({ nodes }: Pick<Item, 'nodes'>): Exposure | undefined =>
  EXPOSURES.find((one) => nodes.some(({ exposure }) => exposure === one))

/** How many of it can be called by anybody who reaches them. */
export const openOnes = ({ nodes }: Pick<Item, 'nodes'>): number =>
  nodes.filter(({ authenticated }) => authenticated === false).length

/** Classes of data that it holds or takes. */
export const dataOf = ({ nodes }: Pick<Item, 'nodes'>) => [
  ...new Set(nodes.flatMap(({ dataClasses }) => dataClasses)),
]

/** All that the picture says of it, for the tooltip and for who can't see it. */
export function itemWords(item: Item): string {
  const [first] = item.nodes
  const exposure = exposureOf(item)
  const open = openOnes(item)
  return [
    item.group || !first ? groupName(item) : `${NODE_KIND[item.kind]} ${fullName(first)}`,
    item.kind !== 'internet' && exposure && `reached from: ${EXPOSURE[exposure].toLowerCase()}`,
    open > 0 && (item.group ? `${open} without authentication` : 'no authentication seen'),
    dataOf(item).length > 0 &&
      `data: ${dataOf(item)
        .map((one) => DATA_CLASS[one])
        .join(', ')}`,
    first && item.kind !== 'internet' && first.asset.name,
  ]
    .filter(Boolean)
    .join(' · ')
}
