import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { keyAt } from '../syntax/json-paths.ts'
import { flag, needed, position, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'

const RESULTS = '/results/*/*'

export const detectSecrets = {
  id: 'detect-secrets',
  name: 'detect-secrets',
  link: 'https://github.com/Yelp/detect-secrets#readme',
  extensions: ['.json', '.baseline'],
  kinds: ['secret'],
  howTo: 'detect-secrets scan > .secrets.baseline',
  detect,
  read,
} satisfies Format

const known = z.object({
  plugins_used: z.array(z.unknown()),
  results: z.record(z.string(), z.array(z.unknown())),
})

function detect({ outline }: Sample): number {
  return fits(known, outline) ? 1 : 0
}

const secretSchema = z.object({
  type: needed,
  filename: text,
  /** SHA-1 of the secret. */
  hashed_secret: text,
  is_verified: flag,
  /** What a person said at `detect-secrets audit`. */
  is_secret: flag,
  line_number: position,
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { version, generated_at } = await jsonFrame(input, context, {
    name: 'a detect-secrets baseline',
    omit: [RESULTS],
    schema: z.object({ results: z.record(z.string(), z.unknown()), version: text, generated_at: text }),
  })
  const producedAt = isoTime(generated_at)
  yield {
    type: 'header',
    tool: 'detect-secrets',
    ...(version && { toolVersion: version }),
    ...(producedAt && { producedAt }),
  }
  for await (const element of eachElement(input, context, [RESULTS])) {
    const result = element.type === 'problem' ? element : shaped(secretSchema, element)
    yield result.type === 'problem' ? result : observationOf(result.value, element as Element)
  }
}

/** The tool rates nothing and never prints the secret. */
function observationOf(found: z.output<typeof secretSchema>, element: Element): Observation {
  const file = found.filename ?? keyAt(element.holder.slice(0, -1))
  return observe({
    kind: 'secret',
    rule: found.type,
    title: found.type,
    severity: 'unknown',
    confidence: found.is_verified ? 'high' : undefined,
    location: file === '' ? undefined : { path: relativePath(file), line: found.line_number },
    fingerprints: found.hashed_secret ? { 'detect-secrets': found.hashed_secret } : undefined,
    verdict:
      found.is_secret === undefined
        ? undefined
        : { state: found.is_secret ? 'open' : 'false_positive', source: 'detect-secrets-audit' },
    tags: found.is_verified ? ['verified'] : [],
    raw: element.text,
  })
}
