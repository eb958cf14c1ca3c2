import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachListed } from '../syntax/json-list.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { position, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'

/** Two tools of this name with the same rules: one in JavaScript (`markdownlint-cli`, `markdownlint-cli2`), one in Ruby (`mdl`). */
export const markdownlint = {
  id: 'markdownlint',
  name: 'markdownlint',
  link: 'https://github.com/DavidAnson/markdownlint#results',
  extensions: ['.json'],
  kinds: ['code'],
  howTo: 'markdownlint --json --output markdownlint.json "**/*.md"',
  detect,
  read,
} satisfies Format

const mark = z.union([
  z.object({ fileName: z.string(), lineNumber: z.number(), ruleNames: z.array(z.string()) }),
  z.object({ filename: z.string(), line: z.number(), rule: z.string(), aliases: z.array(z.string()) }),
])
const outline = z.tuple([mark], z.unknown())

function detect(sample: Sample): number {
  return fits(outline, sample.outline) ? 1 : 0
}

/** mdl says `filename`, `line`, `rule`, `aliases`, `description` and `docs`. */
const resultSchema = z
  .object({
    fileName: text,
    filename: text,
    lineNumber: position,
    line: position,
    ruleNames: texts,
    rule: text,
    aliases: texts,
    ruleDescription: text,
    description: text,
    ruleInformation: text,
    docs: text,
    errorDetail: text,
    errorContext: text,
    errorRange: z
      .tuple([z.number().int().min(1), z.number().int().min(0)])
      .nullish()
      .catch(undefined),
    severity: text,
  })
  .transform((one) => ({
    file: one.fileName ?? one.filename,
    line: one.lineNumber ?? one.line,
    names: one.rule === undefined ? one.ruleNames : [one.rule, ...one.aliases],
    title: one.ruleDescription ?? one.description,
    link: one.ruleInformation ?? one.docs,
    detail: one.errorDetail,
    context: one.errorContext,
    range: one.errorRange,
    severity: one.severity,
  }))
  .refine(({ names }) => names.length > 0, { path: ['ruleNames'] })

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'markdownlint' }
  const list = { name: 'markdownlint JSON', members: ['/results/*'] }
  yield* shapedItems(eachListed(input, context, list), resultSchema, (result, element) =>
    observationOf(result, element.text),
  )
}

function observationOf(result: z.output<typeof resultSchema>, raw: string): Observation {
  const { file, line, names, title, link, detail, context, range, severity } = result
  const [rule = '', ...aliases] = names
  const path = relativePath(file ?? '')
  return observe({
    kind: 'code',
    rule,
    title: title ?? rule,
    description: [title, detail].filter(Boolean).join('\n\n') || undefined,
    severity: severityOfWord(severity),
    toolSeverity: severity,
    location:
      path === ''
        ? undefined
        : {
            path,
            line,
            column: range?.[0],
            endColumn: range ? range[0] + range[1] : undefined,
            snippet: context?.trim(),
          },
    references: link ? [link] : [],
    tags: aliases,
    raw,
  })
}
