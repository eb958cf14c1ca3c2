import { z } from 'zod'
import type { Format, Input, Item, ReadContext, ReportHeader, Sample } from '../contract.ts'
import { eachRowOf, hasColumns } from '../syntax/csv-report.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { eachOnce, resourceClaim } from '../values/claims.ts'
import { isObject } from '../values/fields.ts'
import { shaped } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { type Finding, findingInRow, findingSchema, isPassed, observationOf, resourceOf } from './finding.ts'

export const monkey365 = {
  id: 'monkey365',
  name: 'Monkey365',
  link: 'https://silverhack.github.io/monkey365/exporting/export-json/',
  extensions: ['.json', '.csv'],
  kinds: ['cloud', 'identity'],
  howTo: 'Invoke-Monkey365 -Instance Microsoft365 -Collect All -ExportTo JSON',
  detect,
  read,
} satisfies Format

const COLUMNS = ['FINDINGID', 'FINDINGTITLE', 'SEVERITY', 'STATUS', 'MONKEY365VERSION']

/** OCSF's fields, in names of its own: `findingInfo`, `classId`. */
const marks = z.object({
  metadata: z.object({ eventCode: z.string() }),
  findingInfo: z.object({ title: z.string() }),
  classId: z.number(),
})

function detect({ columns, outline }: Sample): number {
  if (columns) return hasColumns(columns, COLUMNS) ? 1 : 0
  return fits(marks, Array.isArray(outline) ? outline[0] : outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const once = eachOnce()
  let header: ReportHeader | undefined
  for await (const element of findingsIn(input, context)) {
    const finding = element.type === 'problem' ? element : shaped(findingSchema, element)
    if (finding.type === 'problem' || element.type === 'problem') {
      header ??= yield* told({ type: 'header', tool: 'Monkey365' })
      if (finding.type === 'problem') yield finding
      continue
    }
    const own = headerOf(finding.value)
    if (!header || header.target !== own.target) header = yield* told(own)
    const resource = resourceOf(finding.value)
    if (resource && finding.value.resourceId) yield* once([resourceClaim('cloud-resource', resource)])
    // What passed is no finding, but it exists.
    if (!isPassed(finding.value)) yield observationOf(finding.value, resource, element.text)
  }
  if (!header) yield { type: 'header', tool: 'Monkey365' }
}

function* told(header: ReportHeader): Generator<ReportHeader, ReportHeader> {
  yield header
  return header
}

async function* findingsIn(input: Input, context: ReadContext) {
  if (/[[{]/.test(await firstCharacter(input))) {
    const frame = await jsonFrame(input, context, {
      name: 'Monkey365 JSON',
      omit: ['/*/resources'],
      schema: z.union([z.array(z.unknown()), marks]),
    })
    yield* eachElement(input, context, [isObject(frame) ? '' : '/*'])
    return
  }
  for await (const row of eachRowOf(input, context, { name: 'Monkey365 CSV', columns: COLUMNS }))
    yield row.type === 'problem'
      ? row
      : { type: 'element' as const, where: row.where, text: row.text, value: findingInRow(row.row) }
}

/** Each tenant or subscription was looked at by itself. */
const headerOf = ({ version, tenant, account }: Finding): ReportHeader =>
  withoutGaps({
    type: 'header' as const,
    tool: 'Monkey365',
    toolVersion: version,
    target: [...new Set([tenant, account])].filter(Boolean).join('/') || undefined,
  })
