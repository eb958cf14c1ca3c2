import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { needed, position, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'

const PROBLEMS = '/*/*'

import { fits } from '../values/read-schema.ts'

export const puppetLint = {
  id: 'puppet-lint',
  name: 'puppet-lint',
  link: 'https://puppetlabs.github.io/puppet-lint/',
  extensions: ['.json'],
  kinds: ['config'],
  howTo: 'puppet-lint --json manifests > puppet-lint.json',
  detect,
  read,
} satisfies Format

const mark = z.object({ check: z.string(), kind: z.string(), message: z.string(), line: z.number() })
const outline = z.tuple([z.tuple([mark], z.unknown())], z.unknown())

function detect(sample: Sample): number {
  return fits(outline, sample.outline) ? 1 : 0
}

const problemSchema = z.object({
  check: needed,
  kind: text,
  message: text,
  path: text,
  fullpath: text,
  line: position,
  column: position,
  /** What a comment says in whose manifest the check is switched off there. */
  reason: text,
  help_uri: text,
})

/** A list of problems for each file. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: 'puppet-lint JSON',
    omit: [PROBLEMS],
    schema: z.array(z.unknown()),
  })
  yield { type: 'header', tool: 'puppet-lint' }
  for (const [index, file] of frame.entries())
    if (!Array.isArray(file)) yield loss(`/${index}`, 'this is not the list of problems of a file')
  yield* shapedItems(eachElement(input, context, [PROBLEMS]), problemSchema, (found, { text: raw }) =>
    observationOf(found, raw),
  )
}

function observationOf(found: z.output<typeof problemSchema>, raw: string): Observation {
  const { check, kind, message, line, column, reason } = found
  const path = relativePath(found.path ?? found.fullpath ?? '')
  return observe({
    kind: 'config',
    rule: check,
    title: message ?? check,
    description: message,
    severity: severityOfWord(kind),
    toolSeverity: kind,
    location: path === '' ? undefined : { path, line, column },
    references: found.help_uri ? [found.help_uri] : [],
    verdict:
      kind === 'ignored'
        ? { state: 'accepted', ...(reason && { reason }), source: 'puppet-lint-comment' }
        : undefined,
    raw,
  })
}
