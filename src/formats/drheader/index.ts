import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { needed, shaped, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { newSite } from '../values/web-address.ts'

export const drheader = {
  id: 'drheader',
  name: 'drHEADer',
  link: 'https://github.com/Santandersecurityresearch/DrHeader/blob/master/CLI.md',
  extensions: ['.json'],
  kinds: ['web'],
  howTo: 'drheader scan single https://shop.example --output json > drheader.json',
  detect,
  read,
} satisfies Format

/** All messages that the tool has. */
const MESSAGE =
  /^(?:(?:Header|Directive|Cookie) (?:not included in response|should not be returned)|Value does not match security policy|Must-(?:Avoid|Contain)(?:-One)? directive )/

const finding = z.object({ rule: needed, message: z.string().regex(MESSAGE) })
const target = z.object({ url: z.string(), report: z.array(z.unknown()), error: z.string().optional() })

function detect({ outline }: Sample): number {
  if (!Array.isArray(outline)) return 0
  if (fits(finding, outline[0])) return 1
  const reports = outline.flatMap((item) => readBy(target, item) ?? [])
  if (reports.some(({ report }) => fits(finding, report[0]))) return 1
  const bare =
    reports.length > 0 && reports.every((item) => Object.keys(item).length <= 3 && item.report.length === 0)
  return bare && reports.length === outline.length ? 0.7 : 0
}

const findingSchema = z.object({
  rule: needed,
  message: text,
  severity: text,
  value: text,
  expected: texts,
  avoid: texts,
  anomalies: texts,
  delimiter: text,
})

const targetSchema = z.object({ url: z.string(), report: z.array(z.unknown()), error: text })

/** The findings on one response, or a list of responses with their findings. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, { name: 'drHEADer JSON', omit: ['/*'], schema: z.array(z.unknown()) })
  yield { type: 'header', tool: 'drHEADer' }
  const sites = new Set<string>()
  for await (const element of eachElement(input, context, ['/*'])) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    const bulk = readBy(targetSchema, element.value)
    if (!bulk) yield itemOf(element.where, element.value, undefined)
    else {
      yield* newSite(bulk.url, sites)
      if (bulk.error) yield loss(element.where, 'the address could not be looked at')
      for (const [index, value] of bulk.report.entries())
        yield itemOf(`${element.where}/report/${index}`, value, bulk.url)
    }
  }
}

function itemOf(where: string, value: unknown, url: string | undefined): Item {
  const result = shaped(findingSchema, { where, value })
  return result.type === 'problem' ? result : observationOf(result.value, url, JSON.stringify(value))
}

function observationOf(
  item: z.output<typeof findingSchema>,
  url: string | undefined,
  raw: string,
): Observation {
  const list = (name: string, values: string[]) =>
    values.length > 0 && `${name}: ${values.join(item.delimiter ? `${item.delimiter} ` : ', ')}`
  const facts = [
    item.value !== undefined && `Value: ${item.value}`,
    list('Expected', item.expected),
    list('To avoid', item.avoid),
    list('Anomalies', item.anomalies),
  ]
  const message = item.message ?? 'Header does not match the policy'
  return observe({
    kind: 'web',
    rule: item.rule,
    title: `${item.rule}: ${message}`,
    description: [message, ...facts].filter(Boolean).join('\n'),
    severity: severityOfWord(item.severity),
    toolSeverity: item.severity,
    endpoint: url ? { url, parameter: item.rule.split(' - ')[0], evidence: item.value } : undefined,
    remediation: remedyOf(item),
    raw,
  })
}

function remedyOf({ rule, expected, avoid, delimiter }: z.output<typeof findingSchema>): string | undefined {
  if (expected.length > 0) return `Set ${rule} to ${expected.join(delimiter ? `${delimiter} ` : ' or ')}`
  return avoid.length > 0 ? `Leave ${avoid.join(', ')} out of ${rule}` : undefined
}
