import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { peek } from '../unpack/upload.ts'
import { UnreadableReport } from '../unreadable.ts'
import { fits } from '../values/read-schema.ts'
import { readJson } from './json.ts'
import { readRows } from './rows.ts'
import { readText, TEXT_START } from './text.ts'
import { readXml } from './xml.ts'

export const dirsearch = {
  id: 'dirsearch',
  name: 'dirsearch',
  link: 'https://github.com/maurosoria/dirsearch#reports',
  extensions: ['.json', '.txt', '.csv', '.xml'],
  kinds: ['web'],
  howTo: 'dirsearch -u https://shop.example --format=json -o dirsearch.json',
  detect,
  read,
} satisfies Format

const frame = z.object({
  info: z.object({ args: z.string(), time: z.string() }),
  results: z.array(z.unknown()),
})
const COLUMNS = ['URL', 'Status', 'Size', 'Redirection']

function detect({ outline, root, columns, head }: Sample): number {
  if (root) return root.name === 'dirsearchscan' ? 1 : 0
  if (TEXT_START.test(head.trimStart())) return 1
  if (columns) return COLUMNS.every((name) => columns.includes(name)) ? 0.9 : 0
  return fits(frame, outline) ? 0.9 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const start = (await peek(input, 4096)).toString('utf8').trimStart()
  if (start.startsWith('{')) yield* readJson(input, context)
  else if (start.startsWith('<')) yield* readXml(input, context)
  else if (TEXT_START.test(start)) yield* readText(input, context)
  else if (/^"?URL"?,"?Status"?,/.test(start)) yield* readRows(input, context)
  else
    throw new UnreadableReport(
      'broken',
      'This does not read as a dirsearch report: it begins like none. Choose the right format, or run the tool again.',
    )
}
