import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { type Severity, severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachListed } from '../syntax/json-list.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { byWord } from '../values/by-word.ts'
import { isPosition } from '../values/fields.ts'
import { number, position, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'

export const pylint = {
  id: 'pylint',
  name: 'Pylint',
  link: 'https://pylint.readthedocs.io/en/stable/user_guide/usage/output.html',
  extensions: ['.json'],
  kinds: ['code'],
  howTo: 'pylint --output-format=json2 --output=pylint.json .',
  detect,
  read,
} satisfies Format

const message = z.object({ type: z.string(), symbol: z.string(), module: z.string(), obj: z.string() })
const outline = z.union([
  z.tuple([message], z.unknown()),
  z.object({ messages: z.tuple([message], z.unknown()) }),
  z.object({ messages: z.tuple([]), statistics: z.object({ messageTypeCount: z.object({}) }) }),
])

function detect(sample: Sample): number {
  return fits(outline, sample.outline) ? 1 : 0
}

const messageSchema = z
  .object({
    type: text,
    symbol: text,
    'message-id': text,
    messageId: text,
    message: text,
    module: text,
    obj: text,
    path: text,
    line: position,
    endLine: position,
    column: number,
    endColumn: number,
    confidence: text,
  })
  .refine((one) => one['message-id'] ?? one.messageId ?? one.symbol, { path: ['message-id'] })

/** `json` is a list of messages, `json2` has it among its members. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'Pylint' }
  const list = { name: 'Pylint JSON', members: ['/messages/*'] }
  yield* shapedItems(eachListed(input, context, list), messageSchema, (value, { text }) =>
    observationOf(value, text),
  )
}

const SEVERITIES: { [type: string]: Severity } = byWord({ fatal: 'high', convention: 'low', refactor: 'low' })

const CONFIDENCES: { [word: string]: Observation['confidence'] } = byWord({
  HIGH: 'high',
  CONTROL_FLOW: 'high',
  INFERENCE: 'medium',
  INFERENCE_FAILURE: 'low',
})

/** Columns count from 0. */
const columnOf = (offset: number | undefined): number | undefined =>
  offset !== undefined && isPosition(offset + 1) ? offset + 1 : undefined

function observationOf(one: z.output<typeof messageSchema>, raw: string): Observation {
  const rule = one['message-id'] ?? one.messageId ?? one.symbol ?? 'message'
  const path = relativePath(one.path ?? '')
  return observe({
    kind: 'code',
    rule,
    title: one.message ?? one.symbol ?? rule,
    description: one.message,
    severity: SEVERITIES[one.type ?? ''] ?? severityOfWord(one.type),
    toolSeverity: one.type,
    confidence: CONFIDENCES[one.confidence ?? ''],
    location:
      path === ''
        ? undefined
        : {
            path,
            line: one.line,
            endLine: one.endLine,
            column: columnOf(one.column),
            endColumn: columnOf(one.endColumn),
            symbol: [one.module, one.obj].filter(Boolean).join('.') || undefined,
          },
    tags: one.symbol ? [one.symbol] : [],
    raw,
  })
}
