import type { Parameter } from '../contract.ts'
import type { DescriptionFact, FarRef, OperationFact, PathItemFact } from './facts.ts'
import { serverPrefix } from './server-prefix.ts'
import { type Json, list, mapping, resolved, type StructuredDocument, text } from './structured-document.ts'

const METHODS = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'])
// Types named in more places than this say nothing about one operation.
const MOST_USES = 40

/** Facts of an OpenAPI 2 or 3 document, or of parts of one that stand in a file of their own. */
export function openapiFacts(document: StructuredDocument): DescriptionFact[] {
  const { root } = document
  const swagger = root.swagger !== undefined
  const paths = mapping(root.paths)
  const pathsRef = text(paths.$ref)
  const own: DescriptionFact = {
    fact: 'openapi',
    format: swagger ? 'Swagger' : 'OpenAPI',
    prefix: swagger ? (text(root.basePath) ?? '') : serverPrefix(root.servers),
    ...(root.security === undefined ? {} : { security: required(root.security) }),
    paths: Object.entries(paths)
      .filter(([path]) => path.startsWith('/'))
      .map(([path, item]) => [path, itemFact(document, item, ['paths', path])]),
    ...(pathsRef ? { pathsRef } : {}),
  }
  return [own, ...fragmentFacts(document)]
}

/** Path items and parameters that other files may refer to. */
export function fragmentFacts(document: StructuredDocument): DescriptionFact[] {
  const { root } = document
  const items: [string, PathItemFact][] = []
  const parameters: [string, Parameter][] = []
  const visit = (value: unknown, keys: string[]): void => {
    const own = mapping(value)
    const pointer = keys.map((key) => `/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`).join('')
    if (isItem(own)) items.push([pointer, itemFact(document, own, keys)])
    else if (text(own.name) && text(own.in)) parameters.push([pointer, parameterOf(own) as Parameter])
    else if (keys.length < 3) for (const [key, part] of Object.entries(own)) visit(part, [...keys, key])
  }
  visit(
    root.openapi !== undefined || root.swagger !== undefined
      ? { components: mapping(root.components), pathItems: root.pathItems, parameters: root.parameters }
      : root,
    [],
  )
  return items.length + parameters.length > 0 ? [{ fact: 'fragment', items, parameters }] : []
}

const isItem = (value: Json): boolean =>
  Object.keys(value).some(
    (key) =>
      METHODS.has(key) &&
      (mapping(value[key]).responses !== undefined || mapping(value[key]).operationId !== undefined),
  )

function itemFact(document: StructuredDocument, raw: unknown, keys: string[]): PathItemFact {
  const { value, far } = resolved(document.root, raw)
  const additional = mapping(value.additionalOperations)
  return {
    line: document.lineOf(...keys),
    ...(far ? { ref: far } : {}),
    parameters: parametersOf(document.root, value.parameters),
    operations: [
      ...Object.keys(value).flatMap((key) =>
        METHODS.has(key) ? [operation(document, value[key], key, [...keys, key])] : [],
      ),
      ...Object.keys(additional).map((key) =>
        operation(document, additional[key], key, [...keys, 'additionalOperations', key]),
      ),
    ],
  }
}

function operation(
  document: StructuredDocument,
  raw: unknown,
  method: string,
  keys: string[],
): OperationFact {
  const value = mapping(raw)
  const { root } = document
  const body = resolved(root, value.requestBody).value
  const bodies = Object.values(mapping(body.content)).map((one) => mapping(one).schema)
  const uses = new Set<string>()
  for (const part of [
    ...bodies,
    value.responses,
    value.requestBody,
    ...list(value.parameters).map((one) => resolved(root, one).value),
  ])
    typesIn(root, part, uses, 0)
  const name = text(value.operationId)
  return {
    method: method.toUpperCase(),
    line: document.lineOf(...keys),
    ...(value.security === undefined ? {} : { security: required(value.security) }),
    parameters: [
      ...parametersOf(root, value.parameters),
      ...bodies.slice(0, 1).flatMap((schema) => bodyParameters(root, schema)),
    ],
    uses: [...uses].slice(0, MOST_USES),
    ...(name ? { name } : {}),
  }
}

/** Names of what is asked for; none when an empty requirement makes it optional. */
const required = (security: unknown): string[] => {
  const all = list(security).map((one) => Object.keys(mapping(one)))
  return all.some((names) => names.length === 0) ? [] : all.map((names) => names.join(' + '))
}

const parametersOf = (root: Json, raw: unknown): (Parameter | FarRef)[] =>
  list(raw).flatMap((one): (Parameter | FarRef)[] => {
    const { value, far } = resolved(root, one)
    if (far) return [{ ref: far }]
    if (value.in === 'body') return bodyParameters(root, value.schema)
    const parameter = parameterOf(value)
    return parameter ? [parameter] : []
  })

function parameterOf(value: Json): Parameter | undefined {
  const name = text(value.name)
  const place = value.in === 'formData' ? 'body' : value.in === 'querystring' ? 'query' : value.in
  if (!name || !/^(?:path|query|header|cookie|body)$/.test(String(place))) return undefined
  const schema = mapping(value.schema)
  const type = typeOf(schema) ?? typeOf(value)
  return { name, in: place as Parameter['in'], ...(type ? { type } : {}) }
}

/** The first level of a body's properties. */
function bodyParameters(root: Json, schema: unknown): Parameter[] {
  const { value } = resolved(root, schema)
  const parts = [value, ...list(value.allOf).map((one) => resolved(root, one).value)]
  return parts.flatMap((part) =>
    Object.entries(mapping(part.properties)).map(([name, property]) => {
      const type = typeOf(resolved(root, property).value)
      return { name, in: 'body' as const, ...(type ? { type } : {}) }
    }),
  )
}

const typeOf = (schema: Json): string | undefined =>
  text(schema.format) && /^(?:date|date-time|uuid|binary|email|password)$/.test(String(schema.format))
    ? String(schema.format)
    : Array.isArray(schema.type)
      ? text(schema.type.find((one) => one !== 'null'))
      : text(schema.type)

/** Names of the schemas that a part of an operation mentions, through references, bounded. */
function typesIn(root: Json, part: unknown, found: Set<string>, depth: number): void {
  if (depth > 10 || found.size > MOST_USES || typeof part !== 'object' || part === null) return
  if (Array.isArray(part)) {
    for (const one of part) typesIn(root, one, found, depth + 1)
    return
  }
  const ref = text((part as Json).$ref)
  if (ref) {
    const { value, name, far } = resolved(root, part)
    const schema =
      /\/(?:schemas|definitions|\$defs|models|types)\//.test(ref) ||
      (far && !/parameters|responses|headers|examples/i.test(ref))
    if (schema && name) found.add(name)
    // A response or a body that stands elsewhere names the schemas; a schema's own parts are its model's business.
    if (!schema) typesIn(root, value, found, depth + 1)
    return
  }
  for (const [key, value] of Object.entries(part))
    if (key !== 'examples' && key !== 'example') typesIn(root, value, found, depth + 1)
}
