import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import type { ConstantFact } from '../contract.ts'
import { fillConstants } from '../names.ts'
import { className } from './javascript-names.ts'
import { argumentsOf, calleeOf, isWrapper, keyOf, kindOf, named, unwrap } from './javascript-nodes.ts'
import { textOf } from './javascript-texts.ts'

const MOST = 400
const DEEPEST = 4
/** Texts that may be part of a path. */
const OF_A_PATH = /^[\w\-./:{}*@$?~+()|\\]{0,200}$/

const VALUES =
  /^(?:string|template_string|binary_expression|identifier|shorthand_property_identifier|member_expression|call_expression|ternary_expression)$/
/** Only a file with these words is worth following names for. */
const ROUTES = /rout|path|url|prefix|endpoint|api/i

const RULE = {
  any: [
    {
      kind: 'variable_declarator',
      has: {
        field: 'value',
        any: [
          'string',
          'template_string',
          'object',
          'as_expression',
          'satisfies_expression',
          'binary_expression',
          'call_expression',
        ].map((kind) => ({ kind })),
      },
      inside: {
        any: [{ kind: 'lexical_declaration' }, { kind: 'variable_declaration' }],
        inside: { any: [{ kind: 'program' }, { kind: 'export_statement' }] },
      },
    },
    { kind: 'enum_declaration' },
    {
      kind: 'public_field_definition',
      has: { field: 'value', any: [{ kind: 'string' }, { kind: 'template_string' }] },
    },
    { kind: 'export_statement', has: { field: 'value', kind: 'object' } },
    {
      kind: 'assignment_expression',
      has: { field: 'right', kind: 'object' },
      inside: { kind: 'expression_statement', inside: { kind: 'program' } },
    },
  ],
}

/** Texts that names of a file stand for, with those of objects, enumerations and classes: `ROUTES.users`. */
export function constantsOf(file: SourceFile): ConstantFact[] {
  const found: ConstantFact[] = []
  const add = (name: string, value: string | undefined): void => {
    if (value !== undefined && found.length < MOST && OF_A_PATH.test(fillConstants(value, () => '')))
      found.push({ fact: 'constant', name, value })
  }
  const walk = (name: string, node: SgNode, depth: number): void => {
    const value = frozen(node)
    if (value.kind() !== 'object') {
      const text = value.text()
      // Prose is no path, and names are dear to follow.
      if (
        text.length > 200 ||
        !(VALUES.test(kindOf(value)) && (/^['"`][^\s]*$/.test(text) || ROUTES.test(file.text)))
      )
        return
      add(name, textOf(value, file))
    } else if (depth < DEEPEST)
      for (const one of named(value)) {
        const inner =
          one.kind() === 'pair'
            ? one.field('value')
            : one.kind() === 'shorthand_property_identifier'
              ? one
              : undefined
        if (inner) walk(`${name}.${keyOf(one)}`, inner, depth + 1)
      }
  }
  for (const node of file.tree().findAll({ rule: RULE })) {
    const kind = kindOf(node)
    if (kind === 'enum_declaration')
      for (const one of named(node.field('body'))) {
        const value = one.kind() === 'enum_assignment' ? one.field('value') : undefined
        if (value) add(`${node.field('name')?.text()}.${keyOf(one)}`, textOf(value, file))
      }
    else if (kind === 'variable_declarator') {
      const [name, value] = [node.field('name'), node.field('value')]
      if (name?.kind() === 'identifier' && value) walk(name.text(), value, 0)
    } else if (kind === 'public_field_definition') {
      const value = node.field('value')
      if (value) add(`${className(node)}.${node.field('name')?.text()}`, textOf(value, file))
    } else {
      const value = node.field('value') ?? node.field('right')
      const left = node.field('left')?.text() ?? 'module.exports'
      if (value && /^(?:module\.)?exports\b/.test(left))
        walk(left.replace(/^(?:module\.)?exports\.?/, '') || 'default', value, 0)
    }
  }
  return found
}

/** The expression inside of `Object.freeze()`, `as const`. */
function frozen(node: SgNode): SgNode {
  const value = isWrapper(node) ? unwrap(node) : node
  if (value.kind() !== 'call_expression' || calleeOf(value)?.text() !== 'Object.freeze') return value
  return argumentsOf(value)[0] ?? value
}
