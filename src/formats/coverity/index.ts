import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss, problem } from '../problem.ts'
import { sampleOf } from '../sample.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { number, text, texts } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { issueSchema, observationOf } from './observation.ts'
import { rowObservation, rowSchema } from './view-row.ts'

const ISSUES = '/issues/*'
/** What Coverity Connect answers to the question for a view. */
const ROWS = '/viewContentsV1/rows/*'

export const coverity = {
  id: 'coverity',
  name: 'Coverity',
  link: 'https://documentation.blackduck.com/bundle/coverity-docs/page/commands/topics/cov-format-errors.html',
  extensions: ['.json'],
  kinds: ['code', 'config'],
  howTo: 'cov-format-errors --dir idir --json-output-v10 coverity.json',
  detect,
  read,
} satisfies Format

const outline = z.union([
  z.object({ type: z.literal('Coverity issues'), issues: z.array(z.unknown()) }),
  z.object({
    viewContentsV1: z.object({
      rows: z.array(z.object({ cid: z.number() })),
      columns: z.array(z.object({ name: z.string() })),
    }),
  }),
  z.object({ issues: z.tuple([z.object({ mergeKey: z.string(), checkerName: z.string() })], z.unknown()) }),
])

function detect(sample: Sample): number {
  return fits(outline, sample.outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { outline } = await sampleOf(input)
  if (Object.hasOwn(Object(outline), 'viewContentsV1')) {
    yield* readView(input, context)
    return
  }
  const frame = await jsonFrame(input, context, {
    name: 'Coverity JSON',
    omit: [ISSUES],
    schema: z.object({ issues: z.array(z.unknown()), error: text, warnings: texts }),
  })
  yield { type: 'header', tool: 'Coverity' }
  yield* shapedItems(eachElement(input, context, [ISSUES]), issueSchema, (issue, { text }) =>
    observationOf(issue, text),
  )
  if (frame.error) yield loss('/error', 'the analysis ended with an error: issues may be missing')
  for (const index of frame.warnings.keys())
    yield problem(`/warnings/${index}`, 'the analysis gave a warning')
}

async function* readView(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { viewContentsV1: view } = await jsonFrame(input, context, {
    name: "a view of Coverity Connect's",
    omit: [ROWS],
    schema: z.object({ viewContentsV1: z.object({ rows: z.array(z.unknown()), totalRows: number }) }),
  })
  yield { type: 'header', tool: 'Coverity' }
  let rows = 0
  for await (const item of shapedItems(eachElement(input, context, [ROWS]), rowSchema, rowObservation)) {
    rows++
    yield item
  }
  if (view.totalRows !== undefined && view.totalRows > rows)
    yield loss(
      '/viewContentsV1/totalRows',
      `the view has ${view.totalRows} rows and this file ${rows}: send the others with it`,
    )
}
