import { z } from 'zod'
import type { Resource } from '../../model/observation.ts'
import { anything, text } from '../values/lenient.ts'

/** Written in either case, by the API and by Resource Graph. */
export const resourceDetails = z
  .object({
    id: text,
    Id: text,
    source: text,
    Source: text,
    nativeResourceId: text,
    NativeResourceId: text,
    resourceType: text,
    ResourceType: text,
    resourceName: anything,
  })
  .transform((given) => ({
    id: given.id ?? given.Id,
    source: given.source ?? given.Source,
    native: given.nativeResourceId ?? given.NativeResourceId,
    type: given.resourceType ?? given.ResourceType,
  }))

type Details = z.output<typeof resourceDetails>

/** Resources of other clouds have an ARN or a name of their own. */
export function resourceOf(
  details: Details | undefined,
  elementId: string | undefined,
): Resource | undefined {
  const own = elementId?.replace(/\/providers\/Microsoft\.Security\/.*$/i, '')
  const address = details?.native ?? details?.id ?? (own || undefined)
  if (address === undefined) return undefined
  const [, account] = /^\/subscriptions\/([^/]+)/i.exec(details?.id ?? own ?? '') ?? []
  const source = details?.source?.toLowerCase()
  const provider = source === 'aws' || source === 'gcp' ? source : 'azure'
  return { address, type: details?.type ?? typeIn(address), provider, account } as Resource
}

/** `…/providers/Microsoft.Sql/servers/shop/databases/orders` → `Microsoft.Sql/servers/databases`. */
function typeIn(id: string): string | undefined {
  const [, provider, rest] = /^.*\/providers\/([^/]+)\/(.+)$/i.exec(id) ?? []
  if (!provider || !rest) return /^\/subscriptions\/[^/]+$/i.test(id) ? 'subscription' : undefined
  return [provider, ...rest.split('/').filter((_, index) => index % 2 === 0)].join('/')
}
