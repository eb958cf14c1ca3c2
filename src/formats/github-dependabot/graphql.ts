import { z } from 'zod'
import type { Input, Item, ReadContext } from '../contract.ts'
import { Headers } from '../github-code-scanning/alerts.ts'
import { loss } from '../problem.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { asObject, asText, isObject } from '../values/fields.ts'
import { shaped } from '../values/lenient.ts'
import { graphqlSchema } from './alert.ts'
import { observationOf } from './observation.ts'

/** Ways from the answer's root to the objects that have alerts: a repository, or those of an owner or a search. */
const HOLDERS = [
  ...[
    '/*',
    '/*/nodes/*',
    '/*/edges/*/node',
    '/*/search/nodes/*',
    '/*/repositories/nodes/*',
    '/*/repositories/edges/*/node',
  ],
  ...['/*/organization/repositories/nodes/*', '/*/organizations/nodes/*/repositories/nodes/*'],
].map((way) => `/data${way}/vulnerabilityAlerts`)

const ALERTS = HOLDERS.flatMap((holder) => [`${holder}/nodes/*`, `${holder}/edges/*/node`])

/** Whether an outline has alerts anywhere in its answer, found or empty. */
export const hasAlerts = (outline: unknown): boolean => findsAlerts(asObject(outline)?.data, 0)

const DEEPEST = 10

function findsAlerts(value: unknown, depth: number): boolean {
  if (depth > DEEPEST) return false
  if (Array.isArray(value)) return value.some((item) => findsAlerts(item, depth + 1))
  if (!isObject(value)) return false
  const alerts = asObject(value.vulnerabilityAlerts)
  if (Array.isArray(alerts?.nodes) || Array.isArray(alerts?.edges)) return true
  return Object.values(value).some((item) => findsAlerts(item, depth + 1))
}

export async function* readGraphql(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: 'an answer of the GraphQL API',
    omit: ALERTS,
    schema: z
      .object({ data: z.object({}).loose(), errors: z.array(z.unknown()).optional() })
      .refine(hasAlerts, { path: ['data.….vulnerabilityAlerts'] }),
  })
  const headers = new Headers()
  let begun = false
  for await (const element of eachElement(input, context, ALERTS)) {
    const alert = element.type === 'problem' ? element : shaped(graphqlSchema, element)
    if (alert.type === 'problem' || element.type === 'problem') {
      if (alert.type === 'problem') yield alert
      continue
    }
    const target = repositoryAt(frame, element.where)
    const header = headers.next({ tool: 'Dependabot', ...(target && { target }) })
    if (header) yield header
    begun = true
    yield observationOf(alert.value, element.text)
  }
  if (!begun) yield { type: 'header', tool: 'Dependabot' }
  for (const index of (frame.errors ?? []).keys())
    yield loss(`/errors/${index}`, 'the API reports an error: part of the answer is missing')
}

/** The name of the nearest object around an alert that has one. */
function repositoryAt(frame: unknown, where: string): string | undefined {
  let name: string | undefined
  let at: unknown = frame
  for (const step of where.split('/').slice(1)) {
    if (step === 'vulnerabilityAlerts') break
    at = Array.isArray(at) ? at[Number(step)] : isObject(at) && Object.hasOwn(at, step) ? at[step] : undefined
    const holder = asObject(at)
    const url = asText(holder?.url)
    name =
      asText(holder?.nameWithOwner) ??
      (url && /^https?:\/\/[^/]+\/([^/]+\/[^/]+)$/.exec(url)?.[1]) ??
      asText(holder?.name) ??
      name
  }
  return name
}
