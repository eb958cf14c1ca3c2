import type { Node } from 'web-tree-sitter'
import type { Hcl, HclStep } from './hcl-tree.ts'

const MOST_DEPTH = 100
const UNREAD: Hcl = { k: 'mix', of: [] }
// From weakest to strongest; the grammar nests them, so only one level stands in a node.
const OPERATORS = new Set(['||', '&&', '==', '!=', '<', '>', '<=', '>=', '+', '-', '*', '/', '%'])

/**
 * One expression out of the nodes that make it up: a first one and the steps (`.name`, `[0]`, `[*]`) that follow. The grammar does not
 * wrap them in a node of their own inside of operations.
 */
export function expressionOf(nodes: readonly (Node | null)[], depth = 0): Hcl {
  const own = nodes.filter((one): one is Node => one !== null && one.type !== 'comment')
  if (depth > MOST_DEPTH || own.length === 0) return UNREAD
  const operator = own.findIndex((one, at) => at > 0 && !one.isNamed && OPERATORS.has(one.type))
  if (operator > 0)
    return {
      k: 'op',
      op: (own[operator] as Node).type,
      a: expressionOf(own.slice(0, operator), depth + 1),
      b: expressionOf(own.slice(operator + 1), depth + 1),
    }
  const [first, ...rest] = own as [Node, ...Node[]]
  if (first.type === '(') {
    const close = own.findLastIndex((one) => one.type === ')')
    const inner = expressionOf(own.slice(1, close), depth + 1)
    return withSteps(inner, stepsOf(own.slice(close + 1), depth))
  }
  if ((first.type === '!' || first.type === '-') && !first.isNamed)
    return { k: 'op', op: first.type, a: expressionOf(rest, depth + 1) }
  const steps = stepsOf(rest, depth)
  if (first.type === 'variable_expr') return { k: 'ref', root: first.text, steps }
  return withSteps(single(first, depth + 1), steps)
}

function withSteps(on: Hcl, steps: HclStep[]): Hcl {
  if (steps.length === 0) return on
  return on.k === 'ref' ? { ...on, steps: [...on.steps, ...steps] } : { k: 'at', on, steps }
}

function single(node: Node, depth: number): Hcl {
  if (depth > MOST_DEPTH) return UNREAD
  const children = node.children
  const named = node.namedChildren.filter((one): one is Node => one !== null && one.type !== 'comment')
  switch (node.type) {
    case 'expression':
    case 'operation':
    case 'binary_operation':
    case 'unary_operation':
    case 'template_expr':
    case 'collection_value':
    case 'literal_value':
      return expressionOf(children, depth)
    case 'numeric_lit':
      return { k: 'lit', v: Number(node.text) }
    case 'bool_lit':
      return { k: 'lit', v: node.text === 'true' }
    case 'null_lit':
      return { k: 'lit', v: null }
    case 'string_lit':
      return { k: 'lit', v: unescapeQuoted(node.text.slice(1, -1)) }
    case 'quoted_template':
    case 'heredoc_template':
      return template(node, depth)
    case 'tuple':
      return {
        k: 'list',
        items: named.filter((one) => one.type === 'expression').map((one) => single(one, depth)),
      }
    case 'object':
      return {
        k: 'obj',
        items: named.filter((one) => one.type === 'object_elem').map((one) => pair(one, depth)),
      }
    case 'function_call': {
      const args = named.find((one) => one.type === 'function_arguments')
      return {
        k: 'call',
        name: node.text.slice(0, node.text.indexOf('(')).trim(),
        args: args
          ? args.namedChildren
              .filter((one): one is Node => one?.type === 'expression')
              .map((one) => single(one, depth))
          : [],
        ...(args?.children.some((one) => one?.type === 'ellipsis') ? { spread: true as const } : {}),
      }
    }
    case 'conditional': {
      const [test, yes, no] = named.map((one) => single(one, depth))
      return test && yes && no ? { k: 'if', test, yes, no } : UNREAD
    }
    case 'for_expr':
      return named[0] ? loop(named[0], depth) : UNREAD
    case 'variable_expr':
      return { k: 'ref', root: node.text, steps: [] }
    default:
      return { k: 'mix', of: named.map((one) => single(one, depth)) }
  }
}

