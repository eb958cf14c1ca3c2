import { z } from 'zod'
import type { Format, Input, Item, Problem, ReadContext, Sample } from '../contract.ts'
import { loss, problem } from '../problem.ts'
import { eachListed } from '../syntax/json-list.ts'
import { isObject } from '../values/fields.ts'
import { shaped } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { fileSchema, messageSchema, observationOf } from './observation.ts'

export const eslint = {
  id: 'eslint',
  name: 'ESLint',
  link: 'https://eslint.org/docs/latest/use/formatters/#json',
  extensions: ['.json'],
  kinds: ['code', 'secret'],
  howTo: 'npx eslint . --format json --output-file eslint.json',
  detect,
  read,
} satisfies Format

const file = z.object({ filePath: z.string(), messages: z.array(z.unknown()), errorCount: z.number() })
const outline = z.union([z.tuple([file], z.unknown()), z.object({ results: z.tuple([file], z.unknown()) })])

function detect(sample: Sample): number {
  return fits(outline, sample.outline) ? 1 : 0
}

/** `json` is a list of files, `json-with-metadata` has it among its members. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'ESLint' }
  const list = { name: 'ESLint JSON', members: ['/results/*'] }
  for await (const element of eachListed(input, context, list)) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    const result = shaped(fileSchema, element)
    if (result.type === 'problem') yield result
    else {
      const { messages, suppressedMessages, ...about } = result.value
      for (const [index, message] of messages.entries())
        yield itemOf(message, `${element.where}/messages/${index}`, about)
      for (const [index, message] of suppressedMessages.entries())
        yield itemOf(message, `${element.where}/suppressedMessages/${index}`, about)
    }
  }
}

function itemOf(
  value: unknown,
  where: string,
  file: { filePath: string; source?: string | undefined },
): Item {
  if (!isObject(value)) return loss(where, 'this message is not an object and is left out')
  const message = shaped(messageSchema, { where, value })
  if (message.type === 'problem') return message
  return message.value.ruleId === undefined
    ? withoutRule(where, message.value.fatal === true)
    : observationOf({ ...message.value, ruleId: message.value.ruleId }, file, value)
}

/** ESLint speaks of the file itself: it cannot be parsed, or it is ignored. */
const withoutRule = (where: string, fatal: boolean): Problem =>
  fatal
    ? problem(where, 'ESLint could not parse this file: it may hold more')
    : problem(where, 'this message is of no rule: ESLint speaks of the file or its configuration')
