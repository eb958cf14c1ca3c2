import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type RunningResource, runningItems } from '../infrastructure/running-resources.ts'
import { problem } from '../problem.ts'
import { eachListed } from '../syntax/json-list.ts'
import { asObjects, asText, isObject, type Json } from '../values/fields.ts'
import { bindingsOf } from './bindings-of.ts'
import { terraformFields, terraformType } from './terraform-words.ts'

export const gcpAssetInventory = {
  id: 'gcp-asset-inventory',
  name: 'Google Cloud Asset Inventory',
  link: 'https://cloud.google.com/asset-inventory/docs/export-asset-metadata',
  extensions: ['.json', '.ndjson', '.jsonl'],
  // An inventory: it finds nothing wrong.
  kinds: [],
  howTo:
    'gcloud asset list --project PROJECT --content-type resource --format json > assets.json (and once more with --content-type iam-policy)',
  detect,
  read,
} satisfies Format

function detect({ outline }: Sample): number {
  const first = Array.isArray(outline) ? outline[0] : outline
  if (!isObject(first)) return 0
  if (isAsset(first)) return 1
  const [listed] = asObjects(first.assets)
  return listed && isAsset(listed) ? 1 : 0
}

const isAsset = (value: Json): boolean =>
  typeof value.name === 'string' &&
  value.name.startsWith('//') &&
  /^[a-z0-9.-]+\.(?:googleapis\.com|k8s\.io|io)\/\w+$/.test(asText(value.assetType ?? value.asset_type) ?? '')

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'Google Cloud Asset Inventory' }
  const resources = new Map<string, RunningResource>()
  const list = {
    name: 'Google Cloud Asset Inventory',
    members: ['/assets/*'],
    next: ['nextPageToken'],
    isElement: isAsset,
  }
  for await (const element of eachListed(input, context, list)) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    const { value, where } = element
    if (!isObject(value) || !isAsset(value)) {
      yield problem(where, 'no asset of an inventory: it has no name or no type')
      continue
    }
    for (const one of resourcesOf(value)) resources.set(one.name, merged(resources.get(one.name), one))
  }
  yield* runningItems([...resources.values()])
}

/** Resources and their policies come as two assets of one name. */
const merged = (known: RunningResource | undefined, one: RunningResource): RunningResource =>
  known
    ? {
        ...known,
        ...(Object.keys(one.fields).length > Object.keys(known.fields).length ? one : {}),
        fields: { ...known.fields, ...one.fields },
      }
    : one

function resourcesOf(value: Json): RunningResource[] {
  const address = asText(value.name) ?? ''
  const type = asText(value.assetType ?? value.asset_type) ?? ''
  const resource = isObject(value.resource) ? value.resource : undefined
  const data = isObject(resource?.data) ? resource.data : {}
  const known = terraformType(type)
  // An account is known by its e-mail, which policies and machines name it by.
  const name = (type === 'iam.googleapis.com/ServiceAccount' && asText(data.email)) || address
  const own: RunningResource = {
    name,
    type,
    // Of a policy alone nothing is known of how the resource is set up.
    known: resource ? (known ?? type) : `listed:${known ?? type}`,
    provider: 'gcp',
    fields: { ...terraformFields(type, data), id: name, ...linkOf(data) },
    more: {
      title: asText(data.displayName) ?? asText(data.name),
      region: asText(resource?.location),
      account: /\/projects\/([^/]+)/.exec(address)?.[1],
    },
  }
  const policy = value.iamPolicy ?? value.iam_policy
  return [own, ...bindingsOf(name, isObject(policy) ? policy : {})]
}

/** What other resources name it by: its own address, or the e-mail of an account. */
const linkOf = (data: Json): Json => {
  const link = asText(data.selfLink) ?? asText(data.email)
  return link ? { self_link: link } : {}
}
