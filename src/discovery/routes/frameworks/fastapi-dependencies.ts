import type { SgNode } from '@ast-grep/napi'
import { lineOf } from '../../syntax/line-of.ts'
import type { RouteFact } from '../contract.ts'
import { basesOf, definitionOf, type FunctionParameter, parametersOf } from '../languages/python-functions.ts'
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

/** A route that takes nobody for an answer: `caller: User | None = Depends(…)`. */
const NOBODY_TOO = /\|\s*None\b|\bNone\s*\||\bOptional\[/

/** Names that a route's parameters ask for, where it does not go on without. */
export const dependsOfRoute = (node: SgNode): string[] =>
  askedByParameters(parametersOf(node).filter(({ type }) => !NOBODY_TOO.test(type?.text() ?? '')))

/** Names that the parameters of a function ask for: by `Depends`, or by a type that may be an alias of one. */
const dependsOfParameters = (node: SgNode): string[] => askedByParameters(parametersOf(node))

function askedByParameters(parameters: readonly FunctionParameter[]): string[] {
  return parameters.flatMap(({ type, value }) => {
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

/** A call that lets those pass who are not known, as its arguments say. */
const ANYBODY = /\bAnonymous|\ballow_anonymous\s*=\s*True\b/

/** `_Readers = Authenticator(scopes={…})` of a module, which routes ask for: it asks for what its class or factory does. */
export function dependencyInstance(assignment: SgNode): RouteFact[] {
  const name = dottedName(assignment.field('left'))
  const call = assignment.field('right')
  const made = dottedName(call?.field('function'))
  const text = call?.text() ?? ''
  if (assignment.parent()?.parent()?.kind() !== 'module' || !/^\w+$/.test(name) || !made) return []
  if (/(?:APIRouter|FastAPI)$/.test(made) || ANYBODY.test(text) || LENIENT.test(text)) return []
  return [dependency(name, lineOf(assignment), { depends: [made], given: false })]
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
