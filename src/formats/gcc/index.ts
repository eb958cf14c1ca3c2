import { z } from 'zod'
import type { Format, Input, Item, Problem, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import type { Element } from '../syntax/element.ts'
import { eachElement } from '../syntax/json.ts'
import { eachListed } from '../syntax/json-list.ts'
import { eachLine, type Line } from '../syntax/lines.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { fits } from '../values/read-schema.ts'
import { diagnosticSchema, observationOf } from './observation.ts'

export const gcc = {
  id: 'gcc',
  name: 'GCC',
  link: 'https://gcc.gnu.org/onlinedocs/gcc-13.2.0/gcc/Diagnostic-Message-Formatting-Options.html',
  extensions: ['.json'],
  kinds: ['code'],
  howTo: 'gcc -fanalyzer -fdiagnostics-format=json -c till.c 2> gcc.json',
  detect,
  read,
} satisfies Format

const mark = z.object({
  kind: z.string(),
  message: z.string(),
  children: z.array(z.unknown()),
  locations: z.array(z.unknown()),
})
const outline = z.tuple([mark], z.unknown())

function detect(sample: Sample): number {
  return fits(outline, sample.outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'GCC' }
  const list = { name: 'GCC JSON', members: ['/diagnostics/*'] }
  const elements = (await hasListPerLine(input, context))
    ? eachOfLines(input, context)
    : eachListed(input, context, list)
  yield* shapedItems(elements, diagnosticSchema, (diagnostic, { text }) => observationOf(diagnostic, text))
}

/** A build prints a line for each file that it compiles. */
async function hasListPerLine(input: Input, context: ReadContext): Promise<boolean> {
  let lists = 0
  for await (const line of eachLine(input, context)) {
    if (line.type === 'problem') return false
    if (line.text.startsWith('[')) lists++
    if (lists > 1) return true
  }
  return false
}

async function* eachOfLines(input: Input, context: ReadContext): AsyncGenerator<Element | Problem> {
  for await (const line of eachLine(input, context)) {
    if (line.type === 'problem') yield line
    else if (line.text.trim() !== '') yield* elementsIn(line, context)
  }
}

async function* elementsIn({ text, where }: Line, context: ReadContext): AsyncGenerator<Element | Problem> {
  const input = {
    async *open() {
      yield Buffer.from(text)
    },
  }
  try {
    for await (const element of eachElement(input, context, ['/*']))
      yield { ...element, where: `${where}, ${element.where}` }
  } catch (error) {
    if (!(error instanceof UnreadableReport)) throw error
    yield loss(where, 'this line is no list of diagnostics and is left out')
  }
}
