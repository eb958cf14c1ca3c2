import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { peek } from '../unpack/upload.ts'
import { UnreadableReport } from '../unreadable.ts'
import { fits } from '../values/read-schema.ts'
import { frameSchema, readJson } from './json.ts'
import { LOG_START, readLog } from './log.ts'
import { readRows } from './rows.ts'

export const sqlmap = {
  id: 'sqlmap',
  name: 'sqlmap',
  link: 'https://github.com/sqlmapproject/sqlmap/wiki/Usage',
  extensions: ['.csv', '.log', '.json'],
  kinds: ['web'],
  howTo: 'sqlmap -u "https://shop.example/item?id=1" --batch --results-file=sqlmap.csv',
  detect,
  read,
} satisfies Format

const COLUMNS = ['Target URL', 'Place', 'Parameter', 'Technique(s)']

function detect({ columns, head, outline }: Sample): number {
  if (outline !== undefined) return fits(frameSchema, outline) ? 1 : 0
  if (columns && COLUMNS.every((name) => columns.includes(name))) return 1
  return LOG_START.test(head.slice(0, 4096)) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const start = (await peek(input, 8192)).toString('utf8').trimStart()
  if (start.startsWith('{')) yield* readJson(input, context)
  else if (/^"?Target URL"?,"?Place"?,/.test(start)) yield* readRows(input, context)
  else if (LOG_START.test(start)) yield* readLog(input, context)
  else
    throw new UnreadableReport(
      'broken',
      'This does not read as a result of sqlmap: it is neither results file nor log. Choose the right format, or run the tool again.',
    )
}
