import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { needed, part, position, shaped, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'

export const cfnLint = {
  id: 'cfn-lint',
  name: 'cfn-lint',
  link: 'https://github.com/aws-cloudformation/cfn-lint#readme',
  extensions: ['.json'],
  kinds: ['config'],
  howTo: 'cfn-lint --format json "templates/**/*.yaml" > cfn-lint.json',
  detect,
  read,
} satisfies Format

const known = z.object({
  Filename: z.string(),
  Level: z.string(),
  Location: z.object({ Start: z.object({ LineNumber: z.number() }) }),
  Rule: z.object({ Id: z.string() }),
})

const marks = z.tuple([known], z.unknown())

function detect({ outline }: Sample): number {
  return fits(marks, outline) ? 1 : 0
}

const point = part(z.object({ LineNumber: position, ColumnNumber: position }))

const matchSchema = z.object({
  Rule: z.object({ Id: needed, Description: text, ShortDescription: text, Source: text }),
  Filename: needed,
  Level: text,
  Message: text,
  Location: part(z.object({ Start: point, End: point, Path: texts })),
})

type Match = z.output<typeof matchSchema>

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, { name: 'cfn-lint JSON', omit: ['/*'], schema: z.array(z.unknown()) })
  yield { type: 'header', tool: 'cfn-lint' }
  for await (const element of eachElement(input, context, ['/*'])) {
    const match = element.type === 'problem' ? element : shaped(matchSchema, element)
    yield match.type === 'problem' ? match : observationOf(match.value, element as Element)
  }
}

function observationOf({ Rule, Filename, Level, Message, Location }: Match, element: Element): Observation {
  const { Start, End, Path = [] } = Location ?? {}
  return observe({
    kind: 'config',
    rule: Rule.Id,
    title: Rule.ShortDescription ?? Message ?? Rule.Id,
    description: [Message, Rule.Description].filter(Boolean).join('\n\n') || undefined,
    severity: severityOfWord(Level),
    toolSeverity: Level,
    location: {
      path: relativePath(Filename),
      line: Start?.LineNumber,
      column: Start?.ColumnNumber,
      endLine: End?.LineNumber,
      endColumn: End?.ColumnNumber,
    },
    resource: Path.length === 0 ? undefined : { address: Path.join('/'), provider: 'aws' },
    references: Rule.Source ? [Rule.Source] : [],
    raw: element.text,
  })
}
