import { z } from 'zod'
import type { AssetClaim } from '../../model/asset.ts'
import type { Format, Input, Item, Problem, ReadContext, Sample } from '../contract.ts'
import { loss, problem } from '../problem.ts'
import { eachRow } from '../syntax/csv.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { eachListed, firstListed } from '../syntax/json-list.ts'
import { eachOnce } from '../values/claims.ts'
import { isObject, type Json, ownIn } from '../values/fields.ts'
import { shaped } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { alertObservation, alertSchema } from './alert.ts'
import { recommendationItems, recommendationOfRow, recommendationSchema } from './recommendation.ts'
import { vulnerabilityItems, vulnerabilitySchema } from './vulnerability.ts'

/** The API writes the first, `az graph query` the second; other commands of `az` an array. */
const MEMBERS = ['/value/*', '/data/*']

export const azureDefender = {
  id: 'azure-defender',
  name: 'Microsoft Defender for Cloud',
  link: 'https://learn.microsoft.com/en-us/rest/api/defenderforcloud/',
  extensions: ['.json', '.csv'],
  kinds: ['cloud', 'container', 'dependency', 'config', 'runtime'],
  howTo:
    'az graph query -q "securityresources | where type has \'assessments\'" --first 1000 > defender.json',
  detect,
  read,
} satisfies Format

const known = z.object({
  id: z.string(),
  type: z.string().regex(/^microsoft\.security\/(?:assessments|locations\/alerts|alerts)/i),
})
const COLUMNS = ['recommendationName', 'recommendationDisplayName', 'resourceId', 'severity', 'state']

function detect({ outline, columns }: Sample): number {
  if (columns) return COLUMNS.every((name) => columns.includes(name)) ? 1 : 0
  return fits(known, firstListed(outline, MEMBERS)) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'Microsoft Defender for Cloud' }
  const once = eachOnce()
  for await (const item of itemsIn(input, context))
    if (item.type === 'asset') yield* once([item as AssetClaim])
    else yield item
}

async function* itemsIn(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const first = await firstCharacter(input)
  if (first !== '{' && first !== '[') {
    for await (const entry of eachRow(input, context)) {
      const found = entry.type === 'row' ? recommendationOfRow(entry.row) : undefined
      if (entry.type === 'problem') yield entry
      else if (found) yield* recommendationItems(found, entry.text)
      else yield loss(entry.where, 'this row has no recommendation and is left out')
    }
    return
  }
  for await (const element of eachListed(input, context, {
    name: 'an export of Microsoft Defender for Cloud',
    members: MEMBERS,
    next: ['nextLink', 'skip_token', '$skipToken'],
    isElement: (value) => fits(known, value),
  })) {
    if (element.type === 'problem') yield element
    else yield* elementItems(element.where, element.value, element.text)
  }
}

function* elementItems(where: string, value: unknown, raw: string): Generator<Item> {
  const type = isObject(value) ? String(ownIn(value, 'type') ?? '').toLowerCase() : ''
  const flat = { where, value: flattened(value) }
  const schema: { [end: string]: () => Generator<Item> } = {
    'assessments/subassessments': () => using(shaped(vulnerabilitySchema, flat), vulnerabilityItems, raw),
    alerts: () => using(shaped(alertSchema, flat), alertObservation, raw),
    assessments: () => using(shaped(recommendationSchema, flat), recommendationItems, raw),
  }
  const end = Object.keys(schema).find((one) => type.endsWith(`/${one}`))
  if (end) yield* (schema[end] as () => Generator<Item>)()
  else if (type === '') yield loss(where, 'this is nothing of Defender for Cloud and is left out')
  else yield problem(where, `a ${type.slice(0, 100)} is no finding and is not read`)
}

function* using<T>(
  found: { type: 'shaped'; value: T } | Problem,
  itemsOf: (value: T, raw: string) => Iterable<Item>,
  raw: string,
): Generator<Item> {
  if (found.type === 'problem') yield found
  else yield* itemsOf(found.value, raw)
}

/** The API keeps an element's own fields among its properties, the command line beside its id. */
function flattened(value: unknown): unknown {
  if (!isObject(value)) return value
  const properties = ownIn(value, 'properties')
  return isObject(properties)
    ? ({ ...properties, key: value.name, elementId: value.id } as Json)
    : { ...value, key: value.name, elementId: value.id }
}
