import type { SgNode } from '@ast-grep/napi'
import { csharpTemplate } from '../languages/csharp-templates.ts'
import { csharpText, named } from '../languages/csharp-text.ts'
import { modifiersOf, parametersOf } from '../languages/csharp-types.ts'
import { parameterName } from '../names.ts'

// Chains of calls are deep where they are generated.
const LONGEST = 60

/** Types that endpoints hang on. */
export const BUILDER =
  /^(IEndpointRouteBuilder|RouteGroupBuilder|WebApplication|IApplicationBuilder|IVersionedEndpointRouteBuilder|IEndpointConventionBuilder|RouteHandlerBuilder)$/

/** What a chain of calls stands for: a router, the path behind it, and what it says of authentication. */
export interface Builder {
  router: string
  prefix: string
  authentication: string | false | undefined
}

/** The function around a node: its name with its class's, and its declaration. */
export function functionAround(node: SgNode): { name: string; node: SgNode } | undefined {
  const found = node
    .ancestors()
    .find((one) => one.kind() === 'method_declaration' || one.kind() === 'local_function_statement')
  return found && { name: functionName(found), node: found }
}

/** `Orders.Map` of a method, the bare name of a local function. */
export function functionName(node: SgNode): string {
  const own = node.field('name')?.text() ?? ''
  const type = node.kind() === 'method_declaration' ? classAround(node) : undefined
  return type ? `${type}.${own}` : own
}

export const classAround = (node: SgNode): string | undefined =>
  node
    .ancestors()
    .find((one) => /^(class|record|struct)_declaration$/.test(String(one.kind())))
    ?.field('name')
    ?.text()

/** Name of the router that a function's parameter is: an extension's without its class, since that is how it is called. */
export function parameterRouter(node: SgNode, index: number): string {
  const extension = index === 0 && isExtension(node)
  return parameterName(extension ? (node.field('name')?.text() ?? '') : functionName(node), index)
}

/** Whether its first parameter is `this`. */
export function isExtension(node: SgNode): boolean {
  const first = node
    .field('parameters')
    ?.children()
    .find((one) => one.kind() === 'parameter')
  return first !== undefined && modifiersOf(first).includes('this')
}

/** Name of the router that a variable is at this place: a parameter of the function around it, else the function's own. */
export function variableRouter(name: string, at: SgNode): string {
  const around = functionAround(at)
  if (!around) return name
  const index = parametersOf(around.node).findIndex((one) => one.name === name)
  return index >= 0 ? parameterRouter(around.node, index) : `${around.name}/${name}`
}

/** What endpoints hang on in `expression.MapGet(…)`; undefined for what is no builder, a mapper's call for one. */
export function builderOf(expression: SgNode | null, depth = 0): Builder | undefined {
  if (!expression || depth > LONGEST) return undefined
  const kind = expression.kind()
  if (kind === 'identifier')
    return { router: variableRouter(expression.text(), expression), prefix: '', authentication: undefined }
  if (kind === 'member_access_expression' || kind === 'this_expression')
    return { router: variableRouter(expression.text(), expression), prefix: '', authentication: undefined }
  if (kind === 'parenthesized_expression') return builderOf(named(expression)[0] ?? null, depth + 1)
  if (kind !== 'invocation_expression') return undefined
  const called = expression.field('function')
  if (called?.kind() !== 'member_access_expression') return undefined
  const before = builderOf(called.field('expression'), depth + 1)
  const name = callName(called)
  // What an endpoint gives back is that endpoint: nothing hangs on it.
  if (!before || /^Map(Get|Post|Put|Delete|Patch|Methods)?$/.test(name)) return undefined
  if (name === 'MapGroup') {
    const prefix = csharpText(argumentsOf(expression)[0]) ?? ''
    return { ...before, prefix: `${before.prefix}/${csharpTemplate(prefix)}` }
  }
  const authentication = authenticationOf(name)
  return authentication === undefined ? before : { ...before, authentication }
}

/** What a call in a chain says of authentication. */
export function authenticationOf(name: string): string | false | undefined {
  if (name === 'AllowAnonymous') return false
  return /^(RequireAuth|RequirePermission|RequireRole|RequireScope|HasPermission|RequireClaim)\w*$/.test(name)
    ? `${name}()`
    : undefined
}

/** `MapGet` of `app.MapGet` and of `app.MapGet<T>`. */
export const callName = (called: SgNode): string =>
  (called.field('name') ?? called).text().replace(/<[\s\S]*$/, '')

/** Expressions of a call's arguments. */
export function argumentsOf(call: SgNode): SgNode[] {
  const list = call.field('arguments')
  return (list ? named(list) : []).flatMap((one) => named(one).at(-1) ?? [])
}

/** What the calls after this one in its chain say: `.MapGet(…).RequireAuthorization()`. */
export function saidAfter(call: SgNode): string | false | undefined {
  let said: string | false | undefined
  let at: SgNode | null = call
  for (let depth = 0; at && depth < LONGEST; depth++) {
    const access: SgNode | null = at.parent()
    if (access?.kind() !== 'member_access_expression') return said
    // Anonymous access outweighs, wherever it stands.
    if (said !== false) said = authenticationOf(callName(access)) ?? said
    at = access.parent()
  }
  return said
}
