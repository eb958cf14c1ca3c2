import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { label, shaped, text } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { newSite } from '../values/web-address.ts'
import { eventSchema, observationOf } from './observation.ts'

const EVENTS = '/issue_events/*'

export const burpRest = {
  id: 'burp-rest',
  name: 'Burp Suite REST API',
  link: 'https://portswigger.net/burp/documentation/desktop/settings/suite/rest-api',
  extensions: ['.json'],
  kinds: ['web'],
  howTo: 'curl http://127.0.0.1:1337/v0.1/scan/TASK > burp.json',
  detect,
  read,
} satisfies Format

const outline = z.object({
  issue_events: z.array(z.unknown()),
  scan_status: z.string(),
})

function detect(sample: Sample): number {
  return fits(outline, sample.outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: 'a scan of Burp’s REST API',
    omit: [EVENTS],
    schema: z.object({ issue_events: z.array(z.unknown()), scan_status: text, task_id: label }),
  })
  yield { type: 'header', tool: 'Burp Suite' }
  if (frame.scan_status && frame.scan_status !== 'succeeded')
    yield loss('/scan_status', 'the scan has not ended well: what it has not yet looked at is missing')
  const sites = new Set<string>()
  for await (const element of eachElement(input, context, [EVENTS])) {
    const event = element.type === 'problem' ? element : shaped(eventSchema, element)
    if (event.type === 'problem' || element.type === 'problem') {
      if (event.type === 'problem') yield event
      continue
    }
    yield* newSite(event.value.issue.origin, sites)
    yield observationOf(event.value, element.text)
  }
}
