import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, Problem, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachRecord } from '../syntax/ndjson.ts'
import { UnreadableReport } from '../unreadable.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { needed, position, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'
import { cliItems, isOfCli } from './analysis-cli.ts'

export const codacy = {
  id: 'codacy',
  name: 'Codacy tool results',
  link: 'https://docs.codacy.com/v1.5/related-tools/tool-developer-guide/',
  extensions: ['.json', '.jsonl'],
  kinds: ['code'],
  howTo: 'hadolint --format codacy Dockerfile > codacy.jsonl',
  silentWhenClean: true,
  detect,
  read,
} satisfies Format

const mark = z.object({
  filename: z.string(),
  patternId: z.string(),
  message: z.string(),
  line: z.number(),
})

function detect({ outline }: Sample): number {
  const first = Array.isArray(outline) ? outline[0] : outline
  return fits(mark, first) || isOfCli(first) ? 1 : 0
}

const resultSchema = z.object({
  filename: needed,
  patternId: needed,
  message: text,
  line: position,
  suggestion: text,
  level: text,
})
/** A file that the tool could not look at. */
const failure = z.object({ filename: needed, patternId: z.undefined().optional(), message: needed })
const known = z.union([resultSchema, failure])

/** A result a line, a list of them as Codacy's own command line writes it, or one behind another without anything between them. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  let begun = false
  for await (const record of eachRecord(input, context)) {
    if (!begun) {
      if (record.type === 'element' && !fits(known, record.value) && !isOfCli(record.value))
        throw otherReport()
      yield { type: 'header' }
      begun = true
    }
    if (record.type === 'problem') yield record
    else if (isOfCli(record.value)) yield* cliItems(record)
    else if (fits(failure, record.value)) yield failed(record.where)
    else {
      const result = shaped(resultSchema, record)
      yield result.type === 'problem' ? result : observationOf(result.value, record.text)
    }
  }
  if (!begun) yield { type: 'header' }
}

const otherReport = (): UnreadableReport =>
  new UnreadableReport(
    'broken',
    'This does not read as results for Codacy: it lacks filename and patternId. Choose the right format, or run the tool again.',
  )

const failed = (where: string): Problem => loss(where, 'the tool could not look at this file')

function observationOf(result: z.output<typeof resultSchema>, raw: string): Observation {
  const { filename, patternId, message, line, suggestion, level } = result
  return observe({
    kind: 'code',
    rule: patternId,
    title: firstSentence(message) ?? patternId,
    description: message,
    severity: severityOfWord(level),
    toolSeverity: level,
    location: { path: relativePath(filename), line },
    remediation: suggestion,
    raw,
  })
}
