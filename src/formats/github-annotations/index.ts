import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss, problem } from '../problem.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { eachListed } from '../syntax/json-list.ts'
import { eachLine, type Line } from '../syntax/lines.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { emptyReport, UnreadableReport } from '../unreadable.ts'
import { fits } from '../values/read-schema.ts'
import { annotationIn } from './command.ts'
import { annotationSchema, observationOf } from './observation.ts'

export const githubAnnotations = {
  id: 'github-annotations',
  name: 'GitHub annotations',
  link: 'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message',
  extensions: ['.txt', '.log', '.json'],
  kinds: ['code'],
  howTo: 'zizmor --format github . > annotations.txt',
  silentWhenClean: true,
  detect,
  read,
} satisfies Format

const IN_FILE = /^::(?:error|warning|notice)\s+(?:[^\r\n]*?,)?\s*file=/im

const mark = z.object({
  annotation_level: z.string(),
  message: z.string(),
  start_line: z.number(),
})

/** Commands of a step's output, or the list that GitHub's API gives of a check run. */
function detect({ syntax, head, outline }: Sample): number {
  if (syntax === 'text' || syntax === 'csv') return IN_FILE.test(head) ? 0.9 : 0
  return fits(mark, Array.isArray(outline) ? outline[0] : undefined) ? 0.95 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const first = await firstCharacter(input)
  if (first === '') throw emptyReport()
  if (first === '[' || first === '{') {
    yield { type: 'header' }
    const list = { name: 'a list of GitHub annotations', members: ['/annotations/*'] }
    yield* shapedItems(eachListed(input, context, list), annotationSchema, (annotation, { text }) =>
      observationOf(annotation, text),
    )
  } else yield* readCommands(input, context)
}

/** Whatever else a step prints is no annotation: groups, summaries, the log of other commands. */
async function* readCommands(input: Input, context: ReadContext): AsyncGenerator<Item> {
  let begun = false
  for await (const line of eachLine(input, context)) {
    const item = line.type === 'problem' ? line : itemOf(line)
    if (!item) continue
    if (!begun) yield { type: 'header' }
    begun = true
    yield item
  }
  if (!begun)
    throw new UnreadableReport(
      'broken',
      'This does not read as GitHub annotations: no line is a command such as ::error file=…::. Choose the right format, or run the tool again.',
    )
}

function itemOf({ where, text }: Line): Item | undefined {
  const annotation = annotationIn(text)
  if (!annotation) return undefined
  if (annotation.path !== undefined) return observationOf(annotation, text)
  // About the run and no place in the source: an error of the tool itself, as a rule.
  const said = `an annotation without a file is left out: it says "${annotation.annotation_level}" of the run itself`
  return annotation.annotation_level === 'error' ? loss(where, said) : problem(where, said)
}
