import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import { nameOf } from './javascript-names.ts'
import {
  argumentsOf,
  calleeOf,
  isFunction,
  keyOf,
  kindOf,
  literalText,
  named,
  propertyOf,
  unwrap,
} from './javascript-nodes.ts'
import { textOf, valueIn } from './javascript-texts.ts'

/** What the names of a loop stand for in one of its rounds: an expression, or the text of a key. */
export type Round = ReadonlyMap<string, SgNode | string>

const NOTHING: Round = new Map()
const MOST_ROUNDS = 200

/**
 * Rounds of the loop around a call, when what it goes over is written in the file: `routes.forEach((route) => app.use(route.path,
 * route.router))` over `const routes = [{ path, router }]`. One round without names where there is none.
 */
export function roundsAround(call: SgNode, file: SourceFile): Round[] {
  for (let at = call.parent(); at; at = at.parent()) {
    const kind = kindOf(at)
    if (kind === 'for_in_statement') {
      const [left, right] = [at.field('left'), at.field('right')]
      const rounds = left && right ? roundsOf(left, unwrap(right), file) : []
      if (rounds.length > 0) return rounds
    }
    if (!isFunction(at) || at.parent()?.kind() !== 'arguments') continue
    const loop = at.parent()?.parent()
    const callee = loop && calleeOf(loop)
    if (
      callee?.kind() !== 'member_expression' ||
      !/^(?:forEach|map)$/.test(callee.field('property')?.text() ?? '')
    )
      continue
    const parameter = at.field('parameter') ?? named(at.field('parameters'))[0]
    const over = callee.field('object')
    const rounds =
      parameter && over ? roundsOf(parameter.field('pattern') ?? parameter, unwrap(over), file) : []
    if (rounds.length > 0) return rounds
  }
  return [NOTHING]
}

function roundsOf(pattern: SgNode, over: SgNode, file: SourceFile): Round[] {
  const entries =
    over.kind() === 'call_expression' && /^Object\.(entries|keys|values)$/.exec(calleeOf(over)?.text() ?? '')
  if (entries) {
    const object = listOf(argumentsOf(over)[0], file)
    if (object?.kind() !== 'object') return []
    return named(object)
      .slice(0, MOST_ROUNDS)
      .flatMap((one) => {
        const value = one.field('value') ?? one
        const [first, second] = pattern.kind() === 'array_pattern' ? named(pattern) : [pattern]
        if (entries[1] === 'values') return [round(pattern, value)]
        return [
          new Map<string, SgNode | string>([
            ...(first ? [[first.text(), keyOf(one)] as const] : []),
            ...(second ? [[second.text(), value] as const] : []),
          ]),
        ]
      })
  }
  const list = listOf(over, file)
  if (list?.kind() !== 'array') return []
  return named(list)
    .slice(0, MOST_ROUNDS)
    .map((one) => round(pattern, unwrap(one)))
}

const listOf = (node: SgNode | undefined, file: SourceFile): SgNode | undefined => {
  if (!node || node.kind() === 'array' || node.kind() === 'object') return node
  if (node.kind() === 'call_expression') return givenBack(node, file)
  const name = nameOf(node, file)
  const value = name === undefined ? undefined : valueIn(name, file)
  const plain = value && unwrap(value)
  return plain?.kind() === 'call_expression' ? (givenBack(plain, file) ?? plain) : plain
}

/** The list that a function of the file gives back: `for (const router of createRouters(tenant))`. */
function givenBack(call: SgNode, file: SourceFile): SgNode | undefined {
  const callee = calleeOf(call)
  // `['./a', './b'].map((one) => require(one))` stands for what it requires.
  const over = callee?.kind() === 'member_expression' ? callee.field('object') : undefined
  if (over?.kind() === 'array' && /\.map\(\s*\(?(\w+)\)?\s*=>\s*require\(\1\)\s*\)$/.test(call.text()))
    return over
  if (callee?.kind() !== 'identifier') return undefined
  const function_ = functionCalled(callee.text(), file)
  const body = function_?.field('body')
  if (!body) return undefined
  const last = body.kind() === 'statement_block' ? named(body).at(-1) : body
  const list = last?.kind() === 'return_statement' ? named(last)[0] : last
  return list && unwrap(list).kind() === 'array' ? unwrap(list) : undefined
}

/** The function that the file declares under a name at its outermost level. */
function functionCalled(name: string, file: SourceFile): SgNode | undefined {
  for (const one of named(file.tree())) {
    const declared = one.kind() === 'export_statement' ? one.field('declaration') : one
    if (!declared) continue
    if (isFunction(declared) && declared.field('name')?.text() === name) return declared
    for (const each of named(declared))
      if (each.kind() === 'variable_declarator' && each.field('name')?.text() === name) {
        const value = each.field('value')
        return value && isFunction(value) ? value : undefined
      }
  }
  return undefined
}

function round(pattern: SgNode, element: SgNode): Round {
  if (pattern.kind() === 'object_pattern')
    return new Map(
      named(pattern).flatMap((one) => {
        const key = one.kind() === 'pair_pattern' ? keyOf(one) : (one.field('left')?.text() ?? one.text())
        const local = one.field('value')?.text() ?? key
        const value = propertyOf(element, key)
        return value ? [[local, value] as const] : []
      }),
    )
  if (pattern.kind() === 'array_pattern' && element.kind() === 'array') {
    const items = named(element)
    return new Map(
      named(pattern).flatMap((one, index) => (items[index] ? [[one.text(), items[index]] as const] : [])),
    )
  }
  return new Map([[pattern.text(), element]])
}

/** The expression that stands in a round for one that names the loop's. */
export function inRound(node: SgNode, round: Round): SgNode {
  if (round.size === 0) return node
  const kind = kindOf(node)
  if (kind === 'identifier') {
    const value = round.get(node.text())
    return typeof value === 'object' ? unwrap(value) : node
  }
  if (kind === 'member_expression') {
    const value = round.get(node.field('object')?.text() ?? '')
    const found =
      typeof value === 'object' ? propertyOf(unwrap(value), node.field('property')?.text() ?? '') : undefined
    return found ?? node
  }
  // `router.routes()` of the round's router.
  const callee = kind === 'call_expression' ? calleeOf(node) : undefined
  if (
    callee?.kind() === 'member_expression' &&
    /^(?:routes|middleware)$/.test(callee.field('property')?.text() ?? '')
  ) {
    const value = round.get(callee.field('object')?.text() ?? '')
    return typeof value === 'object' ? unwrap(value) : node
  }
  return node
}

/** The text of an expression in a round. */
export function textInRound(node: SgNode | undefined, round: Round, file: SourceFile): string | undefined {
  if (!node) return undefined
  if (round.size === 0) return textOf(node, file)
  const kind = kindOf(node)
  if (kind === 'identifier') {
    const value = round.get(node.text())
    if (typeof value === 'string') return value
  }
  if (kind === 'template_string')
    return named(node)
      .map((one) =>
        one.kind() === 'template_substitution'
          ? (textInRound(named(one)[0], round, file) ?? '{value}')
          : one.text(),
      )
      .join('')
  if (kind === 'binary_expression' && node.field('operator')?.text() === '+') {
    const [left, right] = [node.field('left'), node.field('right')].map((one) =>
      textInRound(one ?? undefined, round, file),
    )
    return left === undefined || right === undefined ? undefined : left + right
  }
  return literalText(node) ?? textOf(inRound(node, round), file)
}
