import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachListed } from '../syntax/json-list.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { issueSchema, observationOf } from './observation.ts'

export const codeClimate = {
  id: 'code-climate',
  name: 'Code Climate and GitLab Code Quality',
  link: 'https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format',
  extensions: ['.json'],
  kinds: ['code', 'config'],
  howTo: 'ruff check --output-format gitlab > gl-code-quality-report.json',
  detect,
  read,
} satisfies Format

const mark = z.object({
  check_name: z.string().optional(),
  description: z.string(),
  location: z.union([
    z.object({ path: z.string(), lines: z.object({ begin: z.number() }) }),
    z.object({ path: z.string(), positions: z.object({ begin: z.object({ line: z.number() }) }) }),
  ]),
})
const kinship = z.union([
  z.object({ fingerprint: z.string() }),
  z.object({ check_name: z.string(), categories: z.array(z.string()) }),
])

function detect({ outline }: Sample): number {
  const first = Array.isArray(outline) ? outline[0] : outline
  return fits(mark, first) && fits(kinship, first) ? 0.9 : 0
}

/** A list, or one issue after another; the engines of Code Climate write measurements between them, which are no findings. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header' }
  const list = { name: 'a list of Code Climate issues', members: ['/issues/*'], isElement: isIssue }
  const issues = withoutMeasurements(eachListed(withoutNul(input), context, list))
  yield* shapedItems(issues, issueSchema, observationOf)
}

/** Engines end each issue with NUL, which stands nowhere within JSON. */
const withoutNul = (input: Input): Input => ({
  async *open() {
    for await (const chunk of input.open())
      yield chunk.includes(0) ? chunk.map((byte) => (byte === 0 ? 0x0a : byte)) : chunk
  },
})

const isIssue = (value: object): boolean => fits(mark, value)

const measurement = z.object({ type: z.literal('measurement') })

async function* withoutMeasurements<T extends { type: string; value?: unknown }>(
  elements: AsyncIterable<T>,
): AsyncGenerator<T> {
  for await (const element of elements) if (!readBy(measurement, element.value)) yield element
}
