import type { SgNode } from '@ast-grep/napi'
import { constantIn } from '../names.ts'

/** Arguments of a call: those by position, and those by name. Stars and comments are left out. */
export interface Arguments {
  positional: SgNode[]
  named: Map<string, SgNode>
}

/** The arguments of a `call`, or the bases and keywords of a `class_definition`. */
export function argumentsOf(call: SgNode | null): Arguments {
  const found: Arguments = { positional: [], named: new Map() }
  const list = call?.field('arguments') ?? call?.field('superclasses')
  for (const one of list?.children() ?? []) {
    if (one.kind() === 'keyword_argument') {
      const value = one.field('value')
      if (value) found.named.set(one.field('name')?.text() ?? '', value)
    } else if (one.isNamed() && one.kind() !== 'comment') found.positional.push(one)
  }
  return found
}

/** The text that an expression stands for, constants by their names as `constantIn`; undefined for what is computed. */
export function pathText(node: SgNode | null | undefined, depth = 0): string | undefined {
  if (!node || depth > 20) return undefined
  switch (node.kind()) {
    case 'string':
      return stringText(node)
    case 'concatenated_string':
      return node
        .children()
        .map((one) => (one.kind() === 'string' ? stringText(one) : ''))
        .join('')
    case 'identifier':
    case 'attribute':
      return /^[\w.]+$/.test(node.text()) ? constantIn(node.text()) : undefined
    case 'binary_operator': {
      if (node.field('operator')?.text() !== '+') return undefined
      const [left, right] = [
        pathText(node.field('left'), depth + 1),
        pathText(node.field('right'), depth + 1),
      ]
      return left === undefined || right === undefined ? undefined : left + right
    }
    case 'parenthesized_expression':
      return pathText(
        node.children().find((one) => one.isNamed()),
        depth + 1,
      )
    case 'conditional_expression':
      return pathText(
        node.children().find((one) => one.isNamed()),
        depth + 1,
      )
    default:
      return undefined
  }
}

function stringText(node: SgNode): string {
  let text = ''
  for (const one of node.children()) {
    const kind = one.kind()
    if (kind === 'string_content') text += one.text().replaceAll('{{', '{').replaceAll('}}', '}')
    else if (kind === 'interpolation') {
      const inner =
        one
          .children()
          .find((part) => part.isNamed())
          ?.text() ?? ''
      text += /^[\w.]+$/.test(inner) ? constantIn(inner) : `{${/(\w+)\W*$/.exec(inner)?.[1] ?? 'value'}}`
    }
  }
  return text
}

/** Texts of a list, tuple or set of strings, or of one string; undefined when it is none of these. */
export function textsOf(node: SgNode | null | undefined): string[] | undefined {
  if (!node) return undefined
  if (node.kind() === 'string') return [stringText(node)]
  if (!/^(?:list|tuple|set|parenthesized_expression)$/.test(String(node.kind()))) return undefined
  return node.children().flatMap((one) => (one.kind() === 'string' ? [stringText(one)] : []))
}

/** Items of a list, tuple or set. */
export const itemsOf = (node: SgNode | null | undefined): SgNode[] =>
  node && /^(?:list|tuple|set)$/.test(String(node.kind()))
    ? node.children().filter((one) => one.isNamed() && one.kind() !== 'comment')
    : []

/** Name that a dotted expression stands for, without the arguments of calls: `a.b(1).c` → `a.b.c`; '' for others. */
export function dottedName(node: SgNode | null | undefined): string {
  if (!node) return ''
  const text = node.text()
  if (/^[A-Za-z_][\w.]*$/.test(text)) return text
  if (node.kind() === 'call') return dottedName(node.field('function'))
  if (node.kind() === 'attribute') {
    const [object, own] = [dottedName(node.field('object')), node.field('attribute')?.text() ?? '']
    return object ? `${object}.${own}` : own
  }
  if (node.kind() === 'subscript') return dottedName(node.field('value'))
  return ''
}

/** The name that an expression is assigned to: `app` in `app = Flask()`, `self.app` too; '' when to none. */
export function assignedName(value: SgNode): string {
  const assignment = value.parent()
  if (assignment?.kind() !== 'assignment') return ''
  return dottedName(assignment.field('left'))
}

/** Definition around a node: the nearest function or class of the kind. */
export function enclosing(
  node: SgNode,
  kind: 'function_definition' | 'class_definition',
): SgNode | undefined {
  for (let at = node.parent(); at; at = at.parent()) if (at.kind() === kind) return at
  return undefined
}
