import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import type { Format, Input, Item, Problem, ReadContext, Sample } from '../contract.ts'
import { secretHider, secretsIn } from '../hide-secrets.ts'
import { problem } from '../problem.ts'
import { sampleOf } from '../sample.ts'
import { hasColumns } from '../syntax/csv-report.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { shaped, text } from '../values/lenient.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { eachShownResult, isForPeople } from './for-people.ts'
import { observationOf, passwordOf, resultSchema } from './observation.ts'
import { COLUMNS, eachCsvResult, eachXmlResult } from './other-shapes.ts'

const RESULTS = '/results/*'
/** Most reports have few: the others need not be parsed twice. */
const OF_PASSWORDS = /"B10[567]"/
const ERRORS = '/errors/*'

export const bandit = {
  id: 'bandit',
  name: 'Bandit',
  link: 'https://bandit.readthedocs.io/en/latest/formatters/json.html',
  extensions: ['.json', '.csv', '.xml', '.yaml', '.html', '.txt'],
  kinds: ['code', 'secret'],
  howTo: 'bandit --recursive . --format json --output bandit.json',
  detect,
  read,
} satisfies Format

const withResults = z.object({
  results: z.tuple([z.object({ test_id: z.string(), issue_severity: z.string() })], z.unknown()),
})
const withoutResults = z.object({ results: z.tuple([]), metrics: z.object({}), generated_at: z.string() })

/** Its XML looks like that of tests, whose readers know nothing of severities and weaknesses. */
const XML = /<testsuite\s+name="bandit"/

function detect(sample: Sample): number {
  if (isForPeople(sample.head)) return 1
  if (sample.root) return XML.test(sample.head) ? 1 : 0
  if (sample.syntax === 'csv') return hasColumns(sample.columns, COLUMNS) ? 1 : 0
  if (fits(withResults, sample.outline)) return 1
  return fits(withoutResults, sample.outline) ? 0.95 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const first = await firstCharacter(input)
  if (first === '{') yield* readJson(input, context)
  else if (isForPeople((await sampleOf(input)).head)) yield* readShape(() => eachShownResult(input, context))
  else if (first === '<') yield* readShape(() => eachXmlResult(input, context))
  else yield* readShape(() => eachCsvResult(input, context))
}

/** Whatever the shape, the results have the same fields. */
async function* readShape(results: () => AsyncIterable<Element | Problem>): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'Bandit' }
  const hide = secretHider(await secretsIn(results(), secretsOf))
  for await (const item of shapedItems(results(), resultSchema, observationOf))
    yield item.type === 'observation' ? hide(item) : item
}

async function* readJson(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: 'Bandit JSON',
    omit: [RESULTS, ERRORS, '/metrics'],
    schema: z.object({ results: z.array(z.unknown()), generated_at: text }),
  })
  const producedAt = isoTime(frame.generated_at)
  yield { type: 'header', tool: 'Bandit', ...(producedAt && { producedAt }) }
  const hide = secretHider(
    await secretsIn(eachElement(input, context, [RESULTS], { only: OF_PASSWORDS }), secretsOf),
  )
  for await (const element of eachElement(input, context, [RESULTS, ERRORS])) {
    if (element.type === 'problem') yield element
    else if (element.pattern === ERRORS) yield skippedFile(element)
    else yield resultItem(element, hide)
  }
}

function resultItem(element: Element, hide: (observation: Observation) => Observation): Item {
  const result = shaped(resultSchema, element)
  return result.type === 'problem' ? result : hide(observationOf(result.value, element))
}

/** Every result prints the lines around it, which may hold the password of another. */
function secretsOf({ value }: Element): (string | undefined)[] {
  const result = resultSchema.safeParse(value)
  return result.success ? [passwordOf(result.data)] : []
}

const skippedSchema = z.object({ filename: text, reason: text })

function skippedFile(element: Element): Problem {
  const { filename, reason } = readBy(skippedSchema, element.value) ?? {}
  const why = reason ? ` (${reason.slice(0, 100)})` : ''
  return problem(element.where, `Bandit skipped ${filename ?? 'a file'}${why}: it may hold more`)
}
