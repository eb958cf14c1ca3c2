import { z } from 'zod'
import type { Input, Item, ReadContext } from '../contract.ts'
import { problem } from '../problem.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { isObject, type Json } from '../values/fields.ts'
import { needed, shaped, text } from '../values/lenient.ts'
import { isoTime } from '../values/time.ts'
import { observationOf, suppressedObservation, violationSchema } from './observation.ts'

const FILES = '/files/*'
const SUPPRESSED = '/suppressedViolations/*'
const ERRORS = ['/processingErrors/*', '/configurationErrors/*', '/errors/*']

/** PMD says `filename`, PHPMD `file`. */
const fileSchema = z
  .object({ filename: text, file: text, violations: z.array(z.unknown()) })
  .transform(({ filename, file, violations }) => ({ filename: filename ?? file, violations }))
  .pipe(z.object({ filename: needed, violations: z.array(z.unknown()) }))
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
    schema: z.object({
      pmdVersion: text,
      package: text,
      version: text,
      timestamp: text,
      files: z.array(z.unknown()),
    }),
  })
  const producedAt = isoTime(frame.timestamp)
  const version = frame.pmdVersion ?? frame.version
  yield {
    type: 'header',
    tool: frame.package === 'phpmd' ? 'PHPMD' : 'PMD',
    ...(/^\d/.test(version ?? '') && { toolVersion: version as string }),
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
    const violation = shaped(violationSchema, {
      where: `${element.where}/violations/${index}`,
      value: isObject(value) ? lowerKeys(value) : value,
    })
    yield violation.type === 'problem'
      ? violation
      : observationOf(violation.value, filename, JSON.stringify({ filename, ...(value as object) }))
  }
}

/** PHPMD writes `beginLine` and `ruleSet` for PMD's `beginline` and `ruleset`. */
const lowerKeys = ({ beginLine, endLine, ruleSet, ...rest }: Json): Json => ({
  ...(beginLine !== undefined && { beginline: beginLine }),
  ...(endLine !== undefined && { endline: endLine }),
  ...(ruleSet !== undefined && { ruleset: ruleSet }),
  ...rest,
})

function suppressedItem(element: Element): Item {
  const one = shaped(suppressedSchema, element)
  if (one.type === 'problem') return one
  const { filename, msg, description, usermsg, suppressiontype } = one.value
  return suppressedObservation(
    { file: filename, msg: msg ?? description, usermsg, suppressiontype },
    element.text,
  )
}
