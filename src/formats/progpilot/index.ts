import { z } from 'zod'
import type { CodeLocation, Observation } from '../../model/observation.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { cwesOf } from '../values/cwe.ts'
import { asList, asPosition, asText } from '../values/fields.ts'
import { anything, listOf, needed, position, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'

const RESULTS = '/*'

export const progpilot = {
  id: 'progpilot',
  name: 'Progpilot',
  link: 'https://github.com/designsecurity/progpilot#readme',
  extensions: ['.json'],
  kinds: ['code'],
  howTo: 'progpilot src > progpilot.json',
  detect,
  read,
} satisfies Format

const known = z.object({ vuln_name: z.string(), vuln_id: z.string(), vuln_type: z.string() })

const marks = z.tuple([known], z.unknown())

function detect({ outline }: Sample): number {
  return fits(marks, outline) ? 1 : 0
}

const stepSchema = z.object({
  flow_name: text,
  flow_line: position,
  flow_column: anything,
  flow_file: needed,
})
const resultSchema = z.object({
  vuln_name: needed,
  vuln_cwe: text,
  vuln_id: text,
  vuln_type: text,
  vuln_rule: text,
  vuln_description: text,
  vuln_file: text,
  vuln_line: position,
  sink_name: text,
  sink_line: position,
  sink_file: text,
  source_name: anything,
  source_line: anything,
  source_file: anything,
  tainted_flow: listOf(listOf(stepSchema)),
})

type Result = z.output<typeof resultSchema>

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const schema = z.array(z.unknown())
  await jsonFrame(input, context, { name: "Progpilot's JSON", omit: [RESULTS], schema })
  yield { type: 'header', tool: 'Progpilot' }
  const elements = eachElement(input, context, [RESULTS])
  yield* shapedItems(elements, resultSchema, (result, { text: raw }) => observationOf(result, raw))
}

/** It rates nothing; its columns are offsets in the file, which say less than the line. */
function observationOf(result: Result, raw: string): Observation {
  const { vuln_name: rule, vuln_id: id, vuln_type: type } = result
  const file = result.sink_file ?? result.vuln_file
  const sink = file
    ? {
        path: relativePath(file),
        line: result.sink_line ?? result.vuln_line,
        message: result.sink_name,
      }
    : undefined
  return observe({
    kind: 'code',
    rule: result.vuln_rule ?? rule,
    title: rule.replaceAll('_', ' '),
    description: result.vuln_description,
    severity: 'unknown',
    cwes: cwesOf(result.vuln_cwe?.replace('_', '-')),
    location: sink && { path: sink.path, line: sink.line },
    flow: sink ? [...waysOf(result), sink as CodeLocation] : [],
    fingerprints: id === undefined ? undefined : { vuln_id: id },
    tags: type ? [type] : [],
    raw,
  })
}

/** The way of the first source, which is told from its end. */
function waysOf(result: Result): CodeLocation[] {
  const steps = (result.tainted_flow[0] ?? []).toReversed().map((step) => ({
    path: relativePath(step.flow_file),
    line: step.flow_line,
    message: step.flow_name,
  }))
  const [name, line, file] = [result.source_name, result.source_line, result.source_file].map(
    (given) => asList(given)[0],
  )
  const path = relativePath(asText(file) ?? '')
  const source = path ? [{ path, line: asPosition(line), message: asText(name) }] : []
  return (steps.length > 0 ? [...steps, ...source] : source) as CodeLocation[]
}
