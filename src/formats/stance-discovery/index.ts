import type { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss, problem } from '../problem.ts'
import { findingItems } from '../stance-json/items.ts'
import { type Element, eachElement, wholeJson } from '../syntax/json.ts'
import { asText, isObject } from '../values/fields.ts'
import { shaped } from '../values/lenient.ts'
import { isoTime } from '../values/time.ts'
import { componentItem } from './component.ts'
import {
  aiNode,
  deployableNodes,
  endpointNodes,
  fieldNodes,
  infrastructureNode,
  linkItem,
  ownerItems,
  pipelineNodes,
  thirdPartyNode,
} from './nodes.ts'
import * as shape from './shape.ts'

export const stanceDiscovery = {
  id: 'stance-discovery',
  name: 'Stance discovery',
  link: 'docs/discovery.md',
  extensions: ['.json'],
  kinds: ['pipeline', 'dependency'],
  howTo: 'bin/stance discover . --dry-run --json > discovery.json',
  detect,
  read,
} satisfies Format

/** Name of the tool whose report a discovery is. */
const TOOL = 'Stance discovery'

/** What a discovery tells of, list by list. */
export const LISTS = [
  'deployables',
  'endpoints',
  'fields',
  'infrastructure',
  'pipelines',
  'owners',
  'policies',
  'thirdParties',
  'ai',
  'components',
  'dependencies',
  'links',
  'observations',
  'problems',
] as const
const PATTERNS = LISTS.map((name) => `/${name}/*`)

function detect({ outline }: Sample): number {
  return isObject(outline) && typeof outline.stanceDiscovery === 'number' ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { value, problems } = await wholeJson(input, context, PATTERNS)
  yield* problems
  const { where, at } = isObject(value) ? value : {}
  const known = isObject(where) ? where : {}
  const [producedAt, branch, revision] = [isoTime(at), asText(known.branch), asText(known.revision)]
  yield {
    type: 'header',
    tool: TOOL,
    ...(producedAt && { producedAt }),
    ...(branch && { branch }),
    ...(revision && { revision }),
  }
  if (!isObject(value) || !LISTS.some((name) => Array.isArray(value[name])))
    yield loss('', 'this discovery has none of its lists: nothing is known from it')
  for await (const element of eachElement(input, context, PATTERNS))
    if (element.type === 'problem') yield element
    else yield* itemsOf(element)
}

function itemsOf(element: Element): Item[] {
  switch (element.pattern) {
    case '/deployables/*':
      return entryOf(shape.deployable, element, deployableNodes)
    case '/endpoints/*':
      return entryOf(shape.endpoint, element, endpointNodes)
    case '/fields/*':
      return entryOf(shape.field, element, fieldNodes)
    case '/infrastructure/*':
      return entryOf(shape.infrastructure, element, (one) => [infrastructureNode(one) ?? unknown(element)])
    case '/pipelines/*':
      return entryOf(shape.pipeline, element, pipelineNodes)
    case '/owners/*':
      return entryOf(shape.owner, element, ownerItems)
    case '/policies/*':
      return entryOf(shape.policy, element, ({ text }) => [{ type: 'policy', text }])
    case '/thirdParties/*':
      return entryOf(shape.named, element, (one) => [thirdPartyNode(one)])
    case '/ai/*':
      return entryOf(shape.named, element, (one) => [aiNode(one)])
    case '/components/*':
      return entryOf(shape.component, element, (one) => [componentItem(one)])
    case '/dependencies/*':
      return entryOf(shape.dependency, element, (one) => [{ type: 'dependency', ...one }])
    case '/links/*':
      return entryOf(shape.link, element, (one) => [linkItem(one) ?? unknown(element)])
    case '/observations/*':
      return findingItems(asFinding(element))
    default:
      return entryOf(shape.problemEntry, element, (one) => [problem(one.where ?? '', one.message)])
  }
}

function entryOf<Schema extends z.ZodType>(
  schema: Schema,
  element: Element,
  items: (value: z.output<Schema>) => Item[],
): Item[] {
  const result = shaped(schema, element)
  return result.type === 'problem' ? [result] : items(result.value)
}

const unknown = ({ where }: Element): Item =>
  problem(where, 'its kind is none that the estate has: it is left out')

/** An observation as Stance's own JSON says findings: only the name of the CWE list differs. */
const asFinding = (element: Element): Element =>
  isObject(element.value) ? { ...element, value: { ...element.value, cwe: element.value.cwes } } : element
