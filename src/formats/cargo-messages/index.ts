import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss, problem } from '../problem.ts'
import type { Element } from '../syntax/element.ts'
import { eachRecord } from '../syntax/ndjson.ts'
import { asText, isObject } from '../values/fields.ts'
import { shaped } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { diagnosticSchema, observationOf } from './diagnostic.ts'

/** What Cargo tells of a build, whose messages are the compiler's and Clippy's; or those of the compiler itself (`--error-format json`). */
export const cargoMessages = {
  id: 'cargo-messages',
  name: 'Clippy and rustc (JSON)',
  link: 'https://doc.rust-lang.org/cargo/reference/external-tools.html#json-messages',
  extensions: ['.json', '.jsonl'],
  kinds: ['code'],
  howTo: 'cargo clippy --message-format json > clippy.jsonl',
  detect,
  read,
} satisfies Format

const mark = z.union([
  z.object({
    reason: z.enum(['compiler-message', 'compiler-artifact', 'build-script-executed']),
    package_id: z.string(),
    target: z.object({}).optional(),
  }),
  z.object({ reason: z.literal('build-finished'), success: z.boolean() }),
  z.object({ $message_type: z.literal('diagnostic'), message: z.string(), spans: z.array(z.unknown()) }),
])

function detect({ outline }: Sample): number {
  return fits(mark, Array.isArray(outline) ? outline[0] : outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'rustc' }
  // The first crate that does not compile ends the build: those that use it were not looked at.
  let broke = false
  for await (const record of eachRecord(input, context)) {
    if (record.type === 'problem') {
      yield record
      continue
    }
    const { reason, success } = isObject(record.value) ? record.value : {}
    if (reason === 'build-finished') {
      if (success === false)
        yield (broke ? loss : problem)(
          record.where,
          broke ? 'the build failed: it may hold more' : 'the build failed, since a lint is denied in it',
        )
      continue
    }
    const element = diagnosticIn(record)
    if (!element) continue
    const item = itemOf(element)
    if (item?.type === 'observation' && /^E\d{4}$/.test(item.rule)) broke = true
    if (item) yield item
  }
}

/** Artifacts and build scripts say nothing of the source. */
function diagnosticIn(record: Element): Element | undefined {
  if (!isObject(record.value)) return record
  const { reason, message } = record.value
  if (reason === undefined) return record
  return reason === 'compiler-message' ? { ...record, value: message } : undefined
}

/** Undefined for what sums up the others, such as `3 warnings emitted`: it is about no place. */
function itemOf(element: Element): Item | undefined {
  const found = shaped(diagnosticSchema, element)
  if (found.type === 'problem') return found
  const isSum = found.value.spans.length === 0 && !found.value.code
  if (isSum) return undefined
  return observationOf(found.value, element.text, asText(found.value.code?.code))
}
