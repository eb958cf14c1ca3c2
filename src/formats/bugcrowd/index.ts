import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { hasColumns } from '../syntax/csv-report.ts'
import { peek } from '../unpack/upload.ts'
import { fits } from '../values/read-schema.ts'
import { readApi } from './api.ts'
import { COLUMNS, readCsv } from './csv.ts'

export const bugcrowd = {
  id: 'bugcrowd',
  name: 'Bugcrowd',
  link: 'https://docs.bugcrowd.com/api/resources/',
  extensions: ['.csv', '.json'],
  kinds: ['web'],
  howTo:
    "curl 'https://api.bugcrowd.com/submissions' -H 'Accept: application/vnd.bugcrowd+json' > bugcrowd.json",
  detect,
  read,
} satisfies Format

const submission = z.object({
  type: z.literal('submission'),
  attributes: z.object({ bug_url: z.unknown(), vrt_id: z.unknown() }),
})

function detect({ columns, outline }: Sample): number {
  if (columns) return hasColumns(columns, COLUMNS) ? 1 : 0
  const list = Array.isArray(outline) ? outline : (outline as { data?: unknown } | undefined)?.data
  return Array.isArray(list) && fits(submission, list[0]) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const start = (await peek(input, 1024)).toString('utf8').trimStart()
  yield* /^[[{]/.test(start) ? readApi(input, context) : readCsv(input, context)
}
