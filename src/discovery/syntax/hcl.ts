import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Language, type Node, Parser } from 'web-tree-sitter'
import { expressionOf } from './hcl-expression.ts'
import type { Hcl, HclBlock, HclBody } from './hcl-tree.ts'

// The grammar is WebAssembly and loads asynchronously, units read synchronously: it is made ready once, with the module.
await Parser.init()
const language = await Language.load(
  readFileSync(
    createRequire(import.meta.url).resolve(
      '@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm',
    ),
  ),
)
const parser = new Parser()
parser.setLanguage(language)

const MOST_DEPTH = 100

/**
 * Reads HCL (Terraform, OpenTofu) into plain JSON. What the grammar can't read is left out; `broken` is the first line of it (from 1).
 * Throws when the parser gives up. Source: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
 */
export function parseHcl(text: string): { body: HclBody; broken?: number } {
  const tree = parser.parse(text)
  if (!tree) throw new Error('the HCL parser gave up')
  try {
    const root = tree.rootNode
    const body = root.namedChildren.find((one) => one?.type === 'body')
    const broken = root.hasError ? firstError(root) : undefined
    return { body: body ? bodyOf(body, 0) : { attributes: [], blocks: [] }, ...(broken ? { broken } : {}) }
  } finally {
    tree.delete()
  }
}

/** Reads one HCL expression. What can't be read is an unknown value. */
export function parseHclExpression(text: string): Hcl {
  const { body } = parseHcl(`x = ${text.replace(/\s*\n\s*/g, ' ')}\n`)
  return body.attributes[0]?.value ?? { k: 'mix', of: [] }
}

function bodyOf(node: Node, depth: number): HclBody {
  const body: HclBody = { attributes: [], blocks: [] }
  if (depth > MOST_DEPTH) return body
  for (const child of node.namedChildren) {
    if (child?.type === 'attribute') {
      const [name, value] = child.namedChildren.filter((one) => one && one.type !== 'comment')
      if (name && value)
        body.attributes.push({
          name: name.text,
          value: expressionOf([value]),
          line: child.startPosition.row + 1,
        })
    } else if (child?.type === 'block') body.blocks.push(blockOf(child, depth))
  }
  return body
}

function blockOf(node: Node, depth: number): HclBlock {
  const [type, ...rest] = node.namedChildren.filter((one): one is Node => one !== null)
  const labels = rest
    .filter((one) => one.type === 'string_lit' || one.type === 'identifier')
    .map((one) => (one.type === 'identifier' ? one.text : one.text.slice(1, -1)))
  const body = rest.find((one) => one.type === 'body')
  return {
    type: type?.text ?? '',
    labels,
    line: node.startPosition.row + 1,
    body: body ? bodyOf(body, depth + 1) : { attributes: [], blocks: [] },
  }
}

function firstError(node: Node): number {
  let at = node
  for (let depth = 0; depth < 1000; depth += 1) {
    const inner = at.children.find((one) => one?.hasError || one?.isMissing)
    if (at.isError || at.isMissing || !inner) break
    at = inner
  }
  return at.startPosition.row + 1
}
