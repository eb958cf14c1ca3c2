import type { SgNode } from '@ast-grep/napi'
import { lineOf } from '../../syntax/line-of.ts'
import { worthTelling } from './jvm-names.ts'
import { jvmText, named } from './jvm-text.ts'
import type { JvmAnnotation, JvmMethod, JvmType } from './jvm-types.ts'

/** A class, interface or record of Java. */
export function javaType(node: SgNode): JvmType {
  const body = node.field('body')
  const members = body ? named(body) : []
  const fields = fieldTypes(members)
  const isInterface = node.kind() === 'interface_declaration'
  const baseArguments = basesOf(node)
  return {
    name: node.field('name')?.text() ?? '',
    line: lineOf(node.field('name') ?? node),
    abstract: isInterface || modifiersOf(node).some((one) => one.text() === 'abstract'),
    interface: isInterface,
    annotations: annotationsOf(node),
    bases: [...baseArguments.keys()],
    baseArguments,
    methods: members.filter((one) => one.kind() === 'method_declaration').map((one) => methodOf(one, fields)),
  }
}

function methodOf(node: SgNode, fields: ReadonlyMap<string, string>): JvmMethod {
  const parameters = node.field('parameters')
  const makes = /\bnew\s+([A-Z]\w*)(?:<[^<>]*>)?\s*\(/.exec(returned(node))?.[1]
  return {
    name: node.field('name')?.text() ?? '',
    line: lineOf(node.field('name') ?? node),
    annotations: annotationsOf(node),
    parameters: (parameters ? named(parameters) : [])
      .filter((one) => one.kind() === 'formal_parameter')
      .map((one) => ({
        name: one.field('name')?.text() ?? '',
        type: one.field('type')?.text() ?? '',
        annotations: annotationsOf(one),
      })),
    returns: node.field('type')?.text() ?? '',
    uses: usesOf(node, fields),
    ...(makes ? { makes } : {}),
  }
}

/** The text from the last `return` on. */
function returned(node: SgNode): string {
  const text = node.field('body')?.text() ?? ''
  const at = text.lastIndexOf('return ')
  return at < 0 ? '' : text.slice(at, at + 200)
}

function usesOf(node: SgNode, fields: ReadonlyMap<string, string>): string[] {
  const types = node.findAll({ rule: { kind: 'type_identifier' } }).map((one) => one.text())
  const words = new Set(node.field('body')?.text().match(/\w+/g))
  return worthTelling([...types, ...[...fields].flatMap(([name, type]) => (words.has(name) ? type : []))])
}

function fieldTypes(members: readonly SgNode[]): Map<string, string> {
  const fields = new Map<string, string>()
  for (const one of members)
    if (one.kind() === 'field_declaration') {
      const name = one.field('declarator')?.field('name')?.text()
      const type = one.field('type')
      if (name && type) fields.set(name, simpleName(type))
    }
  return fields
}

/** Annotations of a declaration, in order. */
export function annotationsOf(node: SgNode): JvmAnnotation[] {
  return modifiersOf(node)
    .filter((one) => one.kind() === 'annotation' || one.kind() === 'marker_annotation')
    .map((one) => {
      const list = one.field('arguments')
      const values: JvmAnnotation['values'] = new Map()
      for (const argument of list ? named(list) : []) {
        const pair = argument.kind() === 'element_value_pair'
        const value = pair ? argument.field('value') : argument
        const several = value?.kind() === 'element_value_array_initializer' ? named(value) : [value]
        values.set(
          (pair && argument.field('key')?.text()) || 'value',
          several.flatMap((each) => (each ? { text: jvmText(each), raw: each.text() } : [])),
        )
      }
      const name = one.field('name')?.text() ?? ''
      return { name: name.slice(name.lastIndexOf('.') + 1), values }
    })
}

function modifiersOf(node: SgNode): SgNode[] {
  return (
    node
      .children()
      .find((one) => one.kind() === 'modifiers')
      ?.children() ?? []
  )
}

function basesOf(node: SgNode): Map<string, string[]> {
  const bases = new Map<string, string[]>()
  for (const part of named(node)) {
    if (!/^(superclass|super_interfaces|extends_interfaces)$/.test(String(part.kind()))) continue
    const types = named(part).flatMap((one) => (one.kind() === 'type_list' ? named(one) : [one]))
    for (const type of types) {
      const arguments_ =
        type.kind() === 'generic_type' ? named(type).find((one) => one.kind() === 'type_arguments') : null
      bases.set(simpleName(type), arguments_ ? named(arguments_).map(simpleName) : [])
    }
  }
  return bases
}

/** `Owner` of `com.acme.Owner<T>`. */
function simpleName(type: SgNode): string {
  const text = type.text().replace(/<[\s\S]*$/, '')
  return text.slice(text.lastIndexOf('.') + 1).trim()
}
