import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { secretHider, secretsIn } from '../hide-secrets.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { leakOf } from './leak.ts'
import { observationOf, secretOf } from './observation.ts'

export const gitleaks = {
  id: 'gitleaks',
  name: 'Gitleaks',
  link: 'https://github.com/gitleaks/gitleaks#reporting',
  extensions: ['.json'],
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
  if (!Array.isArray(sample.outline)) return 0
  return sample.outline.length === 0 ? 0.3 : isLeak.safeParse(sample.outline[0]).success ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, { name: 'Gitleaks JSON', omit: ['/*'], schema: z.array(z.unknown()) })
  yield { type: 'header', tool: 'Gitleaks' }
  const hide = secretHider(await secretsIn(eachElement(input, context, ['/*']), secretsOf))
  for await (const element of eachElement(input, context, ['/*'])) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    const leak = leakOf(element)
    yield leak.type === 'problem' ? leak : hide(observationOf(leak, element))
  }
}

/** Two leaks may stand on one line, which both print. */
function secretsOf(element: Element): (string | undefined)[] {
  const leak = leakOf(element)
  return leak.type === 'problem' ? [] : [secretOf(leak)]
}
