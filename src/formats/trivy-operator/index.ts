import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { fits } from '../values/read-schema.ts'
import { metricItems } from './metric.ts'
import { objectItems } from './object.ts'

export const trivyOperator = {
  id: 'trivy-operator',
  name: 'Trivy Operator',
  link: 'https://aquasecurity.github.io/trivy-operator/latest/docs/crds/',
  extensions: ['.json'],
  kinds: ['container', 'dependency', 'malware', 'config', 'secret'],
  howTo: 'kubectl get vulnerabilityreports,configauditreports --all-namespaces --output json > reports.json',
  detect,
  read,
} satisfies Format

const GROUP = 'aquasecurity.github.io'

/** One of the operator's objects, by its group; but not one of its settings. */
const object = z.object({
  apiVersion: z.string().startsWith(`${GROUP}/`),
  kind: z.string().endsWith('Report'),
})
const metric = z.object({ metric: z.object({ __name__: z.string().startsWith('trivy_') }) })

const SHAPES = {
  object,
  array: z.tuple([object], z.unknown()),
  list: z.object({ kind: z.string().endsWith('List'), items: z.tuple([object], z.unknown()) }),
  lists: z
    .record(z.string().endsWith(`.${GROUP}`), z.unknown())
    .refine((value) => Object.keys(value).length > 0),
  metrics: z.object({ data: z.object({ result: z.tuple([metric], z.unknown()) }) }),
}

function detect({ outline }: Sample): number {
  return Object.values(SHAPES).some((shape) => fits(shape, outline)) ? 1 : 0
}

/** Where the objects are: one alone, an array, a list of `kubectl`, lists by their resource, and what Prometheus answers of them. */
const PATTERNS = { array: '/*', list: '/items/*', lists: '/*/*', metrics: '/data/result/*', object: '' }
/** What an object lists, behind all that it says of itself. */
const FOUND = ['/report/vulnerabilities/*', '/report/checks/*', '/report/secrets/*']

const frameSchema = z.union([
  z.array(z.unknown()).transform(() => 'array' as const),
  z.object({ kind: z.string(), items: z.array(z.unknown()) }).transform(() => 'list' as const),
  object.transform(() => 'object' as const),
  z.object({ data: z.object({ result: z.array(z.unknown()) }) }).transform(() => 'metrics' as const),
  z.record(z.string().endsWith(`.${GROUP}`), z.array(z.unknown())).transform(() => 'lists' as const),
])

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const shape = await jsonFrame(input, context, {
    name: "Trivy Operator's reports",
    omit: ['/items/*', '/data/result/*', '/report', '/status', '/spec'],
    schema: frameSchema,
  })
  let begun = false
  const pattern = PATTERNS[shape]
  const inner = FOUND.map((found) => pattern + found)
  for await (const element of eachElement(input, context, [pattern], { inner })) {
    if (element.type === 'problem') yield element
    else
      for await (const item of shape === 'metrics' ? metricItems(element) : objectItems(element, context)) {
        if (!begun && item.type === 'observation') yield { type: 'header', tool: 'Trivy' }
        begun ||= item.type === 'header'
        yield item
      }
  }
  if (!begun) yield { type: 'header', tool: 'Trivy' }
}
