import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss, problem } from '../problem.ts'
import type { Element } from '../syntax/element.ts'
import { eachListed } from '../syntax/json-list.ts'
import { flag, listOf, shaped, text } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { observationOf, warningSchema } from './observation.ts'

export const stylelint = {
  id: 'stylelint',
  name: 'Stylelint',
  link: 'https://stylelint.io/user-guide/options#formatter',
  extensions: ['.json'],
  kinds: ['code'],
  howTo: 'stylelint --formatter json --output-file stylelint.json "**/*.css"',
  detect,
  read,
} satisfies Format

const file = z.object({
  source: z.string(),
  warnings: z.array(z.unknown()),
  invalidOptionWarnings: z.unknown(),
})
const outline = z.tuple([file], z.unknown())

function detect(sample: Sample): number {
  return fits(outline, sample.outline) ? 1 : 0
}

const fileSchema = z.object({
  source: text,
  ignored: flag,
  warnings: z.array(z.unknown()),
  parseErrors: listOf(z.object({ text })),
  invalidOptionWarnings: listOf(z.object({ text })),
  deprecations: listOf(z.object({ text })),
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'Stylelint' }
  for await (const element of eachListed(input, context, {
    name: 'Stylelint JSON',
    members: ['/results/*'],
  })) {
    if (element.type === 'problem') yield element
    else yield* itemsOf(element)
  }
}

function* itemsOf(element: Element): Generator<Item> {
  const result = shaped(fileSchema, element)
  if (result.type === 'problem') {
    yield result
    return
  }
  const { where } = element
  const { source, warnings, parseErrors, invalidOptionWarnings, deprecations } = result.value
  for (const [index, value] of warnings.entries()) {
    const warning = shaped(warningSchema, { where: `${where}/warnings/${index}`, value })
    yield warning.type === 'problem'
      ? warning
      : observationOf(warning.value, source, JSON.stringify({ source, ...(value as object) }))
  }
  for (const index of parseErrors.keys())
    yield loss(
      `${where}/parseErrors/${index}`,
      'Stylelint could not parse a part of this file: it may hold more',
    )
  for (const index of invalidOptionWarnings.keys())
    yield problem(
      `${where}/invalidOptionWarnings/${index}`,
      'a rule is configured in a way that Stylelint does not know',
    )
  for (const index of deprecations.keys())
    yield problem(`${where}/deprecations/${index}`, 'the configuration of Stylelint uses what will go')
}
