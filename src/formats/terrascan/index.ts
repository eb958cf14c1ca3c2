import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { problem } from '../problem.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { part, shaped, text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { observationOf, violationSchema } from './observation.ts'

const VIOLATIONS = '/results/violations/*'
const SKIPPED = '/results/skipped_violations/*'
const ERRORS = '/results/scan_errors/*'
const PASSED = '/results/passed_rules/*'

export const terrascan = {
  id: 'terrascan',
  name: 'Terrascan',
  link: 'https://runterrascan.io/docs/usage/command_line_mode/',
  extensions: ['.json'],
  kinds: ['config'],
  howTo: 'terrascan scan --output json > terrascan.json',
  detect,
  read,
} satisfies Format

const frameSchema = z.object({
  results: z.object({
    violations: z.array(z.unknown()).nullable(),
    scan_summary: part(z.object({ iac_type: text, scanned_at: text })),
  }),
})

const known = z.object({
  results: z.object({
    violations: z.unknown(),
    scan_summary: z.object({ iac_type: z.string(), policies_validated: z.number() }),
  }),
})
const violated = z.object({
  results: z.object({
    violations: z.tuple(
      [z.object({ rule_id: z.string(), rule_name: z.string(), resource_type: z.string() })],
      z.unknown(),
    ),
  }),
})

function detect({ outline }: Sample): number {
  return fits(known, outline) || fits(violated, outline) ? 1 : 0
}

const errorSchema = z.object({ iac_type: text, directory: text, errMsg: text })

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const patterns = [VIOLATIONS, SKIPPED, ERRORS]
  const { results } = await jsonFrame(input, context, {
    name: "Terrascan's JSON",
    omit: [...patterns, PASSED],
    schema: frameSchema,
  })
  const summary = results.scan_summary
  yield withoutGaps({
    type: 'header' as const,
    tool: 'Terrascan',
    producedAt: isoTime(summary?.scanned_at?.replace(/(\.\d+)? ([+-]\d{4}) UTC.*$/, '$1 $2')),
  })
  for await (const element of eachElement(input, context, patterns)) {
    if (element.type === 'problem') yield element
    else if (element.pattern === ERRORS) {
      const { iac_type = 'files', directory } = readBy(errorSchema, element.value) ?? {}
      yield problem(
        element.where,
        `Terrascan could not read ${iac_type} in ${directory ?? 'a folder'}: it may hold more`,
      )
    } else {
      const violation = shaped(violationSchema, element)
      yield violation.type === 'problem'
        ? violation
        : observationOf(
            violation.value,
            { iacType: summary?.iac_type, skipped: element.pattern === SKIPPED },
            element,
          )
    }
  }
}
