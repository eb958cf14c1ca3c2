import type { SgNode } from '@ast-grep/napi'
import type { Parameter } from '../../contract.ts'
import type { SourceFile } from '../../source/source-file.ts'
import { guardIn } from '../languages/javascript-guards.ts'
import { nameOf } from '../languages/javascript-names.ts'
import {
  argumentsOf,
  calleeOf,
  isFunction,
  itemsOf,
  keyOf,
  kindOf,
  named,
  propertyOf,
  unwrap,
} from '../languages/javascript-nodes.ts'
import { valueIn } from '../languages/javascript-texts.ts'

/** Hooks in which people look at who calls. */
const HOOKS = ['onRequest', 'preParsing', 'preValidation', 'preHandler', 'beforeHandler']
const PLACES: [string[], Parameter['in']][] = [
  [['querystring', 'query'], 'query'],
  [['body'], 'body'],
  [['headers'], 'header'],
]

/** The object literal that an expression is or names in this file. */
export function objectOf(node: SgNode | undefined, file: SourceFile): SgNode | undefined {
  if (!node || node.kind() === 'object') return node
  const name = /identifier|member_expression/.test(kindOf(node)) ? nameOf(node, file) : undefined
  const value = name === undefined ? undefined : valueIn(name, file)
  return value?.kind() === 'object' ? value : undefined
}

/** The guard that a route's options name: a hook that tells of authentication. */
export function guardOfOptions(options: SgNode | undefined, file: SourceFile): string | undefined {
  for (const hook of HOOKS) {
    const value = propertyOf(options, hook)
    if (!value) continue
    for (const one of itemsOf(value)) {
      const found = guardIn(one)
      if (found) return found
      if (isFunction(one) || one.kind() !== 'call_expression') continue
      // `fastify.auth([fastify.verifyToken])`, `preHandler: hooks([requireUser])`
      const inner = argumentsOf(one).map(guardIn).find(Boolean)
      if (inner) return inner
    }
  }
  const spread = named(options).find((one) => one.kind() === 'spread_element')
  const other = spread ? objectOf(named(spread)[0], file) : undefined
  return other && other.id() !== options?.id() && named(other).every((one) => one.kind() !== 'spread_element')
    ? guardOfOptions(other, file)
    : undefined
}

/** Parameters that the schema in a route's options names, where it is written in place: JSON Schema, TypeBox or Zod. */
export function parametersOfSchema(options: SgNode | undefined, file: SourceFile): Parameter[] {
  const schema = objectOf(propertyOf(options, 'schema'), file)
  if (!schema) return []
  return PLACES.flatMap(([keys, place]) =>
    fieldsOf(propertyOf(schema, ...keys), file).map((name): Parameter => ({ name, in: place })),
  ).slice(0, 50)
}

function fieldsOf(schema: SgNode | undefined, file: SourceFile, depth = 0): string[] {
  if (!schema || depth > 3) return []
  if (schema.kind() === 'object') {
    const properties = objectOf(propertyOf(schema, 'properties'), file)
    return (properties ? named(properties) : []).flatMap((one) => (one.kind() === 'pair' ? keyOf(one) : []))
  }
  if (schema.kind() === 'call_expression') {
    if (!/(?:^|\.)(?:Object|object)$/.test(calleeOf(schema)?.text() ?? '')) return []
    return named(argumentsOf(schema)[0]).flatMap((one) => (one.kind() === 'pair' ? keyOf(one) : []))
  }
  const name = nameOf(schema, file)
  const value = name === undefined ? undefined : valueIn(name, file)
  return value && value.id() !== schema.id() ? fieldsOf(unwrap(value), file, depth + 1) : []
}
