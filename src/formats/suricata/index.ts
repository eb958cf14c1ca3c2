import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { problem } from '../problem.ts'
import { type Element, eachRecord } from '../syntax/ndjson.ts'
import { shaped } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { newHost } from '../values/web-address.ts'
import { alertSchema, observationOf } from './alert.ts'

export const suricata = {
  id: 'suricata',
  name: 'Suricata EVE',
  link: 'https://docs.suricata.io/en/latest/output/eve/eve-json-format.html',
  extensions: ['.json', '.jsonl'],
  kinds: ['runtime'],
  howTo: 'suricata -r traffic.pcap -l .',
  detect,
  read,
} satisfies Format

const marks = z
  .object({ timestamp: z.string(), event_type: z.string() })
  .and(
    z.union([
      z.object({ flow_id: z.number() }),
      z.object({ alert: z.object({ signature_id: z.number() }) }),
      z.object({ event_type: z.literal('stats'), stats: z.object({ uptime: z.number() }) }),
    ]),
  )

function detect({ outline }: Sample): number {
  return fits(marks, Array.isArray(outline) ? outline[0] : outline) ? 1 : 0
}

const eventSchema = z.looseObject({ event_type: z.string(), timestamp: z.unknown() })

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'Suricata' }
  const hosts = new Set<string>()
  let others = 0
  for await (const element of eachRecord(input, context)) {
    const event = element.type === 'problem' ? element : shaped(eventSchema, element)
    if (event.type === 'problem') yield event
    // What is logged of the traffic (flows, names, files, statistics) is no finding.
    else if (event.value.event_type !== 'alert') others++
    else {
      const alert = shaped(alertSchema, element as Element)
      if (alert.type === 'problem') yield alert
      else {
        yield* newHost(alert.value.dest_ip, hosts)
        yield observationOf(alert.value, element as Element)
      }
    }
  }
  if (others > 0) yield problem('', `${others} events that are no alerts are not findings and are left out`)
}
