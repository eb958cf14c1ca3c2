import { z } from 'zod'
import type { Format, Input, Item, Problem, ReadContext, Sample } from '../contract.ts'
import { secretHider, secretsIn } from '../hide-secrets.ts'
import { hasColumns } from '../syntax/csv-report.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { fits } from '../values/read-schema.ts'
import { leakOf } from './leak.ts'
import { observationOf, secretOf } from './observation.ts'
import { COLUMNS, eachCsvLeak, eachJunitLeak, JUNIT } from './other-shapes.ts'

export const gitleaks = {
  id: 'gitleaks',
  name: 'Gitleaks',
  link: 'https://github.com/gitleaks/gitleaks#reporting',
  extensions: ['.json', '.csv', '.xml'],
  kinds: ['secret'],
  howTo: 'gitleaks git . --report-format json --report-path gitleaks.json',
  detect,
  read,
} satisfies Format

const isLeak = z.union([
  z.object({ RuleID: z.string(), Secret: z.string(), File: z.string() }),
  z.object({ rule: z.string(), offender: z.string(), file: z.string() }),
])

/** A report without leaks is `[]`, which many tools write: only a person can say that it is this one's. */
function detect(sample: Sample): number {
  if (sample.root) return JUNIT.test(sample.head) ? 1 : 0
  if (sample.syntax === 'csv') return hasColumns(sample.columns, COLUMNS) ? 1 : 0
  if (!Array.isArray(sample.outline)) return 0
  return sample.outline.length === 0 ? 0.3 : fits(isLeak, sample.outline[0]) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const first = await firstCharacter(input)
  const isTable = first !== '' && first !== '[' && first !== '{'
  const eachLeak = first === '<' ? eachJunitLeak : isTable ? eachCsvLeak : eachJsonLeak
  const hide = secretHider(await secretsIn(eachLeak(input, context), secretsOf))
  yield { type: 'header', tool: 'Gitleaks' }
  for await (const element of eachLeak(input, context)) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    const leak = leakOf(element)
    yield leak.type === 'problem' ? leak : hide(observationOf(leak, element))
  }
}

async function* eachJsonLeak(input: Input, context: ReadContext): AsyncGenerator<Element | Problem> {
  await jsonFrame(input, context, { name: 'Gitleaks JSON', omit: ['/*'], schema: z.array(z.unknown()) })
  yield* eachElement(input, context, ['/*'])
}

/** Two leaks may stand on one line, which both print. */
function secretsOf(element: Element): (string | undefined)[] {
  const leak = leakOf(element)
  return leak.type === 'problem' ? [] : [secretOf(leak)]
}
