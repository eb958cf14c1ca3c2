import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachRecord } from '../syntax/ndjson.ts'
import { anything, label, number, part, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { openPort } from '../values/open-port.ts'
import { fits } from '../values/read-schema.ts'
import { HostScopes, hostPlace, portIn } from '../values/scanned-host.ts'
import { isoTime } from '../values/time.ts'

export const masscan = {
  id: 'masscan',
  name: 'Masscan JSON',
  link: 'https://github.com/robertdavidgraham/masscan#how-to-use',
  extensions: ['.json', '.ndjson'],
  kinds: ['runtime'],
  howTo: 'masscan 192.0.2.0/24 -p80,443 -oJ masscan.json',
  detect,
  read,
} satisfies Format

const portsOfHost = z.object({
  ip: z.string(),
  ports: z.tuple([z.object({ port: z.number(), proto: z.string() })], z.unknown()),
})
/** One record a line (`-oD`). */
const portRecord = z.object({ ip: z.string(), port: z.number(), proto: z.string(), rec_type: z.string() })

function detect({ outline }: Sample): number {
  const first = Array.isArray(outline) ? outline[0] : outline
  return fits(portsOfHost, first) || fits(portRecord, first) ? 1 : 0
}

const port = z.object({
  port: z.unknown().transform((value) => portIn(label.parse(value))),
  proto: text,
  status: text,
  reason: text,
  ttl: number,
  service: part(z.object({ name: text, banner: text })),
})

/** Ports in a list (`-oJ`), or one port and what was seen of it (`-oD`); older versions end the list with a mark of its end. */
const record = z
  .object({
    ip: text,
    timestamp: label,
    ports: z.array(z.unknown()).optional(),
    data: part(z.object({ status: text, reason: text, ttl: number, service_name: text, banner: text })),
    finished: anything,
  })
  .loose()
  .refine(({ ip, finished }) => ip !== undefined || finished !== undefined, { path: ['ip'] })

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const hosts = new HostScopes({ type: 'header', tool: 'Masscan' })
  for await (const element of eachRecord(input, context)) {
    const result = element.type === 'problem' ? element : shaped(record, element)
    if (result.type === 'problem' || element.type === 'problem') {
      if (result.type === 'problem') yield result
      continue
    }
    const { ip, timestamp, data, ports } = result.value
    if (ip === undefined) continue
    yield* hosts.enter(ip)
    const { data: _, ...own } = result.value
    const service = data && { name: data.service_name, banner: data.banner }
    for (const [index, one] of (ports ?? [{ ...own, ...data, service }]).entries()) {
      const found = shaped(known, { where: `${element.where}${ports ? `/ports/${index}` : ''}`, value: one })
      if (found.type === 'problem') yield found
      else yield* observationsOf(found.value, ip, isoTime(timestamp), element)
    }
  }
  yield* hosts.end()
}

const known = port.refine((value) => value.port !== undefined, { path: ['port'] })

function* observationsOf(
  { port: at, proto, status, reason, ttl, service }: z.output<typeof port>,
  host: string,
  seenAt: string | undefined,
  { text: raw }: Element,
): Generator<Observation> {
  const place = { host, port: at, protocol: proto }
  if (service?.banner !== undefined)
    yield observe({
      kind: 'runtime',
      rule: 'service-banner',
      title: service.name ? `Banner of a service: ${service.name}` : 'Banner of a service',
      severity: 'info',
      ...withEvidence(place, service.banner),
      seenAt,
      tags: service.name ? [service.name] : [],
      raw,
    })
  else if (status !== 'closed')
    yield openPort(
      { ...place, service: service?.name },
      {
        description: `State: ${status ?? 'open'}${reason ? ` (${reason}${ttl ? `, TTL ${ttl}` : ''})` : ''}`,
        seenAt,
        raw,
      },
    )
}

function withEvidence(
  place: Parameters<typeof hostPlace>[0],
  evidence: string,
): Pick<Observation, 'endpoint' | 'resource'> {
  const { endpoint, resource } = hostPlace(place)
  return { resource, ...(endpoint && { endpoint: { ...endpoint, evidence } }) }
}
