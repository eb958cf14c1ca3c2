import type { Item } from '../contract.ts'
import { isObject } from '../values/fields.ts'
import type { Declared } from './cloud-types/contract.ts'
import { describeResources } from './cloud-types/describe.ts'
import { toValue } from './cloud-types/value.ts'
import { estateItems } from './estate-items.ts'
import { withoutSecrets } from './without-secrets.ts'

/** A resource as a cloud's inventory shows it. */
export interface RunningResource {
  /** What it is known by in the estate: an ARN, an id, an address. */
  name: string
  /** As its makers write it; the table of types is asked for it. */
  type: string
  /** Key in the table of types where it is another than `type`. */
  known?: string
  provider: string
  /** Its configuration in the words of that table. `id`, `arn` and `self_link` are what others name it by. */
  fields: Record<string, unknown>
  /** What else to say of it: account, region. */
  more?: Record<string, string | undefined>
  /** Only named by others: no asset of its own. */
  mentioned?: true
}

const declaredOf = ({ name, type, known, provider, fields }: RunningResource): Declared => {
  const kept = withoutSecrets(fields)
  return {
    id: name,
    name,
    type,
    ...(known ? { known } : {}),
    provider,
    file: name,
    line: 1,
    fields: new Map(isObject(kept) ? Object.entries(kept).map(([key, one]) => [key, toValue(one)]) : []),
    scope: '',
  }
}

/** Kinds whose things are an asset of their own; rules and permissions belong to what they are for. */
const CLAIMED = new Set([
  'workload',
  'service',
  'load-balancer',
  'data-store',
  'queue',
  'secret',
  'identity',
  'function',
  'cluster',
  'gateway',
  'host',
  'resource',
])

/** Claims, nodes and links of what a cloud runs, by the same tables as what templates declare. Pure. */
export function runningItems(resources: readonly RunningResource[]): Item[] {
  // An inventory may be saved page by page, and name one thing twice.
  const byName = new Map(resources.map((one) => [one.name, one]))
  for (const one of resources) if (!one.mentioned) byName.set(one.name, one)
  return itemsOf([...byName.values()].map(declaredOf), byName)
}

/** The same for what is declared already. */
export function itemsOf(
  declared: readonly Declared[],
  resources: ReadonlyMap<string, RunningResource> = new Map(),
): Item[] {
  const items = estateItems(describeResources(declared))
  const claims: Item[] = []
  for (const item of items) {
    if (item.type !== 'node' || item.kind === 'image') continue
    const resource = resources.get(item.name)
    const said = Object.entries(resource?.more ?? {}).filter((one): one is [string, string] =>
      Boolean(one[1]),
    )
    item.attributes = { ...item.attributes, ...Object.fromEntries(said) }
    if (resource?.mentioned || !CLAIMED.has(item.kind)) continue
    const { arn, id, type = '', provider = '', region = '', account = '' } = item.attributes
    const attributes = Object.entries({ type, provider, region, account }).filter(([, value]) => value !== '')
    claims.push({
      type: 'asset',
      kind: 'cloud-resource',
      name: (!resource && [arn, id].find((text) => text?.trim())) || item.name,
      attributes: Object.fromEntries(attributes),
    })
  }
  return [...claims, ...items]
}
