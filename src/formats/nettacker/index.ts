import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachRecord } from '../syntax/ndjson.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { shaped } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { openPort } from '../values/open-port.ts'
import { fits } from '../values/read-schema.ts'
import { HostScopes, hostPlace } from '../values/scanned-host.ts'
import { isoTime } from '../values/time.ts'
import { type Event, eventSchema } from './event.ts'

export const nettacker = {
  id: 'nettacker',
  name: 'OWASP Nettacker',
  link: 'https://github.com/OWASP/Nettacker/wiki/Usage',
  extensions: ['.json'],
  kinds: ['runtime', 'secret', 'web'],
  howTo: 'nettacker -i shop.example -m all -o nettacker.json',
  detect,
  read,
} satisfies Format

const event = z.union([
  z.object({ target: z.string(), module_name: z.string(), event: z.string() }),
  z.object({ HOST: z.string(), TYPE: z.string(), DESCRIPTION: z.string(), SCAN_CMD: z.string() }),
])

function detect({ outline }: Sample): number {
  return fits(event, Array.isArray(outline) ? outline[0] : outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const hosts = new HostScopes({ type: 'header', tool: 'Nettacker' })
  for await (const element of eachRecord(input, context)) {
    const result = element.type === 'problem' ? element : shaped(eventSchema, element)
    if (result.type === 'problem' || element.type === 'problem') {
      if (result.type === 'problem') yield result
      continue
    }
    yield* hosts.enter(result.value.host)
    yield observationOf(result.value, element)
  }
  yield* hosts.end()
}

function observationOf(found: Event, { text: raw }: Element): Observation {
  const { module, host, port, event: description, time, password } = found
  const seenAt = isoTime(time)
  if (module === 'port_scan') return openPort({ host, port }, { description, seenAt, raw })
  const secret = password?.trim() ? password : undefined
  return observe({
    kind: secret ? 'secret' : found.url ? 'web' : 'runtime',
    rule: module,
    title: titleOf(module),
    description,
    // Only modules that look around say by their name what a result is worth: nothing by itself.
    severity: module.endsWith('_scan') ? 'info' : 'unknown',
    advisories: advisoryIdsIn(module.replaceAll('_', '-')),
    ...hostPlace({ host, port, url: found.url }),
    secret,
    seenAt,
    raw,
  })
}

/** `apache_cve_2099_41773_vuln` in words. */
const titleOf = (module: string): string => {
  const words = module.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
