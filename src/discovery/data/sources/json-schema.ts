import { isOwnDescription, LOCKFILES } from '../../api-descriptions/index.ts'
import {
  type Json,
  list,
  mapping,
  type StructuredDocument,
  structuredDocument,
  text,
} from '../../api-descriptions/structured-document.ts'
import type { RawField } from '../raw-field.ts'
import type { FieldSource } from './contract.ts'

const DEEPEST = 4
// A key of schemas near the top, or a whole text in one line that begins like a description.
const SCHEMA =
  /^[ \t]{0,4}["']?(?:properties|definitions|components|\$defs|schemas)["']?\s*:|^\s*\{\s*"(?:openapi|swagger|asyncapi|\$schema|\$id|title|type|definitions)"/m

/** Properties of the schemas of OpenAPI, AsyncAPI and JSON Schema, by the name of their schema. */
export const jsonSchema: FieldSource = {
  id: 'json-schema',
  wants: (path) => /\.(?:json|ya?ml)$/i.test(path) && isOwnDescription(path) && !LOCKFILES.test(path),
  mentions: /["']?(?:openapi|swagger|asyncapi|\$schema|properties)["']?\s*:/,
  read(file) {
    if (!SCHEMA.test(file.text) || /\bCustomResourceDefinition\b/.test(file.text)) return []
    const document = structuredDocument(file)
    if (!document || document.flaw) return []
    const { root } = document
    const api = root.openapi !== undefined || root.swagger !== undefined || root.asyncapi !== undefined
    const places: [string[], unknown][] = [
      [['components', 'schemas'], mapping(root.components).schemas],
      [['definitions'], root.definitions],
      [['$defs'], root.$defs],
      [['schemas'], root.schemas],
    ]
    const named = places.flatMap(([keys, schemas]) =>
      Object.entries(mapping(schemas)).flatMap(([name, schema]) =>
        fieldsOf(document, schema, name, [...keys, name], api, 0),
      ),
    )
    const whole =
      api || root.properties === undefined
        ? []
        : fieldsOf(document, root, nameOf(root, file.name), [], api, 0)
    return [...named, ...whole]
  },
}

const nameOf = (root: Json, file: string): string =>
  text(root.title)?.slice(0, 80) ?? file.replace(/(?:\.schema)?\.\w+$/, '')

function fieldsOf(
  document: StructuredDocument,
  raw: unknown,
  model: string,
  keys: string[],
  api: boolean,
  depth: number,
): RawField[] {
  if (depth > DEEPEST) return []
  const schema = mapping(raw)
  const own = Object.entries(mapping(schema.properties)).flatMap(([name, value]): RawField[] => {
    const property = mapping(value)
    const at = [...keys, 'properties', name]
    const inner = mapping(property.items).properties === undefined ? property : mapping(property.items)
    if (inner.properties !== undefined)
      return fieldsOf(
        document,
        inner,
        `${model}.${name}`,
        inner === property ? at : [...at, 'items'],
        api,
        depth + 1,
      )
    const type = typeOf(property)
    const marks = Object.keys(property).filter((key) => key.startsWith('x-') && property[key] !== false)
    return [
      {
        model,
        name,
        ...(type ? { type } : {}),
        line: document.lineOf(...at),
        source: api ? 'openapi' : 'json-schema',
        ...(marks.length > 0
          ? { note: marks.map((key) => `${key} ${String(property[key]).slice(0, 60)}`).join(' ') }
          : {}),
      },
    ]
  })
  const parts = list(schema.allOf).flatMap((part, at) =>
    fieldsOf(document, part, model, [...keys, 'allOf', String(at)], api, depth + 1),
  )
  return [...own, ...parts]
}

function typeOf(property: Json): string | undefined {
  if (property.enum !== undefined) return 'enum'
  const ref = text(property.$ref) ?? text(mapping(list(property.allOf)[0]).$ref)
  if (ref) return ref.replace(/^.*\//, '')
  const format = text(property.format)
  if (format && /^(?:date|date-time|uuid|binary|email|password|uri)$/.test(format))
    return format === 'uuid' ? 'uuid' : format
  return Array.isArray(property.type)
    ? text(property.type.find((one) => one !== 'null'))
    : text(property.type)
}