function pair(node: Node, depth: number): [Hcl, Hcl] {
  const [key, value] = node.namedChildren.filter((one): one is Node => one?.type === 'expression')
  if (!key || !value) return [UNREAD, UNREAD]
  const said = single(key, depth)
  // A bare word is the key itself, not a variable of that name; parentheses make it a variable.
  const bare = said.k === 'ref' && said.steps.length === 0 && !key.text.startsWith('(')
  return [bare ? { k: 'lit', v: said.root } : said, single(value, depth)]
}

function loop(node: Node, depth: number): Hcl {
  const children = node.namedChildren.filter((one): one is Node => one !== null && one.type !== 'comment')
  const intro = children.find((one) => one.type === 'for_intro')
  const outs = children.filter((one) => one.type === 'expression').map((one) => single(one, depth))
  const over = intro?.namedChildren.find((one) => one?.type === 'expression')
  const condition = children
    .find((one) => one.type === 'for_cond')
    ?.namedChildren.find((one) => one?.type === 'expression')
  const out = outs.at(-1)
  if (!intro || !over || !out) return UNREAD
  return {
    k: 'for',
    names: intro.namedChildren.filter((one) => one?.type === 'identifier').map((one) => one?.text ?? ''),
    over: single(over, depth),
    ...(node.type === 'for_object_expr' && outs[0] ? { key: outs[0] } : {}),
    out,
    ...(condition ? { when: single(condition, depth) } : {}),
    ...(children.some((one) => one.type === 'ellipsis') ? { group: true as const } : {}),
  }
}

function stepsOf(nodes: readonly Node[], depth: number): HclStep[] {
  const steps: HclStep[] = []
  for (const node of nodes) {
    if (node.type === 'get_attr') steps.push({ name: node.text.replace(/^[.\s]+/, '') })
    else if (node.type === 'index') {
      const inner = node.namedChildren[0]
      const at = inner?.namedChildren.find((one) => one?.type === 'expression')
      // `a.0` is the old form of `a[0]`.
      steps.push({
        index: at
          ? single(at, depth + 1)
          : { k: 'lit', v: Number(node.text.replace(/^\./, '').replace(/[[\]]/g, '')) },
      })
    } else if (node.type === 'splat') {
      steps.push({ splat: true })
      const inner = node.namedChildren[0]
      if (inner)
        steps.push(
          ...stepsOf(
            inner.namedChildren.filter((one): one is Node => one !== null),
            depth + 1,
          ),
        )
    }
  }
  return steps
}

/** Literal text is cut out of the source between what is interpolated: the grammar drops white space around it. */
function template(node: Node, depth: number): Hcl {
  const quoted = node.type === 'quoted_template'
  const text = node.text
  const offset = node.startIndex
  const children = node.children.filter((one): one is Node => one !== null)
  let at = quoted ? 1 : text.indexOf('\n') + 1
  const end = quoted ? text.length - 1 : text.lastIndexOf('\n') + 1
  const parts: Hcl[] = []
  const literal = (to: number): void => {
    if (to <= at) return
    const raw = text.slice(at, to)
    parts.push({ k: 'lit', v: quoted ? unescapeQuoted(raw) : unescapeTemplate(raw) })
  }
  for (const child of children) {
    if (child.type !== 'template_interpolation' && child.type !== 'template_directive') continue
    literal(child.startIndex - offset)
    const inner = child.namedChildren.filter((one): one is Node => one?.type === 'expression')
    parts.push(
      child.type === 'template_interpolation' && inner[0]
        ? single(inner[0], depth)
        : { k: 'mix', of: child.namedChildren.map((one) => (one ? single(one, depth) : UNREAD)) },
    )
    at = child.endIndex - offset
  }
  literal(end)
  if (parts.length === 0) return { k: 'lit', v: '' }
  const [only] = parts
  return parts.length === 1 && only?.k === 'lit' ? only : { k: 'tpl', parts }
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' }

const unescapeTemplate = (text: string): string => text.replace(/([$%])\1\{/g, '$1{')

const unescapeQuoted = (text: string): string =>
  unescapeTemplate(text).replace(
    /\\(?:u([0-9a-fA-F]{4})|(["\\nrt]))/g,
    (_, code: string | undefined, one: string) =>
      code ? String.fromCharCode(Number.parseInt(code, 16)) : (ESCAPES[one] ?? one),
  )
