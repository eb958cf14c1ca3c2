import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { problem } from '../problem.ts'
import { type Element, eachRecord } from '../syntax/ndjson.ts'
import { eachOnce } from '../values/claims.ts'
import { shaped } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { type Detection, detectionIn, eventSchema } from './event.ts'
import { claimsOf, observationOf } from './observation.ts'

export const tracee = {
  id: 'tracee',
  name: 'Tracee',
  link: 'https://aquasecurity.github.io/tracee/latest/docs/outputs/event-structure/',
  extensions: ['.json', '.jsonl'],
  kinds: ['runtime'],
  howTo: 'tracee --output json:tracee.jsonl --scope container',
  detect,
  read,
} satisfies Format

const marks = z.union([
  z.object({ eventName: z.string(), eventId: z.unknown(), processName: z.string(), hostName: z.string() }),
  z.object({ name: z.string(), workload: z.object({ process: z.object({}) }), policies: z.unknown() }),
  z.object({ SigMetadata: z.object({ ID: z.string() }), Context: z.object({}) }),
])

function detect({ outline }: Sample): number {
  return fits(marks, Array.isArray(outline) ? outline[0] : outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'Tracee' }
  const once = eachOnce()
  let plain = 0
  for await (const element of eachRecord(input, context)) {
    const event = element.type === 'problem' ? element : shaped(eventSchema, element)
    if (event.type === 'problem') {
      yield event
      continue
    }
    const detection: Detection | undefined = detectionIn(event.value)
    if (detection) {
      yield* once(claimsOf(detection))
      yield observationOf(detection, element as Element)
    } else plain++
  }
  if (plain > 0)
    yield problem('', `${plain} traced events that no signature raised are not findings and are left out`)
}
