import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { text } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { fileItems } from './observation.ts'

const FILES = '/data/*'
const BARE_FILES = '/*'
const ERRORS = '/errors/*'

export const retirejs = {
  id: 'retirejs',
  name: 'Retire.js',
  link: 'https://github.com/RetireJS/retire.js#readme',
  extensions: ['.json'],
  kinds: ['dependency'],
  howTo: 'retire --outputformat json --outputpath retire.json',
  detect,
  read,
} satisfies Format

const component = z.object({ component: z.string(), version: z.string() })
const files = z.tuple([z.object({ results: z.tuple([component], z.unknown()) })], z.unknown())
const withoutFiles = z.object({
  version: z.string(),
  start: z.string(),
  data: z.tuple([]),
  messages: z.array(z.unknown()),
  errors: z.array(z.unknown()),
})

function detect({ outline }: Sample): number {
  const data = Array.isArray(outline) ? outline : (outline as { data?: unknown } | undefined)?.data
  if (fits(files, data)) return 1
  return fits(withoutFiles, outline) ? 0.95 : 0
}

/** An object around the files, or the files alone (`jsonsimple`, and before version 2). */
const frameSchema = z.union([
  z.object({ data: z.array(z.unknown()), version: text, start: text }),
  z.array(z.unknown()).transform(() => ({ data: undefined, version: undefined, start: undefined })),
])

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: 'Retire.js JSON',
    omit: [FILES, ERRORS, '/messages/*'],
    schema: frameSchema,
  })
  const producedAt = isoTime(frame.start)
  yield {
    type: 'header',
    tool: 'Retire.js',
    ...(frame.version && { toolVersion: frame.version }),
    ...(producedAt && { producedAt }),
  }
  const patterns = frame.data ? [FILES, ERRORS] : [BARE_FILES]
  for await (const element of eachElement(input, context, patterns)) {
    if (element.type === 'problem') yield element
    else if (element.pattern === ERRORS)
      yield loss(element.where, 'Retire.js reports an error: files may be missing')
    else yield* fileItems(element)
  }
}
