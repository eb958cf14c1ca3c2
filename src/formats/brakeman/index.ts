import { z } from 'zod'
import type { Format, Input, Item, Problem, ReadContext, Sample } from '../contract.ts'
import { problem } from '../problem.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shaped, text } from '../values/lenient.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { observationOf, warningSchema } from './observation.ts'

const WARNINGS = '/warnings/*'
const IGNORED = '/ignored_warnings/*'
const ERRORS = '/errors/*'

export const brakeman = {
  id: 'brakeman',
  name: 'Brakeman',
  link: 'https://brakemanscanner.org/docs/jenkins/',
  extensions: ['.json'],
  kinds: ['code', 'dependency', 'secret'],
  howTo: 'brakeman --format json --output brakeman.json',
  detect,
  read,
} satisfies Format

const outline = z.object({
  scan_info: z.object({ brakeman_version: z.string() }),
  warnings: z.array(z.unknown()),
})

function detect(sample: Sample): number {
  return fits(outline, sample.outline) ? 1 : 0
}

const frameSchema = z.object({
  scan_info: z.object({ brakeman_version: text, start_time: text, end_time: text }),
  warnings: z.array(z.unknown()),
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { scan_info } = await jsonFrame(input, context, {
    name: 'Brakeman JSON',
    omit: [WARNINGS, IGNORED, ERRORS],
    schema: frameSchema,
  })
  const producedAt = isoTime(scan_info.end_time) ?? isoTime(scan_info.start_time)
  yield {
    type: 'header',
    tool: 'Brakeman',
    ...(scan_info.brakeman_version && { toolVersion: scan_info.brakeman_version }),
    ...(producedAt && { producedAt }),
  }
  for await (const element of eachElement(input, context, [WARNINGS, IGNORED, ERRORS])) {
    if (element.type === 'problem') yield element
    else if (element.pattern === ERRORS) yield scanError(element)
    else {
      const warning = shaped(warningSchema, element)
      yield warning.type === 'problem'
        ? warning
        : observationOf(warning.value, element.text, element.pattern === IGNORED)
    }
  }
}

function scanError({ where, value }: Element): Problem {
  const { error, location } = readBy(z.object({ error: text, location: text }), value) ?? {}
  const what = [error?.split('\n')[0], location].filter(Boolean).join(', ').slice(0, 200)
  return problem(where, `Brakeman met an error${what ? ` (${what})` : ''}: it may have missed something`)
}
