import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { sampleOf } from '../sample.ts'
import { eachRow } from '../syntax/csv.ts'
import { hasColumns } from '../syntax/csv-report.ts'
import { UnreadableReport } from '../unreadable.ts'
import { imageClaim, imageReference } from '../values/image-reference.ts'
import { withoutGaps } from '../values/observe.ts'
import { type RowReader, SHEETS } from './sheets.ts'

export const dsop = {
  id: 'dsop',
  name: 'DSOP container scan',
  link: 'https://repo1.dso.mil/dsop',
  extensions: ['.xlsx', '.csv'],
  kinds: ['container', 'config', 'license', 'secret', 'dependency', 'malware'],
  howTo: 'the workbook of scans and justifications that stands beside a hardened image',
  detect,
  read,
} satisfies Format

/** The first sheet counts what the others hold. */
const isSummary = (head: string): boolean =>
  /^Scan,Automated Findings,Manual Checks,Total$/m.test(head.replaceAll('\r', ''))

const readerOf = (columns: string[] | undefined): RowReader | undefined =>
  SHEETS.find((sheet) => hasColumns(columns, sheet.columns))?.read

function detect({ head, columns }: Sample): number {
  return isSummary(head) || readerOf(columns) ? 0.95 : 0
}

/** One sheet of the workbook, each of which is the output of one tool. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { head, columns } = await sampleOf(input)
  const reader = readerOf(columns)
  if (!reader && !isSummary(head))
    throw new UnreadableReport(
      'broken',
      'This does not read as a sheet of a DSOP workbook: choose the right format, or send the workbook itself.',
    )
  let begun = false
  let last: string | undefined
  if (reader)
    for await (const row of eachRow(input, context)) {
      if (row.type === 'problem') {
        yield row
        continue
      }
      const { image, item } = reader(row)
      if (!begun || image !== last) {
        yield withoutGaps({
          type: 'header' as const,
          tool: 'DSOP',
          target: image && imageReference(image).name,
        })
        if (image) yield imageClaim(image)
      }
      begun = true
      last = image
      if (item) yield item
    }
  if (!begun) yield { type: 'header', tool: 'DSOP' }
}
