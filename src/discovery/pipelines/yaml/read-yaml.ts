import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
  type Scalar,
  visit,
} from 'yaml'
import { listOf, type YamlValue } from './yaml-value.ts'

/** Values that one file may hold once its aliases are put in; real pipelines stay below 50,000. */
const MAX_VALUES = 200_000
const MAX_DEPTH = 80

interface Reading {
  text: string
  anchors: ReadonlyMap<string, Node>
  lines: LineCounter
  left: number
}

/** The documents of a YAML file with places. Throws when it is broken, nests deeper than 80, or grows beyond 200,000 values by aliases. */
export function readYaml(text: string): YamlValue[] {
  const lines = new LineCounter()
  const parsed = parseAllDocuments(text, { lineCounter: lines, uniqueKeys: false, logLevel: 'silent' })
  const documents: Document[] = Array.isArray(parsed) ? parsed : []
  return documents.map((document) => {
    const [error] = document.errors
    if (error) throw new Error(error.message)
    return readValue(
      document.contents as Node | null,
      { text, anchors: anchorsOf(document), lines, left: MAX_VALUES },
      0,
    )
  })
}

function readValue(node: Node | null | undefined, reading: Reading, depth: number): YamlValue {
  if (--reading.left < 0) throw new Error('its aliases stand for too many values')
  if (depth > MAX_DEPTH) throw new Error('it nests too deep')
  if (isAlias(node)) return readValue(reading.anchors.get(node.source), reading, depth + 1)
  const [from, to] = node?.range ?? [0, 0]
  const line = reading.lines.linePos(from).line || 1
  const tag = node && 'tag' in node && node.tag?.startsWith('!') ? { tag: node.tag } : {}
  const made: YamlValue = {
    kind: 'null',
    line,
    endLine: Math.max(line, reading.lines.linePos(Math.max(from, to - 1)).line || line),
    text: '',
    entries: [],
    items: [],
    ...tag,
  }
  if (isMap(node)) return { ...made, kind: 'map', entries: entriesOf(node.items, reading, depth) }
  if (isSeq(node))
    return {
      ...made,
      kind: 'list',
      items: node.items.map((item) => readValue(item as Node, reading, depth + 1)),
    }
  if (!isScalar(node) || node.value === null) return made
  const text = scalarText(node)
  return {
    ...made,
    kind: 'text',
    text,
    source: sourceOf(node, made.line, text, reading),
    ...(node.type?.startsWith('BLOCK') && text.endsWith('\n') ? { openBlock: true } : {}),
  }
}

/** Nodes by anchor; the library looks through the whole document for each alias. */
function anchorsOf(document: Document): Map<string, Node> {
  const anchors = new Map<string, Node>()
  visit(document, {
    Node: (_, node) => {
      if ('anchor' in node && node.anchor) anchors.set(node.anchor, node as Node)
    },
  })
  return anchors
}

function entriesOf(
  pairs: readonly { key: unknown; value?: unknown }[],
  reading: Reading,
  depth: number,
): YamlValue['entries'] {
  const own: YamlValue['entries'] = []
  const merged: YamlValue['entries'] = []
  for (const { key, value } of pairs) {
    const name = isScalar(key) ? scalarText(key) : ''
    const read = readValue(value as Node, reading, depth + 1)
    const line = isScalar(key) && key.range ? reading.lines.linePos(key.range[0]).line : read.line
    if (name === '<<') merged.push(...listOf(read).flatMap((one) => one.entries))
    else own.push({ key: name, line, value: read })
  }
  if (merged.length === 0) return own
  const known = new Set(own.map(({ key }) => key))
  return [...own, ...merged.filter(({ key }) => !known.has(key) && known.add(key))]
}

/** As written for plain words (`1.10`, `on`), the value for quoted and block scalars. */
const scalarText = (node: Scalar): string =>
  node.type === 'PLAIN' && node.source !== undefined ? node.source : String(node.value)

function sourceOf(
  node: Scalar,
  line: number,
  text: string,
  { text: all }: Reading,
): { line: number; text: string } {
  if (!node.type?.startsWith('BLOCK') || !node.range) return { line, text }
  const raw = all.slice(node.range[0], node.range[1])
  const lines = raw.slice(raw.indexOf('\n') + 1).split('\n')
  const indent = Math.min(
    ...lines.filter((one) => one.trim()).map((one) => one.length - one.trimStart().length),
  )
  const flat = lines.map((one) => one.slice(Number.isFinite(indent) ? indent : 0).trimEnd())
  if (node.type === 'BLOCK_LITERAL') return { line: line + 1, text: flat.join('\n') }
  // A folded block is one line to the shell: a backslash says the same and keeps the lines apart.
  return {
    line: line + 1,
    text: flat
      .map((one, index) => (one && flat[index + 1]?.trim() && !one.endsWith('\\') ? `${one} \\` : one))
      .join('\n'),
  }
}
