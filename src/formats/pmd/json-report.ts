import { z } from 'zod'
import type { Input, Item, ReadContext } from '../contract.ts'
import { problem } from '../problem.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { needed, shaped, text } from '../values/lenient.ts'
import { isoTime } from '../values/time.ts'
import { observationOf, suppressedObservation, violationSchema } from './observation.ts'

const FILES = '/files/*'
const SUPPRESSED = '/suppressedViolations/*'
const ERRORS = ['/processingErrors/*', '/configurationErrors/*']

const fileSchema = z.object({ filename: needed, violations: z.array(z.unknown()) })
const suppressedSchema = z.object({
  filename: text,
  msg: text,
  description: text,
  usermsg: text,
  suppressiontype: text,
})

export async function* readJson(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const patterns = [FILES, SUPPRESSED, ...ERRORS]
  const frame = await jsonFrame(input, context, {
    name: 'PMD JSON',
    omit: patterns,
    schema: z.object({ pmdVersion: text, timestamp: text, files: z.array(z.unknown()) }),
  })
  const producedAt = isoTime(frame.timestamp)
  yield {
    type: 'header',
    tool: 'PMD',
    ...(frame.pmdVersion && { toolVersion: frame.pmdVersion }),
    ...(producedAt && { producedAt }),
  }
  for await (const element of eachElement(input, context, patterns)) {
    if (element.type === 'problem') yield element
    else if (element.pattern === FILES) yield* violationItems(element)
    else if (element.pattern === SUPPRESSED) yield suppressedItem(element)
    else yield problem(element.where, 'PMD met an error in a file or rule: there may be more')
  }
}

function* violationItems(element: Element): Generator<Item> {
  const file = shaped(fileSchema, element)
  if (file.type === 'problem') {
    yield file
    return
  }
  const { filename, violations } = file.value
  for (const [index, value] of violations.entries()) {
    const violation = shaped(violationSchema, { where: `${element.where}/violations/${index}`, value })
    yield violation.type === 'problem'
      ? violation
      : observationOf(violation.value, filename, JSON.stringify({ filename, ...(value as object) }))
  }
}

function suppressedItem(element: Element): Item {
  const one = shaped(suppressedSchema, element)
  if (one.type === 'problem') return one
  const { filename, msg, description, usermsg, suppressiontype } = one.value
  return suppressedObservation(
    { file: filename, msg: msg ?? description, usermsg, suppressiontype },
    element.text,
  )
}
