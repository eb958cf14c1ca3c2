import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Item } from '../contract.ts'
import { loss } from '../problem.ts'
import type { Element } from '../syntax/element.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { listOf, needed, number, part, position, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'

// `codacy-analysis-cli analyze --format json`: a list of objects with one member, the kind of result.
// https://github.com/codacy/codacy-analysis-cli

const isObjectOf = (name: string) => z.object({ [name]: z.looseObject({}) })
const anyOfThem = z.union(['Issue', 'FileError', 'DuplicationClone', 'FileMetrics'].map(isObjectOf))

/** Whether a result is one of the command line's. */
export const isOfCli = (value: unknown): boolean => fits(anyOfThem, value)

const place = part(z.object({ line: position, column: position }))

const resultSchema = z.object({
  Issue: part(
    z.object({
      patternId: z.object({ value: needed }),
      filename: needed,
      message: part(z.object({ text })),
      level: text,
      category: text,
      location: part(z.object({ LineLocation: place, FullLocation: place })),
    }),
  ),
  DuplicationClone: part(
    z.object({
      nrLines: number,
      files: listOf(z.object({ filePath: needed, startLine: position, endLine: position })),
    }),
  ),
})

/** What a file measures is no finding. */
export function* cliItems(element: Element): Generator<Item> {
  const value = element.value as Record<string, unknown>
  if ('FileMetrics' in value) return
  if ('FileError' in value) {
    yield loss(element.where, 'the tool could not look at this file')
    return
  }
  const result = shaped(resultSchema, element)
  if (result.type === 'problem') yield result
  else if (result.value.Issue) yield issueOf(result.value.Issue, element.text)
  else if (result.value.DuplicationClone?.files.length)
    yield cloneOf(result.value.DuplicationClone, element.text)
  else yield loss(element.where, 'this result lacks its pattern or file and is left out')
}

type Result = z.output<typeof resultSchema>

function issueOf(issue: NonNullable<Result['Issue']>, raw: string): Observation {
  const { patternId, filename, message, level, category, location } = issue
  const at = location?.LineLocation ?? location?.FullLocation
  return observe({
    kind: 'code',
    rule: patternId.value,
    title: firstSentence(message?.text) ?? patternId.value,
    description: message?.text,
    severity: severityOfWord(level),
    toolSeverity: level,
    location: { path: relativePath(filename), line: at?.line, column: at?.column },
    tags: category ? [category] : [],
    raw,
  })
}

function cloneOf({ nrLines, files }: NonNullable<Result['DuplicationClone']>, raw: string): Observation {
  const [first, ...others] = files.map(({ filePath, startLine, endLine }) => ({
    path: relativePath(filePath),
    ...(startLine && { line: startLine }),
    ...(endLine && { endLine }),
  }))
  return observe({
    kind: 'code',
    rule: 'duplication',
    title: `${nrLines ?? 'Some'} lines stand here and ${others.length === 1 ? 'in another place' : `in ${others.length} other places`}`,
    severity: 'info',
    location: first,
    related: others,
    raw,
  })
}
