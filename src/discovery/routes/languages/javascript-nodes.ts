import type { SgNode } from '@ast-grep/napi'

/** Kinds of nodes that are functions. */
export const FUNCTION_KINDS: ReadonlySet<string> = new Set([
  'arrow_function',
  'function_expression',
  'function_declaration',
  'generator_function',
  'generator_function_declaration',
  'method_definition',
])

const WRAPPERS = new Set([
  'parenthesized_expression',
  'await_expression',
  'as_expression',
  'satisfies_expression',
  'non_null_expression',
  'type_assertion',
])

/** Kind as a plain text. */
export const kindOf = (node: SgNode): string => String(node.kind())

/** Whether a node is a function. */
export const isFunction = (node: SgNode): boolean => FUNCTION_KINDS.has(kindOf(node))

/** Children that mean something: no punctuation, no comments. */
export const named = (node: SgNode | null | undefined): SgNode[] =>
  node ? node.children().filter((one) => one.isNamed() && one.kind() !== 'comment') : []

/** The expression inside of brackets, `await`, `as Type` and `!`. */
export function unwrap(node: SgNode): SgNode {
  let at = node
  while (WRAPPERS.has(kindOf(at))) {
    const inner = named(at)
    const next = at.kind() === 'type_assertion' ? inner.at(-1) : inner[0]
    if (!next) return at
    at = next
  }
  return at
}

/** Whether the node only wraps its expression: brackets, `await`, `as Type`. */
export const isWrapper = (node: SgNode): boolean => WRAPPERS.has(kindOf(node))

/** Arguments of a call or of `new`, without their wrappers. */
export const argumentsOf = (call: SgNode): SgNode[] => named(call.field('arguments')).map(unwrap)

/** What is called: `express.Router` of `new express.Router()`. */
export const calleeOf = (call: SgNode): SgNode | undefined => {
  const callee = call.field('function') ?? call.field('constructor')
  return callee ? unwrap(callee) : undefined
}

/** Name of a property in `{ name: … }`, without its quotes. */
export const keyOf = (pair: SgNode): string => {
  const key = pair.field('key') ?? pair.field('name') ?? pair
  return key.text().replace(/^\[?['"`]?|['"`]?\]?$/g, '')
}

/** The first property of an object literal that has one of the names: its value, the method itself, or the name of a shorthand. */
export function propertyOf(object: SgNode | undefined, ...names: string[]): SgNode | undefined {
  if (object?.kind() !== 'object') return undefined
  const own = named(object)
  for (const name of names)
    for (const one of own) {
      const kind = kindOf(one)
      if (kind === 'pair' && keyOf(one) === name) {
        const value = one.field('value')
        return value ? unwrap(value) : undefined
      }
      if (kind === 'method_definition' && keyOf(one) === name) return one
      if (kind === 'shorthand_property_identifier' && one.text() === name) return one
    }
  return undefined
}

/** Items of an array literal without their wrappers; the node itself when it is none. */
export const itemsOf = (node: SgNode): SgNode[] =>
  node.kind() === 'array' ? named(node).map(unwrap) : [node]

/** The nearest node around that is of one of the kinds. */
export function around(node: SgNode, kinds: ReadonlySet<string>): SgNode | undefined {
  for (let at = node.parent(); at; at = at.parent()) if (kinds.has(kindOf(at))) return at
  return undefined
}

/** Text of a string literal or of a template without holes; undefined for everything else. */
export function literalText(node: SgNode | undefined): string | undefined {
  if (!node) return undefined
  const kind = kindOf(node)
  if (kind === 'string') return node.text().slice(1, -1)
  if (kind === 'template_string' && !node.text().includes('${')) return node.text().slice(1, -1)
  return undefined
}
