import type { SgNode } from '@ast-grep/napi'
import { lineOf } from '../../syntax/line-of.ts'
import type { RouteFact } from '../contract.ts'
import { jvmText, named } from '../languages/jvm-text.ts'
import { childOf } from '../languages/jvm-types-kotlin.ts'
import { parameterName } from '../names.ts'

export const FRAMEWORK = 'ktor'
const BLOCKS = new Set([
  'get',
  'post',
  'put',
  'delete',
  'patch',
  'head',
  'options',
  'handle',
  'webSocket',
  'sse',
])
// Blocks of other projects that ask who it is: `withRole("admin") { … }`.
const ASKS =
  /^(with|require|authori[sz]e|authenticated|protected|secured)\w*|\w*(Role|Permission|Auth|Admin)$/i

/** Where a call stands: the router that the blocks around it make up, the path they add, what they say of authentication. */
export interface Scope {
  router: string
  prefix: string
  authentication: string | undefined
}

/** A function that extends `Route` (or `Application`) is a router that others may mount. */
export function functionFacts(node: SgNode): RouteFact[] {
  const router = functionRouter(node)
  return router ? [{ fact: 'router', line: lineOf(node), framework: FRAMEWORK, name: router }] : []
}

/** `users(0)` of `fun Route.users()` and of `fun users(route: Route)`. */
function functionRouter(node: SgNode): string | undefined {
  const parts = named(node)
  const at = parts.findIndex((one) => one.kind() === 'simple_identifier')
  const receiver = parts.slice(0, Math.max(at, 0)).find((one) => one.kind() === 'user_type')
  return receiver &&
    /^(Route|Routing|RootRoute|Application|NormalOpenAPIRoute)$/.test(receiver.text().replace(/^.*\./, ''))
    ? parameterName(parts[at]?.text() ?? '', 0)
    : undefined
}

/** The scope of a call; undefined when no routing is around it, or when it stands in the block that answers a request. */
export function scopeOf(call: SgNode): Scope | undefined {
  let prefix = ''
  let authentication: string | undefined
  let from = call
  for (const around of call.ancestors()) {
    const came = from
    from = around
    if (around.kind() === 'function_declaration') {
      const router = functionRouter(around)
      if (router) return { router, prefix, authentication }
    }
    // Only what stands in the block of a call is inside of it, not what the call is made of.
    if (around.kind() !== 'call_expression' || around.child(0)?.id() === came.id()) continue
    const { name, values } = partsOf(around)
    if (name === 'routing') return { router: 'routing', prefix, authentication }
    if (BLOCKS.has(name)) return undefined
    if (name === 'route') prefix = `${textOf(values[0])}/${prefix}`
    else if (name === 'authenticate') {
      const optional = values.some((one) =>
        /\boptional\s*=\s*true|AuthenticationStrategy\.Optional/.test(one.text()),
      )
      if (!optional) authentication ??= `authenticate(${values.map((one) => one.text()).join(', ')})`
    } else if (ASKS.test(name)) authentication ??= name
  }
  return undefined
}

/** Name, arguments, type arguments and block of a call, however Kotlin writes it: `get("/x") { … }` is a call of a call. */
export function partsOf(call: SgNode): { name: string; values: SgNode[]; types: string[]; block?: SgNode } {
  const values: SgNode[] = []
  const types: string[] = []
  let block: SgNode | undefined
  let at: SgNode | null = call
  for (let depth = 0; at?.kind() === 'call_expression' && depth < 6; depth++) {
    const suffix = childOf(at, 'call_suffix')
    for (const part of suffix ? named(suffix) : []) {
      if (part.kind() === 'value_arguments') values.push(...named(part))
      else if (part.kind() === 'type_arguments') types.push(...named(part).map((one) => one.text()))
      else if (part.kind() === 'annotated_lambda') block ??= part
    }
    at = at.child(0)
  }
  const name =
    at?.kind() === 'simple_identifier'
      ? at.text()
      : at?.kind() === 'navigation_expression'
        ? /(\w+)$/.exec(at.text())?.[1]
        : undefined
  return { name: name ?? '', values, types, ...(block ? { block } : {}) }
}

/** A path that an argument gives, as a template: `{id?}` → `{id}`, `{path...}` → `{*path}`. */
export function textOf(argument: SgNode | undefined): string {
  return ktorTemplate(jvmText(argument && named(argument).at(-1)) ?? '')
}

export const ktorTemplate = (path: string): string =>
  path.replace(
    /\{([^{}]*?)(\?|\.\.\.)?\}/g,
    (_, name: string, mark?: string) => `{${mark === '...' ? '*' : ''}${name || 'path'}}`,
  )
