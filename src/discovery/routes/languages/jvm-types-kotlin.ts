import type { SgNode } from '@ast-grep/napi'
import { lineOf } from '../../syntax/line-of.ts'
import { worthTelling } from './jvm-names.ts'
import { jvmText, named } from './jvm-text.ts'
import type { JvmAnnotation, JvmMethod, JvmParameter, JvmType } from './jvm-types.ts'

/** A class, interface or object of Kotlin. Its grammar has no fields: what a child is, its kind tells. */
export function kotlinType(node: SgNode): JvmType {
  const members = childOf(node, 'class_body')
  const fields = fieldTypes(node, members ? named(members) : [])
  const isInterface = node.children().some((one) => one.text() === 'interface')
  const name = childOf(node, 'type_identifier')
  const baseArguments = basesOf(node)
  return {
    name: name?.text() ?? '',
    line: lineOf(name ?? node),
    abstract: isInterface || /(^|\s)abstract(\s|$)/.test(modifierWords(node)),
    interface: isInterface,
    annotations: kotlinAnnotations(childOf(node, 'modifiers')),
    bases: [...baseArguments.keys()],
    baseArguments,
    methods: (members ? named(members) : [])
      .filter((one) => one.kind() === 'function_declaration')
      .map((one) => methodOf(one, fields)),
  }
}

function methodOf(node: SgNode, fields: ReadonlyMap<string, string>): JvmMethod {
  const parts = named(node)
  const name = parts.find((one) => one.kind() === 'simple_identifier')
  const list = parts.findIndex((one) => one.kind() === 'function_value_parameters')
  const returned = parts.slice(list + 1).find((one) => /_type$/.test(String(one.kind())))
  return {
    name: name?.text() ?? '',
    line: lineOf(name ?? node),
    annotations: kotlinAnnotations(childOf(node, 'modifiers')),
    parameters: list < 0 ? [] : parametersOf(parts[list] as SgNode),
    returns: returned?.text() ?? '',
    uses: usesOf(node, fields),
  }
}

/** Annotations of a parameter stand beside it, in front. */
function parametersOf(list: SgNode): JvmParameter[] {
  const found: JvmParameter[] = []
  let before: JvmAnnotation[] = []
  for (const one of named(list)) {
    if (one.kind() === 'parameter_modifiers') before = kotlinAnnotations(one)
    else if (one.kind() === 'parameter') {
      const [name, type] = named(one)
      found.push({
        name: name?.text() ?? '',
        type: (type?.text() ?? '').replace(/\?$/, ''),
        annotations: before,
      })
      before = []
    }
  }
  return found
}

/** Annotations below a `modifiers` or `parameter_modifiers` node. */
export function kotlinAnnotations(modifiers: SgNode | undefined): JvmAnnotation[] {
  if (!modifiers) return []
  return named(modifiers)
    .filter((one) => one.kind() === 'annotation')
    .flatMap((one) => {
      const call = childOf(one, 'constructor_invocation')
      const type = childOf(call ?? one, 'user_type')
      if (!type) return []
      const values: JvmAnnotation['values'] = new Map()
      for (const argument of named(childOf(call ?? one, 'value_arguments') ?? one)) {
        if (argument.kind() !== 'value_argument') continue
        const parts = named(argument)
        const key = argument.children().some((each) => each.text() === '=') ? parts[0]?.text() : undefined
        const value = parts.at(-1)
        if (value) values.set(key ?? 'value', [...(values.get(key ?? 'value') ?? []), ...several(value)])
      }
      const name = type.text().replace(/<[\s\S]*$/, '')
      return [{ name: name.slice(name.lastIndexOf('.') + 1), values }]
    })
}

function several(value: SgNode): { text: string | undefined; raw: string }[] {
  const call = value.kind() === 'call_expression' && /^arrayOf\s*\(/.test(value.text())
  const items =
    value.kind() === 'collection_literal'
      ? named(value)
      : call
        ? value.findAll({ rule: { kind: 'value_argument' } }).flatMap((one) => named(one).at(-1) ?? [])
        : [value]
  return items.filter((each) => each.text() !== '').map((each) => ({ text: jvmText(each), raw: each.text() }))
}

function fieldTypes(node: SgNode, members: readonly SgNode[]): Map<string, string> {
  const fields = new Map<string, string>()
  const primary = childOf(node, 'primary_constructor')
  const declared = [
    ...(primary ? named(primary) : []),
    ...members.flatMap((one) => childOf(one, 'variable_declaration') ?? []),
  ]
  for (const one of declared) {
    const name = childOf(one, 'simple_identifier')?.text()
    const type = childOf(one, 'user_type')?.text()
    if (name && type) fields.set(name, type.replace(/<[\s\S]*$/, ''))
  }
  return fields
}

function usesOf(node: SgNode, fields: ReadonlyMap<string, string>): string[] {
  const types = node.findAll({ rule: { kind: 'type_identifier' } }).map((one) => one.text())
  const words = new Set(childOf(node, 'function_body')?.text().match(/\w+/g))
  return worthTelling([...types, ...[...fields].flatMap(([name, type]) => (words.has(name) ? type : []))])
}

function basesOf(node: SgNode): Map<string, string[]> {
  const bases = new Map<string, string[]>()
  for (const one of named(node)) {
    if (one.kind() !== 'delegation_specifier') continue
    const type = childOf(childOf(one, 'constructor_invocation') ?? one, 'user_type')
    if (!type) continue
    const [name = '', inside = ''] = type.text().split('<')
    bases.set(
      name.slice(name.lastIndexOf('.') + 1).trim(),
      inside
        .replace(/>.*$/s, '')
        .split(',')
        .map((each) => each.trim())
        .filter(Boolean),
    )
  }
  return bases
}

/** The first child of a kind. */
export const childOf = (node: SgNode, kind: string): SgNode | undefined =>
  node.children().find((one) => one.kind() === kind)

const modifierWords = (node: SgNode): string => childOf(node, 'modifiers')?.text() ?? ''
