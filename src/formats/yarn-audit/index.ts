import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { type Element, eachRecord } from '../syntax/ndjson.ts'
import { text } from '../values/lenient.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { itemOfNotice } from './berry.ts'
import { itemOfAdvisory } from './classic.ts'

export const yarnAudit = {
  id: 'yarn-audit',
  name: 'Yarn audit',
  link: 'https://classic.yarnpkg.com/lang/en/docs/cli/audit/',
  extensions: ['.json', '.jsonl', '.ndjson'],
  kinds: ['dependency'],
  howTo: 'yarn npm audit --all --recursive --json > yarn-audit.json',
  detect,
  read,
} satisfies Format

const notice = z.object({ value: z.string(), children: z.object({ ID: z.unknown(), Issue: z.string() }) })

/** Yarn 1 prints other lines before those of the audit. (Yarn 2 and 3, and pnpm, print npm's format.) */
function detect({ head, outline }: Sample): number {
  if (/^\s*\{\s*"type":\s*"audit(?:Advisory|Summary)"/m.test(head)) return 1
  return fits(notice, outline) ? 1 : 0
}

const advisorySchema = z.object({ type: z.literal('auditAdvisory') })
/** Yarn 1's other lines: what was counted, what it did on its way. */
const lineSchema = z.object({ type: z.string(), data: z.unknown() })
const noticeSchema = z.object({ value: z.string(), children: z.object({}) })

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'Yarn' }
  for await (const element of eachRecord(input, context))
    yield* element.type === 'problem' ? [element] : itemsOf(element)
}

function* itemsOf(element: Element): Generator<Item> {
  const { value } = element
  if (readBy(advisorySchema, value)) yield itemOfAdvisory(element)
  else if (readBy(noticeSchema, value)) yield itemOfNotice(element)
  else {
    const line = readBy(lineSchema, value)
    if (!line) yield loss(element.where, 'this record is none of an audit and is left out')
    else if (line.type === 'error') yield loss(element.where, failure(line.data))
  }
}

const failure = (data: unknown): string =>
  `Yarn reports an error (${readBy(text, data)?.slice(0, 100) ?? 'without words'}): the audit may be incomplete`
