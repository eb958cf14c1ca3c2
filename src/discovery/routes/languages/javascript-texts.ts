import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import { constantIn } from '../names.ts'
import { nameOf, parameterNode, valueGiven } from './javascript-names.ts'
import { argumentsOf, calleeOf, kindOf, literalText, named, propertyOf, unwrap } from './javascript-nodes.ts'

const FARTHEST = 8

/** The text that an expression stands for, names that other files explain as `constantIn`; undefined for what is computed. */
export function textOf(
  expression: SgNode | null | undefined,
  file: SourceFile,
  depth = 0,
): string | undefined {
  if (!expression || depth > FARTHEST) return undefined
  const node = unwrap(expression)
  const literal = literalText(node)
  if (literal !== undefined) return literal
  switch (kindOf(node)) {
    case 'template_string':
      return templateText(node, file, depth)
    case 'binary_expression':
      return binaryText(node, file, depth)
    case 'ternary_expression':
      return (
        textOf(node.field('consequence'), file, depth + 1) ??
        textOf(node.field('alternative'), file, depth + 1)
      )
    case 'call_expression':
      return callText(node, file, depth)
    case 'identifier':
    case 'shorthand_property_identifier':
    case 'member_expression':
    case 'subscript_expression':
      return namedText(node, file, depth)
    default:
      return undefined
  }
}

function templateText(node: SgNode, file: SourceFile, depth: number): string {
  let text = ''
  for (const one of named(node)) {
    if (one.kind() === 'template_substitution') {
      const inner = named(one)[0]
      text += textOf(inner, file, depth + 1) ?? `{${/(\w+)\W*$/.exec(inner?.text() ?? '')?.[1] ?? 'value'}}`
    } else text += one.text()
  }
  return text
}

function binaryText(node: SgNode, file: SourceFile, depth: number): string | undefined {
  const [left, right] = [node.field('left'), node.field('right')]
  const operator = node.field('operator')?.text()
  if (operator === '||' || operator === '??') {
    // A setting of the environment is nobody's to know: what stands in for it is.
    const second = textOf(right, file, depth + 1)
    return second ?? textOf(left, file, depth + 1)
  }
  if (operator !== '+') return undefined
  const [a, b] = [textOf(left, file, depth + 1), textOf(right, file, depth + 1)]
  return a === undefined && b === undefined ? undefined : (a ?? '{value}') + (b ?? '{value}')
}

function callText(node: SgNode, file: SourceFile, depth: number): string | undefined {
  const callee = calleeOf(node)?.text() ?? ''
  const parts = argumentsOf(node)
  if (/(?:^|\.)(?:join|posix\.join|resolve|urlJoin)$/.test(callee)) {
    const texts = parts.map((one) => textOf(one, file, depth + 1))
    return texts.some((one) => one === undefined) ? undefined : texts.join('/')
  }
  if (/^Object\.freeze$|^String$/.test(callee)) return textOf(parts[0], file, depth + 1)
  return undefined
}

function namedText(node: SgNode, file: SourceFile, depth: number): string | undefined {
  const text = node.text()
  // What only a running process knows is nothing by default, if it is the beginning of all paths.
  if (/^(?:process\.env|import\.meta|global|globalThis)\b/.test(text))
    return /(?:path|prefix|base|root)\w*$/i.test(text) ? '' : undefined
  const name = nameOf(node, file)
  if (!name) return undefined
  const own = valueIn(name, file)
  if (own && own.id() !== node.id()) {
    const found = textOf(own, file, depth + 1)
    if (found !== undefined) return found
  }
  if (node.kind() === 'identifier') {
    const value = parameterNode(text, node)?.field('value')
    if (value) return textOf(value, file, depth + 1)
  }
  return /^[\w$. /@-]+(?:\(\d+\)[\w$.]*)?$/.test(name) ? constantIn(name) : undefined
}

/** What a name, or a property of one, was given in this file: `ROUTES.users.list`. */
export function valueIn(name: string, file: SourceFile): SgNode | undefined {
  const whole = valueGiven(name, file)
  if (whole) return whole
  const at = name.lastIndexOf('.')
  if (at < 0) return undefined
  let object = valueIn(name.slice(0, at), file)
  if (object?.kind() === 'call_expression' && /^Object\.freeze\b/.test(object.text()))
    object = argumentsOf(object)[0]
  return propertyOf(object, name.slice(at + 1))
}

/** All texts that an expression stands for: one, or those of an array. */
export function textsOf(node: SgNode | undefined, file: SourceFile): string[] {
  if (!node) return []
  const value = node.kind() === 'identifier' ? valueIn(nameOf(node, file) ?? '', file) : undefined
  const list = value?.kind() === 'array' ? value : node
  if (list.kind() !== 'array') {
    const one = textOf(list, file)
    return one === undefined ? [] : [one]
  }
  return named(list).flatMap((one) => textOf(one, file) ?? [])
}
