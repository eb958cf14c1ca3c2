import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { readAssetReport } from './asset-report.ts'
import { readCsv } from './csv-report.ts'
import { readDetections } from './detections.ts'
import { readScan } from './scan.ts'
import { isHeader, TABLE } from './table.ts'

export const qualys = {
  id: 'qualys',
  name: 'Qualys VMDR',
  link: 'https://docs.qualys.com/en/vm/latest/reports/report_templates/scan_report_template.htm',
  extensions: ['.csv', '.xml'],
  kinds: ['runtime', 'web'],
  howTo: 'Qualys VM → Reports → New → Scan Report → CSV or XML',
  detect,
  read,
} satisfies Format

const READERS = {
  ASSET_DATA_REPORT: readAssetReport,
  HOST_LIST_VM_DETECTION_OUTPUT: readDetections,
  SCAN: readScan,
}
const ROOTS = Object.keys(READERS)

function detect({ root, columns, head, syntax }: Sample): number {
  if (root?.name === 'SCAN') return /<IP value=|<KEY value=|scan-1\.dtd/.test(head) ? 1 : 0
  if (root) return ROOTS.includes(root.name) ? 1 : 0
  if (columns && isHeader(columns)) return 1
  return syntax === 'csv' || syntax === 'text' ? (TABLE.test(head) ? 0.95 : 0) : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  if ((await firstCharacter(input)) !== '<') yield* readCsv(input, context)
  else {
    const { name } = await xmlRoot(input, context, { name: "Qualys' XML", roots: ROOTS })
    yield* READERS[name as keyof typeof READERS](input, context)
  }
}
