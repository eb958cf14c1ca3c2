import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import type { Hcl, HclBlock, HclBody } from '../../syntax/hcl-tree.ts'
import { templateText } from './template-text.ts'

const MOST_DEPTH = 40
/** How many labels blocks of a type have. */
const LABELS: Record<string, number> = {
  resource: 2,
  data: 2,
  variable: 1,
  output: 1,
  module: 1,
  provider: 1,
  locals: 0,
  terraform: 0,
}

/** Configuration in its JSON form (`*.tf.json`) as the same blocks. Throws on broken JSON. */
export function readJsonBlocks(text: string): HclBlock[] {
  const lines = new LineCounter()
  const document: Document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, schema: 'json' })
  const [error] = document.errors
  if (error) throw new Error(error.message)
  const lineOf = (node: unknown): number => lines.linePos((node as Node | null)?.range?.[0] ?? 0).line || 1
  const blocks: HclBlock[] = []
  const take = (type: string, labels: string[], node: unknown, left: number, line: number): void => {
    if (isSeq(node)) for (const one of node.items) take(type, labels, one, left, line)
    else if (isMap(node)) {
      if (left === 0) blocks.push({ type, labels, line, body: bodyOf(node, lineOf) })
      else
        for (const { key, value } of node.items)
          take(type, [...labels, String(isScalar(key) ? key.value : key)], value, left - 1, lineOf(key))
    }
  }
  if (isMap(document.contents))
    for (const { key, value } of document.contents.items) {
      const type = String(isScalar(key) ? key.value : key)
      if (Object.hasOwn(LABELS, type)) take(type, [], value, LABELS[type] ?? 0, lineOf(key))
    }
  return blocks
}

/** Nested blocks are objects or lists of them, which read the same once evaluated. */
function bodyOf(node: unknown, lineOf: (node: unknown) => number): HclBody {
  if (!isMap(node)) return { attributes: [], blocks: [] }
  return {
    attributes: node.items.map(({ key, value }) => ({
      name: String(isScalar(key) ? key.value : key),
      value: expression(value, 0),
      line: lineOf(key),
    })),
    blocks: [],
  }
}

function expression(node: unknown, depth: number): Hcl {
  if (depth > MOST_DEPTH) return { k: 'mix', of: [] }
  if (isSeq(node)) return { k: 'list', items: node.items.map((one) => expression(one, depth + 1)) }
  if (isMap(node))
    return {
      k: 'obj',
      items: node.items.map(({ key, value }) => [
        { k: 'lit', v: String(isScalar(key) ? key.value : key) },
        expression(value, depth + 1),
      ]),
    }
  const value = isScalar(node) ? node.value : null
  if (typeof value === 'string') return templateText(value)
  return { k: 'lit', v: typeof value === 'number' || typeof value === 'boolean' ? value : null }
}
