import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { cwesOf } from '../values/cwe.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { listOf, needed, number, part, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'

const DIAGNOSTICS = '/Diagnostics/*'

import { fits } from '../values/read-schema.ts'

export const clangTidy = {
  id: 'clang-tidy',
  name: 'Clang-Tidy fixes',
  link: 'https://clang.llvm.org/extra/clang-tidy/#using-clang-tidy',
  extensions: ['.yaml', '.json'],
  kinds: ['code'],
  howTo: 'clang-tidy --export-fixes=clang-tidy.yaml till.c --',
  detect,
  read,
} satisfies Format

const outline = z.object({
  MainSourceFile: z.string(),
  Diagnostics: z.tuple([z.object({ DiagnosticName: z.string() })], z.unknown()),
})

function detect(sample: Sample): number {
  return fits(outline, sample.outline) ? 1 : 0
}

const spot = z.object({
  Message: text,
  FilePath: text,
  FileOffset: number,
  Replacements: listOf(z.object({})),
})

/** Until version 8 the message's fields stand beside its name. */
const diagnosticSchema = z.object({
  DiagnosticName: needed,
  DiagnosticMessage: part(spot),
  ...spot.shape,
  Level: text,
  Notes: listOf(spot),
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, {
    name: "Clang-Tidy's fixes",
    omit: [DIAGNOSTICS],
    schema: z.object({ MainSourceFile: z.string(), Diagnostics: z.array(z.unknown()) }),
  })
  yield { type: 'header', tool: 'Clang-Tidy' }
  yield* shapedItems(eachElement(input, context, [DIAGNOSTICS]), diagnosticSchema, (found, { text: raw }) =>
    observationOf(found, raw),
  )
}

/** Places are bytes from the file's beginning: without the file they are no lines. */
const at = (offset: number | undefined): string | undefined =>
  offset === undefined ? undefined : `byte ${offset} of the file`

function observationOf(found: z.output<typeof diagnosticSchema>, raw: string): Observation {
  const { DiagnosticName: rule, Level, Notes } = found
  const said = found.DiagnosticMessage ?? found
  const path = relativePath(said.FilePath ?? '')
  return observe({
    kind: 'code',
    rule,
    title: firstSentence(said.Message) ?? rule,
    description: said.Message,
    severity: severityOfWord(Level),
    toolSeverity: Level,
    cwes: cwesOf(...(said.Message?.match(/CWE-\d+/g) ?? [])),
    location: path === '' ? undefined : { path, message: at(said.FileOffset) },
    related: Notes.flatMap((note) =>
      note.FilePath ? [{ path: relativePath(note.FilePath), message: note.Message }] : [],
    ),
    remediation: said.Replacements.length > 0 ? 'clang-tidy --fix can fix this' : undefined,
    raw,
  })
}
