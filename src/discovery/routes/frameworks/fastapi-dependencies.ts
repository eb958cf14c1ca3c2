import type { SgNode } from '@ast-grep/napi'
import { lineOf } from '../../syntax/line-of.ts'
import type { RouteFact } from '../contract.ts'
import { basesOf, definitionOf, parametersOf } from '../languages/python-functions.ts'
import { argumentsOf, dottedName, itemsOf } from '../languages/python-syntax.ts'
import { dependency } from './fastapi-facts.ts'

const DEPENDS = {
  rule: { kind: 'call', has: { field: 'function', regex: '(?:^|\\.)(?:Depends|Security)$' } },
}

/** Names that `Depends(x)` and `Security(x)` ask for, anywhere below a node. */
export const dependsIn = (node: SgNode | null | undefined): string[] =>
  !node || !/Depends|Security/.test(node.text())
    ? []
    : node.findAll(DEPENDS).flatMap((call) => {
        const name = askedBy(call)
        return name ? [name] : []
      })

/** Arguments by which a dependency lets those pass who are not known: `Depends(current_user(required=False))`. */
const LENIENT = /\((?:[^()]*,)?\s*(?:(?:required|auto_error)\s*=\s*False|optional\s*=\s*True)\b/
/** A parameter with such a value is what is sent, whatever its type is called (`UserInLogin`). */
const SENT = /^(?:\w+\.)*(?:Body|Form|File|Query|Path|Header|Cookie)\(/

/** What one `Depends(…)` asks for; a call inside of it (`Depends(Allow("admin"))`) counts by its own name. */
export function askedBy(call: SgNode): string {
  const { positional, named } = argumentsOf(call)
  const asked = positional[0] ?? named.get('dependency')
  return asked && !LENIENT.test(asked.text()) ? dottedName(asked) : ''
}

/** Names in `dependencies=[…]`; an entry may be a name that stands for a `Depends`. */
export const dependsOf = (node: SgNode | undefined): string[] => [
  ...dependsIn(node),
  ...itemsOf(node)
    .filter((one) => one.kind() === 'identifier' || one.kind() === 'attribute')
    .map((one) => one.text()),
]

/** Names that the parameters of a function ask for: by `Depends`, or by a type that may be an alias of one. */
export function dependsOfParameters(node: SgNode): string[] {
  return parametersOf(node).flatMap(({ type, value }) => {
    const asked = [...dependsIn(value), ...dependsIn(type)]
    if (asked.length > 0 || SENT.test(value?.text() ?? '')) return asked
    const name = type?.text() ?? ''
    return /^[\w.]+$/.test(name) && /[A-Z]/.test(name) ? [name] : []
  })
}

/** A function that others may depend on. */
export function dependencyFunction(node: SgNode): RouteFact[] {
  const name = node.field('name')?.text() ?? ''
  const depends = dependsOfParameters(node)
  return depends.length > 0 ? [dependency(name, lineOf(node), { depends, given: true })] : []
}

/** `CurrentUser = Annotated[User, Depends(get_current_user)]`. */
export function dependencyAlias(assignment: SgNode): RouteFact[] {
  const name = dottedName(assignment.field('left'))
  const depends = dependsIn(assignment.field('right'))
  return name && depends.length > 0 ? [dependency(name, lineOf(assignment), { depends, given: true })] : []
}

/** A class whose attributes, constructor or bases depend on something: routers and controllers of an application's own. */
export function dependencyClass(node: SgNode): RouteFact[] {
  const definition = definitionOf(node)
  if (!definition) return []
  const bases = basesOf(node)
  const data = { depends: [...dependsIn(node.field('body')), ...bases].slice(0, 30), given: false }
  const enumerated = bases.some((one) => /Enum$/.test(one)) ? { enumerated: true as const } : {}
  return [dependency(definition.name, definition.line, { ...data, ...enumerated })]
}
