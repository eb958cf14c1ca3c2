import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { anything, label, needed, number, shaped, text } from '../values/lenient.ts'
import { observe, withoutGaps } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { objectAddress } from './object-address.ts'

/** Version 0.20 calls its sanitizers linters, and their list sections. */
const SECTIONS = ['/popeye/sections/*', '/popeye/sanitizers/*']

export const popeye = {
  id: 'popeye',
  name: 'Popeye',
  link: 'https://popeyecli.io/',
  extensions: ['.json'],
  kinds: ['config'],
  howTo: 'popeye --all-namespaces --out json > popeye.json',
  detect,
  read,
} satisfies Format

const list = z.array(z.unknown()).nullish()
const frameSchema = z.object({
  popeye: z
    .object({ score: number, report_time: anything, sections: list, sanitizers: list })
    .refine((report) => report.sections !== undefined || report.sanitizers !== undefined, {
      path: ['sections'],
    }),
  ClusterName: text,
})

function detect({ outline }: Sample): number {
  return fits(frameSchema, outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: "Popeye's JSON",
    omit: SECTIONS,
    schema: frameSchema,
  })
  yield withoutGaps({
    type: 'header' as const,
    tool: 'Popeye',
    target: frame.ClusterName,
    producedAt: isoTime(frame.popeye.report_time),
  })
  for await (const element of eachElement(input, context, SECTIONS)) {
    if (element.type === 'problem') yield element
    else yield* sectionItems(element)
  }
}

const sectionSchema = z
  .object({
    linter: text,
    sanitizer: text,
    gvr: text,
    issues: z.record(z.string(), z.array(z.unknown()).nullable()).nullish(),
  })
  .refine(({ linter, sanitizer }) => linter ?? sanitizer, { path: ['linter'] })
const issueSchema = z.object({ group: text, gvr: text, level: number, message: needed, code: label })

/** Popeye's levels: 0 is in order. */
const SEVERITY: Record<number, [string, Severity]> = {
  1: ['info', 'info'],
  2: ['warning', 'medium'],
  3: ['error', 'high'],
}

function* sectionItems(element: Element): Generator<Item> {
  const section = shaped(sectionSchema, element)
  if (section.type === 'problem') {
    yield section
    return
  }
  const { gvr, issues } = section.value
  const linter = section.value.linter ?? section.value.sanitizer ?? ''
  for (const [name, found] of Object.entries(issues ?? {}))
    for (const [index, value] of (found ?? []).entries()) {
      const where = `${element.where}/issues/${name.replaceAll('~', '~0').replaceAll('/', '~1')}/${index}`
      const issue = shaped(issueSchema, { where, value })
      if (issue.type === 'problem') yield issue
      else if (issue.value.level !== 0)
        yield observationOf(issue.value, {
          address: objectAddress(gvr ?? linter, name),
          raw: JSON.stringify({ linter, gvr, issues: { [name]: [value] } }),
        })
    }
}

function observationOf(
  { message, level, group }: z.output<typeof issueSchema>,
  { address, raw }: { address: string; raw: string },
): Observation {
  const [, code, said = message] = /^\[(POP-\d+)\]\s*([\s\S]+)$/.exec(message) ?? []
  const [word, severity] = SEVERITY[level ?? -1] ?? []
  const isPart = group !== undefined && group !== '__root__'
  return observe({
    kind: 'config',
    rule: code ?? said,
    title: said,
    description: isPart ? `In ${group}` : undefined,
    severity: severity ?? 'unknown',
    toolSeverity: word,
    resource: { address, provider: 'kubernetes' },
    raw,
  })
}
