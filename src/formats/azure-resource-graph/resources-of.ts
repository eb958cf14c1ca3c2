import type { RunningResource } from '../infrastructure/running-resources.ts'
import { asObjects, asText, isObject, type Json } from '../values/fields.ts'

/** Ids differ in case from one service of Azure to the other, though they mean one resource. */
const MOST_DEPTH = 20

function sameCase(value: unknown, depth = 0): unknown {
  if (depth > MOST_DEPTH) return undefined
  if (typeof value === 'string') return /^\/subscriptions\//i.test(value) ? value.toLowerCase() : value
  if (Array.isArray(value)) return value.map((one) => sameCase(one, depth + 1))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, sameCase(one, depth + 1)]))
}

/** The id that a nested resource's id begins with: `…/servers/db` of `…/servers/db/firewallrules/all`. */
function parentOf(id: string, type: string): string | undefined {
  return type.split('/').length > 2 ? id.split('/').slice(0, -2).join('/') : undefined
}

/** A resource, with the subnets that a network holds and other resources name. */
export function resourcesOf(id: string, type: string, value: Json): RunningResource[] {
  const properties = isObject(value.properties) ? value.properties : {}
  const own = resourceOf(id.toLowerCase(), type, { ...value, properties })
  if (type.toLowerCase() !== 'microsoft.network/virtualnetworks') return [own]
  const subnets = asObjects(properties.subnets).flatMap((one) => {
    const subnet = asText(one.id)
    return subnet ? [resourceOf(subnet.toLowerCase(), 'Microsoft.Network/virtualNetworks/subnets', one)] : []
  })
  return [own, ...subnets]
}

function resourceOf(id: string, type: string, value: Json): RunningResource {
  const parent = parentOf(id, type)
  const kind = asText(value.kind)?.toLowerCase() ?? ''
  const identity = isObject(value.identity) ? value.identity : undefined
  const assigned = isObject(identity?.userAssignedIdentities)
    ? Object.keys(identity.userAssignedIdentities)
    : []
  const properties = isObject(value.properties) ? value.properties : {}
  const same = sameCase({ properties, location: value.location, sku: value.sku, kind: value.kind })
  const scope = asText(properties.scope)?.toLowerCase()
  return {
    name: id,
    type,
    ...(kind.includes('functionapp') ? { known: `${type}#functionapp` } : {}),
    provider: 'azure',
    fields: {
      ...(isObject(same) ? same : {}),
      id,
      ...(parent ? { parent } : {}),
      ...(scope ? { scope } : {}),
      identity: {
        userAssignedIdentities: assigned.map((one) => one.toLowerCase()),
        principalId: identity?.principalId,
      },
      // Role assignments name whom they are for by this.
      self_link: type.toLowerCase().includes('roleassignments')
        ? undefined
        : (asText(properties.principalId) ?? asText(identity?.principalId)),
    },
    more: {
      title: asText(value.name),
      account: asText(value.subscriptionId),
      region: asText(value.location),
      group: asText(value.resourceGroup),
    },
  }
}
