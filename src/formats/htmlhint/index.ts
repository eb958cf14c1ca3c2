import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import type { Element } from '../syntax/element.ts'
import { eachListed } from '../syntax/json-list.ts'
import { needed, position, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'

/** CSSLint writes the same with a few other names, and an object instead of a list where it looked at one file. */
export const htmlhint = {
  id: 'htmlhint',
  name: 'HTMLHint and CSSLint',
  link: 'https://htmlhint.com/usage/cli/',
  extensions: ['.json'],
  kinds: ['code'],
  howTo: 'htmlhint --format json "**/*.html" > htmlhint.json',
  detect,
  read,
} satisfies Format

const message = z.object({
  type: z.string(),
  message: z.string(),
  col: z.number(),
  rule: z.object({ id: z.string() }),
})
const messages = z.tuple([message], z.unknown())
const file = z.union([z.object({ file: z.string(), messages }), z.object({ filename: z.string(), messages })])

function detect({ outline }: Sample): number {
  return file.safeParse(Array.isArray(outline) ? outline[0] : outline).success ? 1 : 0
}

const fileSchema = z.object({ file: text, filename: text, messages: z.array(z.unknown()) })

const messageSchema = z.object({
  type: text,
  message: text,
  evidence: text,
  line: position,
  col: position,
  rule: z.object({ id: needed, name: text, description: text, desc: text, link: text, url: text }),
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const list = {
    name: 'HTMLHint JSON',
    members: ['/files/*'],
    isElement: (value: object) => 'messages' in value,
  }
  let begun = false
  for await (const element of eachListed(input, context, list)) {
    const result = element.type === 'problem' ? element : shaped(fileSchema, element)
    if (!begun) {
      const isCss = result.type !== 'problem' && result.value.filename !== undefined
      yield { type: 'header', tool: isCss ? 'CSSLint' : 'HTMLHint' }
      begun = true
    }
    if (result.type === 'problem') yield result
    else yield* messageItems(result.value, element as Element)
  }
  if (!begun) yield { type: 'header', tool: 'HTMLHint' }
}

function* messageItems(
  { file, filename, messages }: z.output<typeof fileSchema>,
  { where }: Element,
): Generator<Item> {
  const path = file ?? filename
  for (const [index, value] of messages.entries()) {
    const one = shaped(messageSchema, { where: `${where}/messages/${index}`, value })
    yield one.type === 'problem'
      ? one
      : observationOf(one.value, path, JSON.stringify({ file: path, ...(value as object) }))
  }
}

function observationOf(
  one: z.output<typeof messageSchema>,
  file: string | undefined,
  raw: string,
): Observation {
  const { rule, type, message, evidence, line, col } = one
  const path = relativePath(file ?? '')
  const link = rule.link ?? rule.url
  const about = rule.description ?? rule.desc
  return observe({
    kind: 'code',
    rule: rule.id,
    title: message ?? rule.name ?? rule.id,
    description: [message, about].filter(Boolean).join('\n\n') || undefined,
    severity: severityOfWord(type),
    toolSeverity: type,
    location: path === '' ? undefined : { path, line, column: col, snippet: evidence?.trim() },
    references: link ? [link] : [],
    raw,
  })
}
