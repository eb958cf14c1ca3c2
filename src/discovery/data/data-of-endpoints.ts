import type { DataClass } from '../../model/application.ts'
import type { DataField, Endpoint, Link } from '../contract.ts'
import { endpointName } from '../endpoint-name.ts'
import { classifyFields } from './classify/classify-fields.ts'
import { normalName } from './normal-name.ts'

// What only reads; every other method may write.
const READS = new Set(['GET', 'HEAD', 'OPTIONS', 'QUERY', 'SUBSCRIBE', 'SUBSCRIPTION'])
const READING_RPC =
  /\/(?:Get|List|Find|Search|Read|Watch|Stream|Fetch|Query|Count|Check|Lookup|BatchGet)[A-Z_]?/
// A name that as many different models have says nothing about one of them.
const MOST_MODELS = 12

/**
 * Classes of data of each endpoint: those of the models that its handler names (`CreateUserDto` means `User`) and of its own parameters;
 * and the links `endpoint:METHOD path` reads or writes `model:Name` with confidence 0.8 for the very name, 0.65 for a likeness.
 * Pure: `endpoints` are copied.
 */
export function dataOfEndpoints(
  endpoints: readonly Endpoint[],
  fields: readonly DataField[],
): { endpoints: Endpoint[]; links: Link[] } {
  const models = new Map<string, { classes: Set<DataClass>; first: DataField }>()
  const alike = new Map<string, Set<string>>()
  for (const field of fields) {
    const model = models.get(field.model) ?? { classes: new Set<DataClass>(), first: field }
    models.set(field.model, model)
    model.classes.add(field.class)
    const normal = normalName(field.model)
    alike.set(normal, (alike.get(normal) ?? new Set()).add(field.model))
  }
  const links: Link[] = []
  const filled = endpoints.map((endpoint) => {
    const classes = new Set<DataClass>(endpoint.data)
    for (const one of parameterClasses(endpoint)) classes.add(one)
    const seen = new Set<string>()
    for (const used of endpoint.uses ?? []) {
      const same = alike.get(normalName(used))
      const named = [...(models.has(used) ? [used] : []), ...(same && same.size <= MOST_MODELS ? same : [])]
      for (const name of named) {
        if (seen.has(name)) continue
        seen.add(name)
        const model = models.get(name)
        for (const one of model?.classes ?? []) classes.add(one)
        links.push({
          from: `endpoint:${endpointName(endpoint)}`,
          kind: reads(endpoint) ? 'reads' : 'writes',
          to: `model:${name}`,
          evidence: `${endpoint.file}:${endpoint.line} ${endpoint.handler ? `${endpoint.handler.name} ` : ''}names ${used}${used === name ? '' : `, which is ${name} at ${model?.first.file}:${model?.first.line}`}`,
          confidence: used === name ? 0.8 : 0.65,
        })
      }
    }
    return { ...endpoint, data: [...classes] }
  })
  return { endpoints: filled, links }
}

const reads = ({ method, path }: Endpoint): boolean =>
  READS.has(method) || (method === 'RPC' && READING_RPC.test(path))

/** What the endpoint's own parameters are: `email` in a body, not the id in its path. */
function parameterClasses(endpoint: Endpoint): DataClass[] {
  // The path tells whose they are: the `name` of `/users` is a person's.
  const model = endpoint.path.split(/[/.]/).findLast((step) => /^[\p{L}]/u.test(step)) ?? ''
  return classifyFields(
    endpoint.parameters
      .filter((one) => one.in !== 'header')
      .map((one) => ({
        model,
        name: one.name,
        ...(one.type ? { type: one.type } : {}),
        line: endpoint.line,
        source: 'parameter',
      })),
  ).map((field) => field.class)
}
