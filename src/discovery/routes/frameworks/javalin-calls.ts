import type { SgNode } from '@ast-grep/napi'
import { jvmText, named } from '../languages/jvm-text.ts'
import { constantIn } from '../names.ts'
import { partsOf } from './ktor-scopes.ts'

/** A call, however Java or Kotlin writes it. `receiver` is '' for none; a block of Kotlin is the last of the values. */
export interface JvmCall {
  name: string
  receiver: string
  values: SgNode[]
}

/** The parts of a `method_invocation` or `call_expression`. */
export function jvmCall(node: SgNode): JvmCall {
  if (node.kind() === 'method_invocation') {
    const list = node.field('arguments')
    return {
      name: node.field('name')?.text() ?? '',
      receiver: node.field('object')?.text() ?? '',
      values: list ? named(list) : [],
    }
  }
  const { name, values, block } = partsOf(node)
  let called: SgNode | null = node
  for (let depth = 0; called?.kind() === 'call_expression' && depth < 6; depth++) called = called.child(0)
  const text = called?.kind() === 'navigation_expression' ? called.text() : ''
  return {
    name,
    receiver: text.slice(0, Math.max(0, text.lastIndexOf('.'))).replace(/[?!]+$/, ''),
    values: [...values.map((one) => named(one).at(-1) ?? one), ...(block ? [block] : [])],
  }
}

/** `get("/x") { … }` of Kotlin is a call of a call: the outer one tells all. */
export const isInner = (node: SgNode): boolean => {
  const parent = node.parent()
  return parent?.kind() === 'call_expression' && parent.child(0)?.id() === node.id()
}

/** The path that an argument says, also through one function: `underBase("/api")`. */
export function javalinPath(node: SgNode | undefined): string | undefined {
  const text = jvmText(node)
  if (text !== undefined || !node || !/^(?:method_invocation|call_expression)$/.test(String(node.kind())))
    return text
  const inner = jvmText(jvmCall(node).values[0])
  return inner?.includes('/') ? inner : undefined
}

/** `/a/{id}/<rest>` → `/a/{id}/{*rest}`; older releases wrote `:id`. */
export const javalinTemplate = (path: string): string =>
  path.replace(/<(\w+)>/g, '{*$1}').replace(/(^|\/):(\w+)/g, '$1{$2}')

/** Name of the function around, with its type: `Orders.routes()`. */
export function functionAround(node: SgNode): string {
  const holders = node.ancestors()
  const own = holders.find((one) => /^(?:method|function)_declaration$/.test(String(one.kind())))
  const type = holders.find((one) => /^(?:class|object|record)_declaration$/.test(String(one.kind())))
  return `${[nameOf(type), nameOf(own)].filter(Boolean).join('.')}()`
}

const nameOf = (node: SgNode | undefined): string =>
  (
    node?.field('name') ??
    node?.children().find((one) => /^(?:simple|type)_identifier$/.test(String(one.kind())))
  )?.text() ?? ''

/** Name of the type around. */
export const typeAround = (node: SgNode): string =>
  nameOf(node.ancestors().find((one) => /^(?:class|object|record)_declaration$/.test(String(one.kind()))))

/** A part of a path that is computed. */
export const computedPart = (node: SgNode | undefined): string =>
  constantIn(/(\w+)\W*$/.exec(node?.text().slice(-80) ?? '')?.[1] ?? 'path')
