import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { secretHider } from '../hide-secrets.ts'
import { loss } from '../problem.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { asList, isObject } from '../values/fields.ts'
import { anything, text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { itemsOfFile, type Place, secretsInFile } from './file.ts'

const FILES = '/entities_with_incidents/*'
const SCANS = '/scans/*'
const ERRORS = '/errors/*'

export const ggshield = {
  id: 'ggshield',
  name: 'ggshield (GitGuardian)',
  link: 'https://docs.gitguardian.com/ggshield-docs/reference/secret/overview',
  extensions: ['.json'],
  kinds: ['secret'],
  howTo: 'ggshield secret scan path --recursive . --json > ggshield.json',
  detect,
  read,
} satisfies Format

const marks = z.union([
  z.object({ total_incidents: z.number(), total_occurrences: z.number(), type: z.string() }),
  z.object({
    entities_with_incidents: z.tuple(
      [z.object({ filename: z.string(), incidents: z.array(z.unknown()) })],
      z.unknown(),
    ),
  }),
])

function detect({ outline }: Sample): number {
  return fits(marks, outline) ? 1 : 0
}

const frameSchema = z
  .object({
    id: text,
    type: text,
    secrets_engine_version: text,
    total_incidents: z.number().optional(),
    entities_with_incidents: anything,
    scans: anything,
  })
  .refine((frame) => frame.total_incidents !== undefined || Array.isArray(frame.entities_with_incidents), {
    path: ['total_incidents'],
  })

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: 'ggshield JSON',
    omit: [FILES, SCANS, ERRORS],
    schema: frameSchema,
  })
  yield withoutGaps({
    type: 'header' as const,
    tool: 'ggshield',
    toolVersion: frame.secrets_engine_version,
    target: frame.id,
  })
  const hide = secretHider(await secretsOf(input, context))
  for await (const element of eachElement(input, context, [FILES, SCANS, ERRORS]))
    for (const item of element.type === 'problem' ? [element] : itemsOf(element))
      yield item.type === 'observation' ? hide(item) : item
}

function* itemsOf(element: Element): Generator<Item> {
  for (const place of placesIn(element)) {
    if (place.failed)
      yield loss(place.where, 'ggshield could not scan a part of what it was given: it may hold more')
    else yield* itemsOfFile(place)
  }
}

/** Two secrets may stand in one file, whose element holds both. */
async function secretsOf(input: Input, context: ReadContext): Promise<Set<string>> {
  const secrets = new Set<string>()
  for await (const element of eachElement(input, context, [FILES, SCANS]))
    if (element.type !== 'problem')
      for (const place of placesIn(element))
        for (const secret of secretsInFile(place.value)) secrets.add(secret)
  return secrets
}

/** The files of an element; a scan of commits or layers has scans of its own. */
function* placesIn({
  pattern,
  value,
  where,
}: Pick<Element, 'pattern' | 'value' | 'where'>): Generator<Place> {
  if (pattern !== SCANS) {
    yield { value, where, failed: pattern === ERRORS }
    return
  }
  if (!isObject(value)) {
    yield { value, where, failed: true }
    return
  }
  for (const [name, inner] of [
    ['entities_with_incidents', FILES],
    ['errors', ERRORS],
    ['scans', SCANS],
  ] as const)
    for (const [index, item] of asList(value[name]).entries())
      for (const place of placesIn({ pattern: inner, value: item, where: `${where}/${name}/${index}` }))
        yield { scan: value, ...place }
}
