import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { problem } from '../problem.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { anything, label, needed, shaped } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import {
  ossIndexComponent,
  ossIndexObservation,
  ossIndexPackage,
  ossIndexVulnerability,
} from '../values/oss-index.ts'
import { fits } from '../values/read-schema.ts'

const AUDITED = '/audited/*'
/** The audited packages that have vulnerabilities, once more. */
const VULNERABLE = '/vulnerable/*'
const INVALID = '/invalid/*'

export const nancy = {
  id: 'nancy',
  name: 'Nancy',
  link: 'https://github.com/sonatype-nexus-community/nancy',
  extensions: ['.json'],
  kinds: ['dependency', 'malware', 'container'],
  howTo: 'go list -json -deps ./... | nancy sleuth --output json > nancy.json',
  detect,
  read,
} satisfies Format

const list = z.array(z.unknown()).nullable()
const report = z.object({ num_audited: z.number(), num_vulnerable: z.number() })
const lists = z.object({ audited: z.tuple([z.object({ Coordinates: z.string() })], z.unknown()) })
const componentSchema = z.object({
  Coordinates: needed,
  Vulnerabilities: z.array(anything).nullish(),
})

function detect({ outline }: Sample): number {
  return fits(report, outline) || fits(lists, outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: 'Nancy JSON',
    omit: [AUDITED, VULNERABLE, INVALID],
    schema: z.union([
      z.object({ audited: list, version: label }),
      z.object({ vulnerable: list, num_audited: z.number(), version: label }),
    ]),
  })
  yield withoutGaps({ type: 'header' as const, tool: 'Nancy', toolVersion: frame.version })
  let hasAudited = false
  for await (const element of eachElement(input, context, [AUDITED, VULNERABLE, INVALID])) {
    if (element.type === 'problem') yield element
    else if (element.pattern === INVALID) yield* invalidOf(element)
    else if (element.pattern === AUDITED || !hasAudited) yield* itemsOf(element)
    hasAudited ||= element.type === 'element' && element.pattern === AUDITED
  }
}

function* itemsOf(element: Element): Generator<Item> {
  const component = shaped(componentSchema, element)
  if (component.type === 'problem') {
    yield component
    return
  }
  const { Coordinates: coordinates, Vulnerabilities: vulnerabilities } = component.value
  yield ossIndexComponent(coordinates)
  for (const [index, value] of (vulnerabilities ?? []).entries()) {
    const found = shaped(ossIndexVulnerability, { where: `${element.where}/Vulnerabilities/${index}`, value })
    const raw = JSON.stringify({ ...(element.value as object), Vulnerabilities: [value] })
    const isExcluded = (value as { Excluded?: unknown } | null)?.Excluded === true
    yield found.type === 'problem'
      ? found
      : ossIndexObservation(found.value, ossIndexPackage(coordinates), raw, {
          ...(isExcluded && { verdict: { state: 'accepted', source: 'nancy-exclusion' } }),
        })
  }
}

function* invalidOf(element: Element): Generator<Item> {
  const component = shaped(componentSchema, element)
  if (component.type === 'problem') {
    yield component
    return
  }
  const { Coordinates: coordinates } = component.value
  yield ossIndexComponent(coordinates)
  yield problem(element.where, `Nancy could not check ${coordinates}: its version is not semantic`)
}
