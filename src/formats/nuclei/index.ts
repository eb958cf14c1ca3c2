import { z } from 'zod'
import type { AssetClaim } from '../../model/asset.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { secretHider, secretsIn } from '../hide-secrets.ts'
import { type Element, eachRecord } from '../syntax/ndjson.ts'
import { shaped } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { isWebAddress, originOf } from '../values/web-address.ts'
import { observationsOf, tokensOf } from './observation.ts'
import { resultSchema } from './result.ts'

export const nuclei = {
  id: 'nuclei',
  name: 'Nuclei',
  link: 'https://docs.projectdiscovery.io/opensource/nuclei/running#scan-output',
  extensions: ['.jsonl', '.json'],
  kinds: ['web', 'secret', 'cloud', 'code'],
  howTo: 'nuclei -target https://shop.example -jsonl -output nuclei.jsonl',
  silentWhenClean: true,
  detect,
  read,
} satisfies Format

const event = z.union([
  z.object({ 'template-id': z.string(), info: z.object({}) }),
  z.object({ templateID: z.string(), info: z.object({}) }),
])

function detect({ outline }: Sample): number {
  return fits(event, Array.isArray(outline) ? outline[0] : outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const hosts = new Set<string>()
  yield { type: 'header', tool: 'Nuclei' }
  const hide = secretHider(await secretsIn(eachRecord(input, context, MAY_BE_OF_SECRETS), secretsOf))
  for await (const element of eachRecord(input, context)) {
    const result = element.type === 'problem' ? element : shaped(resultSchema, element)
    if (result.type === 'problem' || element.type === 'problem') {
      if (result.type === 'problem') yield result
      continue
    }
    const { host, ip, type, isMatch } = result.value
    // With `-matcher-status` the tool also prints what it looked for and did not find.
    if (!isMatch) continue
    const claim = type === 'file' ? undefined : claimOf(host, ip)
    if (claim && !hosts.has(claim.name)) {
      hosts.add(claim.name)
      yield claim
    }
    for (const observation of observationsOf(result.value, element)) yield hide(observation)
  }
}

/** What every result of a template for secrets has in its text (its folder, or that it looks into files): the others need not be parsed twice. */
const MAY_BE_OF_SECRETS = /exposures\\?\/tokens|exposed-tokens|file\\?\/keys|"type"\s*:\s*"file"/

/** Whatever else matches on the same page prints the same response. */
function secretsOf({ value }: Element): string[] {
  const result = resultSchema.safeParse(value)
  return result.success ? tokensOf(result.data) : []
}

/** A URL is a service at its origin, anything else (`shop.example`, `10.0.0.1:22`) a host. */
function claimOf(host: string | undefined, ip: string | undefined): AssetClaim | undefined {
  if (!host) return undefined
  const name = host.replace(/:\d+$/, '')
  const known = ip && ip !== name ? { attributes: { ip } } : {}
  if (!isWebAddress(host)) return { type: 'asset', kind: 'host', name, ...known }
  const origin = originOf(host)
  return origin === undefined ? undefined : { type: 'asset', kind: 'service', name: origin, ...known }
}
