import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
} from 'yaml'
import type { Json, JsonRecord, Template, TemplateResource } from './contract.ts'
import { get, isRecord } from './contract.ts'

const MOST_DEPTH = 60
const MOST_VALUES = 400_000

/** Short forms of intrinsic functions that do not begin with `Fn::`. */
const PLAIN = new Set(['Ref', 'Condition'])

/** A document with functions in their long form, and the line of every key that is asked for. */
export interface PlacedJson {
  json: Json
  lineOf(...path: string[]): number
}

/** The first document of a YAML or JSON text with tags turned into functions. Throws when it is broken or grows without end. */
export function readPlaced(text: string): PlacedJson {
  const lines = new LineCounter()
  const documents = parseAllDocuments(text, { lineCounter: lines, uniqueKeys: false, logLevel: 'silent' })
  const document = (Array.isArray(documents) ? documents[0] : undefined) as Document | undefined
  if (!document) return { json: null, lineOf: () => 1 }
  const [error] = document.errors
  if (error) throw new Error(error.message)
  const budget = { left: MOST_VALUES }
  return {
    json: jsonOf(document.contents as Node | null, document, budget, 0),
    lineOf: (...path) => {
      let node: unknown = document.contents
      let at = 0
      for (const key of path) {
        if (isSeq(node)) {
          const item = node.items[Number(key)] as Node | undefined
          if (!item) break
          at = item.range?.[0] ?? at
          node = item
          continue
        }
        if (!isMap(node)) break
        const pair = node.items.find((one) => isScalar(one.key) && String(one.key.value) === key)
        if (!pair) break
        at = (pair.key as Node).range?.[0] ?? at
        node = pair.value
      }
      return lines.linePos(at).line || 1
    },
  }
}

function jsonOf(
  node: Node | null | undefined,
  document: Document,
  budget: { left: number },
  depth: number,
): Json {
  if (--budget.left < 0) throw new Error('its aliases stand for too many values')
  if (depth > MOST_DEPTH) throw new Error('it nests too deep')
  if (!node) return null
  if (isAlias(node)) return jsonOf(node.resolve(document), document, budget, depth + 1)
  const plain = bare(node, document, budget, depth)
  const tag = node.tag?.startsWith('!') ? node.tag.slice(1) : ''
  if (!/^[A-Z]\w{1,30}$/.test(tag)) return plain
  if (tag === 'GetAtt' && typeof plain === 'string') {
    const dot = plain.indexOf('.')
    return { 'Fn::GetAtt': dot < 0 ? [plain] : [plain.slice(0, dot), plain.slice(dot + 1)] }
  }
  return { [PLAIN.has(tag) ? tag : `Fn::${tag}`]: plain }
}

function bare(node: Node, document: Document, budget: { left: number }, depth: number): Json {
  if (isSeq(node)) return node.items.map((one) => jsonOf(one as Node, document, budget, depth + 1))
  if (isMap(node)) {
    const record: JsonRecord = Object.create(null)
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : ''
      if (name === '<<') {
        const merged = jsonOf(value as Node, document, budget, depth + 1)
        for (const one of Array.isArray(merged) ? merged : [merged])
          if (isRecord(one)) for (const [inner, said] of Object.entries(one)) record[inner] ??= said
      } else record[name] = jsonOf(value as Node, document, budget, depth + 1)
    }
    return record
  }
  const value = isScalar(node) ? node.value : null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  return value instanceof Date
    ? value.toISOString().slice(0, 10)
    : typeof value === 'bigint'
      ? String(value)
      : null
}

/** The template that a document holds below `path`; undefined when it declares no resources of AWS. */
export function templateOf(placed: PlacedJson, ...path: string[]): Template | undefined {
  const root = path.length === 0 ? placed.json : get(placed.json, ...path)
  const declared = get(root, 'Resources')
  if (!isRecord(declared)) return undefined
  const resources = Object.entries(declared).flatMap(([id, one]): TemplateResource[] => {
    const type = get(one, 'Type')
    if (typeof type !== 'string' || !/^(?:AWS|Custom|Alexa|[A-Za-z0-9]+)::/.test(type)) return []
    const properties = get(one, 'Properties')
    const condition = get(one, 'Condition')
    const events = get(properties, 'Events')
    return [
      {
        id,
        type,
        line: placed.lineOf(...path, 'Resources', id),
        ...(typeof condition === 'string' ? { condition } : {}),
        properties: isRecord(properties) ? properties : {},
        events: isRecord(events)
          ? Object.fromEntries(
              Object.keys(events).map((event) => [
                event,
                placed.lineOf(...path, 'Resources', id, 'Properties', 'Events', event),
              ]),
            )
          : {},
      },
    ]
  })
  if (!resources.some(({ type }) => type.startsWith('AWS::'))) return undefined
  const part = (name: string): JsonRecord => {
    const found = get(root, name)
    return isRecord(found) ? found : {}
  }
  return {
    parameters: part('Parameters'),
    mappings: part('Mappings'),
    conditions: part('Conditions'),
    globals: part('Globals'),
    outputs: part('Outputs'),
    resources,
  }
}
