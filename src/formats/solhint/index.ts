import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachListed } from '../syntax/json-list.ts'
import { isObject } from '../values/fields.ts'
import { needed, position, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'

export const solhint = {
  id: 'solhint',
  name: 'Solhint',
  link: 'https://protofire.github.io/solhint/',
  extensions: ['.json'],
  kinds: ['code'],
  howTo: 'solhint --formatter json "contracts/**/*.sol" > solhint.json',
  detect,
  read,
} satisfies Format

const mark = z.object({
  line: z.number(),
  column: z.number(),
  severity: z.enum(['Error', 'Warning']),
  message: z.string(),
  ruleId: z.string(),
  filePath: z.string(),
})
const outline = z.tuple([mark], z.unknown())

function detect(sample: Sample): number {
  return fits(outline, sample.outline) ? 1 : 0
}

const resultSchema = z.object({
  ruleId: needed,
  message: text,
  severity: text,
  filePath: text,
  line: position,
  column: position,
})

/** A list of results, whose last element is the sum. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'Solhint' }
  for await (const element of eachListed(input, context, { name: 'Solhint JSON', members: ['/results/*'] })) {
    if (element.type === 'problem') yield element
    else if (isObject(element.value) && Object.keys(element.value).join() === 'conclusion') continue
    else {
      const result = shaped(resultSchema, element)
      yield result.type === 'problem' ? result : observationOf(result.value, element.text)
    }
  }
}

function observationOf(result: z.output<typeof resultSchema>, raw: string): Observation {
  const { ruleId, message, severity, filePath, line, column } = result
  const path = relativePath(filePath ?? '')
  return observe({
    kind: 'code',
    rule: ruleId,
    title: message ?? ruleId,
    description: message,
    severity: severityOfWord(severity),
    toolSeverity: severity,
    location: path === '' ? undefined : { path, line, column },
    raw,
  })
}
