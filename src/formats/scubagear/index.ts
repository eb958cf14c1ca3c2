import { z } from 'zod'
import type { Format, Input, Item, ReadContext, ReportHeader, Sample } from '../contract.ts'
import { eachRowOf, hasColumns } from '../syntax/csv-report.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { eachElement, wholeJson } from '../syntax/json.ts'
import { UnreadableReport } from '../unreadable.ts'
import { asList, asObject } from '../values/fields.ts'
import { text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { itemsOfControl, itemsOfGroup, type Tenant } from './control.ts'

export const scubagear = {
  id: 'scubagear',
  name: 'ScubaGear',
  link: 'https://github.com/cisagov/ScubaGear/blob/main/docs/execution/reports.md',
  extensions: ['.json', '.csv'],
  kinds: ['identity'],
  howTo: 'Invoke-SCuBA -ProductNames * -OutPath .',
  detect,
  read,
} satisfies Format

const COLUMNS = ['Control ID', 'Requirement', 'Result', 'Criticality', 'Details']

/** All products by their names, one product's groups, or a list of one of these. */
const GROUPS = ['/Results/*/*', '/*/Results/*']

const marks = z.object({
  Results: z.unknown(),
  MetaData: z.union([
    z.object({ Tool: z.literal('ScubaGear') }),
    z.object({ 'Baseline Version': z.unknown() }),
  ]),
})
const control = z.object({ 'Control ID': z.string(), Requirement: z.string(), Criticality: z.string() })

function detect({ columns, outline }: Sample): number {
  if (columns) return hasColumns(columns, COLUMNS) ? 1 : 0
  const first = Array.isArray(outline) ? outline[0] : outline
  if (fits(marks, first)) return 1
  const results = asObject(first)?.Results
  const groups = Array.isArray(results) ? results : asList(Object.values(asObject(results) ?? {})[0])
  return fits(control, asList(asObject(groups[0])?.Controls)[0]) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield* /[[{]/.test(await firstCharacter(input)) ? readJson(input, context) : readCsv(input, context)
}

/** Tables name no tenant. */
async function* readCsv(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'ScubaGear' }
  for await (const row of eachRowOf(input, context, { name: 'ScubaGear CSV', columns: COLUMNS }))
    if (row.type === 'problem') yield row
    else yield* itemsOfControl({ where: row.where, value: { ...row.row }, raw: row.text }, {}, undefined)
}

const metaSchema = z.object({
  ToolVersion: text,
  TimestampZulu: text,
  DomainName: text,
  DisplayName: text,
  TenantId: text,
  'Tenant Display Name': text,
  'Report Date': text,
  'Module Version': text,
})

async function* readJson(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { value } = await wholeJson(input, context, ['/Raw', '/Results/*/*', '/*/Results/*'])
  const frame = asObject(Array.isArray(value) ? value[0] : value)
  if (frame?.Results === undefined)
    throw new UnreadableReport(
      'broken',
      'This does not read as ScubaGear JSON: it lacks Results. Choose the right format, or run the tool again.',
    )
  const meta = readBy(metaSchema, frame.MetaData)
  const tenant: Tenant = {
    name: meta?.DomainName ?? meta?.TenantId ?? meta?.['Tenant Display Name'],
    id: meta?.TenantId,
  }
  yield headerOf(meta, tenant)
  if (tenant.name)
    yield {
      type: 'asset',
      kind: 'saas-app',
      name: tenant.name,
      attributes: { product: 'Microsoft 365', ...(tenant.id && { tenant: tenant.id }) },
    }
  for await (const element of eachElement(input, context, GROUPS))
    if (element.type === 'problem') yield element
    else yield* itemsOfGroup(element, tenant)
}

const headerOf = (meta: z.output<typeof metaSchema> | undefined, tenant: Tenant): ReportHeader =>
  withoutGaps({
    type: 'header' as const,
    tool: 'ScubaGear',
    toolVersion: meta?.ToolVersion ?? meta?.['Module Version'],
    target: tenant.id ?? tenant.name,
    producedAt: isoTime(meta?.TimestampZulu) ?? isoTime(meta?.['Report Date']),
  })
