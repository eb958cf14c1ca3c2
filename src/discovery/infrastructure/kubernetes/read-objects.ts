import { type Document, isPair, isScalar, LineCounter, parseAllDocuments, visit } from 'yaml'
import { flattened, slimmed } from '../../../formats/infrastructure/kubernetes/cluster-object.ts'
import type { Plain } from '../../../formats/infrastructure/plain.ts'
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
