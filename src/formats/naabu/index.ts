import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachRecord } from '../syntax/ndjson.ts'
import { anything, flag, label, shaped, text } from '../values/lenient.ts'
import { openPort } from '../values/open-port.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { HostScopes, portIn } from '../values/scanned-host.ts'
import { isoTime } from '../values/time.ts'

export const naabu = {
  id: 'naabu',
  name: 'Naabu',
  link: 'https://docs.projectdiscovery.io/opensource/naabu/usage',
  extensions: ['.json', '.jsonl'],
  kinds: ['runtime'],
  howTo: 'naabu -host shop.example -json -output naabu.json',
  detect,
  read,
} satisfies Format

/** The port is a number, in version 2.1 an object. */
const line = z.union([
  z.object({
    ip: z.string(),
    port: z.number(),
    timestamp: z.string(),
    protocol: z.string(),
    tls: z.boolean(),
  }),
  z.object({ ip: z.string(), port: z.number(), timestamp: z.string(), host: z.string() }),
  z.object({ ip: z.string(), port: z.object({ Port: z.number(), TLS: z.boolean() }) }),
])

/** What other tools of the same makers, and other scanners, say beside address and port. */
const NOT_OURS = ['url', 'input', 'template-id', 'templateID', 'rec_type', 'module_name', 'probe_status']

function detect({ outline }: Sample): number {
  const first = Array.isArray(outline) ? outline[0] : outline
  if (!fits(line, first)) return 0
  return NOT_OURS.some((key) => key in (first as object)) ? 0 : 0.9
}

const oldPort = z.object({ Port: label, TLS: flag })
const schema = z
  .object({
    host: text,
    ip: text,
    port: anything,
    protocol: text,
    tls: flag,
    cdn: flag,
    'cdn-name': text,
    timestamp: label,
  })
  .transform((value) => {
    const old = readBy(oldPort, value.port)
    return { ...value, port: portIn(label.parse(value.port) ?? old?.Port), tls: value.tls ?? old?.TLS }
  })
  .refine(({ port }) => port !== undefined, { path: ['port'] })
  .refine(({ host, ip }) => host ?? ip, { path: ['ip'] })

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const hosts = new HostScopes({ type: 'header', tool: 'Naabu' })
  for await (const element of eachRecord(input, context)) {
    const result = element.type === 'problem' ? element : shaped(schema, element)
    if (result.type === 'problem' || element.type === 'problem') {
      if (result.type === 'problem') yield result
      continue
    }
    const { host: name, ip, port, protocol, tls, timestamp, ...network } = result.value
    const cdn = network['cdn-name'] ?? (network.cdn ? 'yes' : undefined)
    const host = name ?? (ip as string)
    yield* hosts.enter(host, { ip: ip === host ? undefined : ip, cdn })
    yield openPort(
      { host, port, protocol },
      {
        seenAt: isoTime(timestamp),
        tags: [...(tls ? ['tls'] : []), ...(cdn ? ['cdn'] : [])],
        raw: element.text,
      },
    )
  }
  yield* hosts.end()
}
