import { type Document, isPair, isScalar, LineCounter, parseAllDocuments, visit } from 'yaml'
import { at, isRecord, listOf, type Plain, type PlainRecord, textOf } from '../plain.ts'
import type { ClusterFact } from './facts.ts'

/** Keys whose values evidence names, with their line. */
const MARKED = new Set([
  'image',
  'value',
  'host',
  'hosts',
  'type',
  'name',
  'number',
  'serviceName',
  'serviceAccountName',
  'service',
])
const MOST_MARKS = 300
const LONGEST_TEXT = 20_000

/** Objects of a YAML or JSON text with one or more documents. A broken document is a flaw, the others are still read. */
export function readObjects(text: string): ClusterFact[] {
  const counter = new LineCounter()
  const documents = parseAllDocuments(text, { lineCounter: counter, uniqueKeys: false, logLevel: 'silent' })
  if (!Array.isArray(documents)) return []
  return documents.flatMap((document): ClusterFact[] => {
    const start = document.contents?.range?.[0] ?? document.range?.[0] ?? 0
    const line = Math.max(1, counter.linePos(start).line)
    const [error] = document.errors
    if (error) return [{ fact: 'flaw', line, message: (error.message.split('\n')[0] ?? '').slice(0, 200) }]
    const value = document.toJS({ maxAliasCount: 100 }) as Plain
    const lines = marksOf(document, counter)
    return flattened(value).map(
      (object): ClusterFact => ({ fact: 'object', line, object: slimmed(object), lines }),
    )
  })
}

/** Whether a value is an object of a cluster. */
export const isObject = (value: Plain): value is PlainRecord =>
  isRecord(value) && typeof at(value, 'apiVersion') === 'string' && typeof at(value, 'kind') === 'string'

function flattened(value: Plain, depth = 0): PlainRecord[] {
  if (!isObject(value) || depth > 3) return []
  return textOf(at(value, 'kind'))?.endsWith('List') && Array.isArray(at(value, 'items'))
    ? listOf(at(value, 'items')).flatMap((one) => flattened(one, depth + 1))
    : [value]
}

/** Without what nothing looks at: schemas of definitions, contents of secrets, long texts. */
function slimmed(object: PlainRecord): PlainRecord {
  const kind = at(object, 'kind')
  if (kind === 'CustomResourceDefinition')
    return { apiVersion: object.apiVersion, kind, metadata: object.metadata }
  if (kind === 'Secret')
    return {
      ...object,
      data: Object.fromEntries(Object.keys(isRecord(object.data) ? object.data : {}).map((key) => [key, ''])),
      stringData: hostsOnly(object.stringData),
    }
  if (kind !== 'ConfigMap' || !isRecord(object.data)) return object
  const data = Object.entries(object.data).map(([key, one]) => [
    key,
    typeof one === 'string' ? one.slice(0, LONGEST_TEXT) : one,
  ])
  return { ...object, data: Object.fromEntries(data) }
}

/** Of a secret in clear only the addresses are kept, without user and password. */
const hostsOnly = (data: Plain): PlainRecord =>
  Object.fromEntries(
    Object.entries(isRecord(data) ? data : {}).map(([key, one]) => [
      key,
      /\b([a-z][a-z0-9+:]{1,25}:\/\/)(?:[^\s/@]{1,200}@)?([A-Za-z0-9_.-]{1,253}(?::\d{1,5})?)/
        .exec(textOf(one) ?? '')
        ?.slice(1, 3)
        .join('') ?? '',
    ]),
  )

function marksOf(document: Document, counter: LineCounter): [string, number][] {
  const marks = new Map<string, number>()
  visit(document, {
    Pair(_, pair) {
      if (marks.size >= MOST_MARKS) return visit.BREAK
      if (
        !isPair(pair) ||
        !isScalar(pair.key) ||
        !MARKED.has(String(pair.key.value)) ||
        !isScalar(pair.value)
      )
        return
      const { value, range } = pair.value
      const text = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
      if (range && text !== '' && text.length < 300 && !marks.has(text))
        marks.set(text, counter.linePos(range[0]).line)
    },
  })
  return [...marks]
}
