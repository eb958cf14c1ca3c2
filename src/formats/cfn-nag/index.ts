import { z } from 'zod'
import type { CodeLocation, Observation } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import type { Format, Input, Item, Problem, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { byWord } from '../values/by-word.ts'
import { asList, asPosition } from '../values/fields.ts'
import { anything, needed, shaped, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'

const FILES = '/*'

export const cfnNag = {
  id: 'cfn-nag',
  name: 'cfn_nag',
  link: 'https://github.com/stelligent/cfn_nag#usage',
  extensions: ['.json'],
  kinds: ['config'],
  howTo: 'cfn_nag_scan --input-path . --output-format json > cfn-nag.json',
  detect,
  read,
} satisfies Format

const known = z.tuple(
  [
    z.object({
      filename: z.string(),
      file_results: z.object({ failure_count: z.number(), violations: z.unknown() }),
    }),
  ],
  z.unknown(),
)

function detect({ outline }: Sample): number {
  return fits(known, outline) ? 1 : 0
}

const fileSchema = z.object({
  filename: needed,
  file_results: z.object({ violations: z.array(z.unknown()).nullable() }),
})

const violationSchema = z.object({
  id: needed,
  type: text,
  message: text,
  name: text,
  logical_resource_ids: texts,
  line_numbers: anything,
  element_types: texts,
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, { name: "cfn_nag's JSON", omit: [FILES], schema: z.array(z.unknown()) })
  yield { type: 'header', tool: 'cfn_nag' }
  for await (const element of eachElement(input, context, [FILES])) {
    const file = element.type === 'problem' ? element : shaped(fileSchema, element)
    if (file.type === 'problem' || element.type === 'problem') {
      if (file.type === 'problem') yield file
    } else yield* observationsOf(file.value, element)
  }
}

/** One observation for each resource of the template that a rule names, at its own line. */
function* observationsOf(
  file: z.output<typeof fileSchema>,
  element: Element,
): Generator<Observation | Problem> {
  for (const [index, value] of asList(file.file_results.violations).entries()) {
    const where = `${element.where}/file_results/violations/${index}`
    const violation = shaped(violationSchema, { where, value })
    if (violation.type === 'problem') {
      yield violation
      continue
    }
    const { logical_resource_ids: ids, line_numbers } = violation.value
    for (const [at, id] of (ids.length > 0 ? ids : [undefined]).entries()) {
      const line = asPosition(asList(line_numbers)[at])
      const location = { path: relativePath(file.filename), ...(line && { line }) }
      yield observationOf(
        violation.value,
        id,
        location,
        JSON.stringify({ filename: file.filename, ...(value as object) }),
      )
    }
  }
}

/** A failing violation breaks the build, a warning does not: cfn_nag has no other rating. */
const SEVERITY: Record<string, Severity> = byWord({ FAIL: 'high', WARN: 'medium', FATAL: 'unknown' })

function observationOf(
  violation: z.output<typeof violationSchema>,
  id: string | undefined,
  location: CodeLocation,
  raw: string,
): Observation {
  const { type, name, message } = violation
  return observe({
    kind: 'config',
    rule: violation.id,
    title: message ?? name ?? violation.id,
    severity: (type !== undefined && Object.hasOwn(SEVERITY, type) && SEVERITY[type]) || 'unknown',
    toolSeverity: type,
    location,
    resource: id === undefined ? undefined : { address: id, type: 'AWS::CloudFormation', provider: 'aws' },
    tags: [name, ...violation.element_types].filter((tag): tag is string => tag !== undefined),
    raw,
  })
}
