import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { type Severity, severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { problem } from '../problem.ts'
import { cell, eachRowOf, hasColumns } from '../syntax/csv-report.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { byWord } from '../values/by-word.ts'
import { eachOnce, resourceClaim } from '../values/claims.ts'
import { shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'

export const cloudsploit = {
  id: 'cloudsploit',
  name: 'CloudSploit',
  link: 'https://github.com/aquasecurity/cloudsploit#cloudsploit-output-formats',
  extensions: ['.json', '.csv'],
  kinds: ['cloud'],
  howTo: './index.js --config config.js --json cloudsploit.json',
  detect,
  read,
} satisfies Format

const COLUMNS = ['category', 'title', 'description', 'resource', 'region', 'statusWord', 'message']

const marks = z.tuple(
  [
    z.object({
      plugin: z.string(),
      category: z.string(),
      title: z.string(),
      status: z.enum(['OK', 'WARN', 'FAIL', 'UNKNOWN']),
    }),
  ],
  z.unknown(),
)

function detect({ columns, outline }: Sample): number {
  if (columns) return hasColumns(columns, COLUMNS) ? 1 : 0
  return fits(marks, outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const once = eachOnce()
  const isJson = /[[{]/.test(await firstCharacter(input))
  if (isJson)
    await jsonFrame(input, context, { name: 'CloudSploit JSON', omit: ['/*'], schema: z.array(z.unknown()) })
  yield { type: 'header', tool: 'CloudSploit' }
  for await (const element of isJson ? eachElement(input, context, ['/*']) : rowsOf(input, context)) {
    const result = element.type === 'problem' ? element : shaped(resultSchema, element)
    if (result.type === 'problem' || element.type === 'problem') {
      if (result.type === 'problem') yield result
    } else yield* itemsOf(result.value, element, once)
  }
}

async function* rowsOf(input: Input, context: ReadContext) {
  for await (const row of eachRowOf(input, context, { name: 'CloudSploit CSV', columns: COLUMNS })) {
    if (row.type === 'problem') yield row
    else
      yield {
        type: 'element' as const,
        where: row.where,
        text: row.text,
        value: { ...row.row, status: cell(row.row, 'statusWord') },
      }
  }
}

const resultSchema = z.object({
  plugin: text,
  category: text,
  title: z.string().trim().min(1),
  description: text,
  resource: text,
  region: text,
  status: z.string().trim().min(1),
  message: text,
  compliance: text,
})

type Result = z.output<typeof resultSchema>

/** The tool's steps of a result are no severities: what failed is a warning or an error as it says. */
const SEVERITY: Record<string, Severity> = byWord({
  WARN: severityOfWord('warning'),
  FAIL: severityOfWord('error'),
})

function* itemsOf(
  result: Result,
  { where, text }: { where: string; text: string },
  once: ReturnType<typeof eachOnce>,
): Generator<Item> {
  const status = result.status.toUpperCase()
  const resource = resourceOf(result)
  if (resource && result.resource) yield* once([resourceClaim('cloud-resource', resource)])
  if (status === 'OK') return
  if (status === 'UNKNOWN') yield problem(where, 'CloudSploit could not check this: it may be a finding')
  else yield observationOf(result, resource, SEVERITY[status] ?? 'unknown', text)
}

function observationOf(
  result: Result,
  resource: Observation['resource'],
  severity: Severity,
  raw: string,
): Observation {
  return observe({
    kind: 'cloud',
    rule: result.plugin ?? result.title,
    title: result.title,
    description: [result.message, result.description].filter(Boolean).join('\n\n') || undefined,
    severity,
    toolSeverity: result.status,
    resource,
    controls: controlsIn(result.compliance),
    tags: result.category ? [result.category] : [],
    raw,
  })
}

/** `PCI: PCI requires…; HIPAA: …`: the frameworks, whose requirements have no numbers here. */
const controlsIn = (compliance: string | undefined): string[] =>
  (compliance ?? '')
    .split(';')
    .map((part) => part.split(':')[0]?.trim() ?? '')
    .filter(Boolean)

/** What is of no resource is of the service in a region. */
function resourceOf(result: Result): Observation['resource'] {
  const named = result.resource && result.resource !== 'N/A' ? result.resource : undefined
  const region = result.region && !/^global$/i.test(result.region) ? result.region : undefined
  const address = named ?? [result.category, result.region].filter(Boolean).join('/')
  if (!address) return undefined
  const account = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(address)?.[1]
  const provider = address.startsWith('arn:')
    ? 'aws'
    : address.startsWith('/subscriptions/')
      ? 'azure'
      : undefined
  return { address, ...(provider && { provider }), ...(region && { region }), ...(account && { account }) }
}
