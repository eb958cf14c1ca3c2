import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { needed, shaped, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { secretInMatch } from '../values/secret-in-match.ts'

const RESULTS = '/results/*'

export const apkleaks = {
  id: 'apkleaks',
  name: 'APKLeaks',
  link: 'https://github.com/dwisiswant0/apkleaks#readme',
  extensions: ['.json'],
  kinds: ['secret', 'config'],
  howTo: 'apkleaks --file shop.apk --json --output apkleaks.json',
  detect,
  read,
} satisfies Format

const frameSchema = z.object({ package: z.string(), results: z.array(z.unknown()) })

const marks = z.object({ name: z.string(), matches: z.array(z.string()) })

function detect({ outline }: Sample): number {
  const frame = frameSchema.safeParse(outline)
  if (!frame.success) return 0
  const [first] = frame.data.results
  const isOne = fits(marks, first)
  return isOne ? 1 : first === undefined && Object.keys(Object(outline)).length === 2 ? 0.7 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: "APKLeaks' JSON",
    omit: [RESULTS],
    schema: frameSchema.extend({ package: text }),
  })
  yield { type: 'header', tool: 'APKLeaks', ...(frame.package && { target: frame.package }) }
  for await (const element of eachElement(input, context, [RESULTS])) {
    if (element.type === 'problem') yield element
    else yield* matchesOf(element, frame.package)
  }
}

const resultSchema = z.object({ name: needed, matches: texts })

/** What its patterns find besides secrets: addresses that the app talks to. */
const ADDRESSES = /^(?:LinkFinder|IP_Address|Mailto|.*_URL|Firebase|.*S3.*(?:Bucket|Endpoint).*)$/i

function* matchesOf(element: Element, app: string | undefined): Generator<Item> {
  const result = shaped(resultSchema, element)
  if (result.type === 'problem') {
    yield result
    return
  }
  const { name, matches } = result.value
  for (const match of new Set(matches))
    yield ADDRESSES.test(name) ? addressOf(name, match, app) : secretOf(name, match, app)
}

const placeOf = (name: string, match: string, app: string | undefined) => ({
  rule: name,
  resource: app ? { address: app, type: 'app' } : undefined,
  raw: JSON.stringify({ name, matches: [match] }),
})

function secretOf(name: string, match: string, app: string | undefined): Observation {
  return observe({
    kind: 'secret',
    title: name.replaceAll('_', ' '),
    severity: 'unknown',
    secret: secretInMatch(match),
    ...placeOf(name, match, app),
  })
}

function addressOf(name: string, match: string, app: string | undefined): Observation {
  const found = match.replace(/^["']|["']$/g, '')
  return observe({
    kind: 'config',
    title: `${name.replaceAll('_', ' ')}: ${found}`,
    severity: 'info',
    endpoint: /^https?:\/\//.test(found) ? { url: found } : undefined,
    ...placeOf(name, match, app),
    ...(app && { resource: { address: `${app}/${found}`, type: 'address' } }),
  })
}
