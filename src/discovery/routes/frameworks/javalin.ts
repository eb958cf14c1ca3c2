import type { SgNode } from '@ast-grep/napi'
import { lineOf } from '../../syntax/line-of.ts'
import type { Framework, RouteFact } from '../contract.ts'
import {
  computedPart,
  functionAround,
  isInner,
  type JvmCall,
  javalinPath,
  javalinTemplate,
  jvmCall,
  typeAround,
} from './javalin-calls.ts'

const framework = 'javalin'
const VERBS = /^(?:get|post|put|patch|delete|head|query|ws|sse)$/
/** Blocks in which routes are declared. */
const BLOCKS = /^(?:apiBuilder|routes|endpoints|create|start)$/
/** What a server is called; a map has `get` and `put` as well. */
const SERVER =
  /(?:^|\.)(?:app|javalin|server|routes|router|api|http|service|ApiBuilder|(?:get)?\w*App(?:\(\))?)$|Javalin\b/
const ASKS = /auth|jwt|token|login|session|secur|admin|role|verify|require/i
const ASKS_NOT = /optional|csrf|logout|log(?:ger|ging)?\b|author(?!i)|rate|cors/i
const OPEN_ROLE =
  /(?:^|\.)(?:any(?:one|body)?|every(?:one|body)|public|guest|open|unauthenticated|anonymous|none)(?:_\w+)?$/i

/** Javalin: calls on a server, and nested `path` blocks of its builder. Source: https://javalin.io/documentation#handlers */
export const javalin: Framework = {
  id: framework,
  name: 'Javalin',
  language: 'jvm',
  packages: ['io.javalin', 'io.javalin.', 'libs.javalin', 'libs.javalin.'],
  mentions: /\bio\.javalin\b/,
  rules: [
    { rule: { kind: 'method_invocation' }, language: 'java', facts: callFacts },
    { rule: { kind: 'call_expression' }, language: 'kotlin', facts: callFacts },
  ],
}

/** Where a call stands: the router of its function, and what `path` blocks around it put in front. */
interface Place {
  router: string
  prefix: string
  /** Some block says that routes are declared here. */
  declared: boolean
}

function placeOf(node: SgNode): Place {
  let [prefix, declared] = ['', false]
  for (const around of node.ancestors()) {
    if (/^(?:method|function)_declaration$/.test(String(around.kind()))) break
    if (!/^(?:method_invocation|call_expression)$/.test(String(around.kind())) || isInner(around)) continue
    const { name, values } = jvmCall(around)
    if (name === 'path' && values.length > 1 && !isWithin(node, values[0])) {
      prefix = `${pathAt(values[0])}/${prefix}`
      declared = true
    } else if (BLOCKS.test(name)) declared = true
    // What answers declares nothing.
    else if (VERBS.test(name)) return { router: '', prefix: '', declared: false }
  }
  return { router: functionAround(node), prefix, declared }
}

const isWithin = (inner: SgNode, outer: SgNode | undefined): boolean =>
  outer !== undefined &&
  outer.range().start.index <= inner.range().start.index &&
  inner.range().end.index <= outer.range().end.index

const pathAt = (node: SgNode | undefined): string => javalinTemplate(javalinPath(node) ?? computedPart(node))

function callFacts(node: SgNode): RouteFact[] {
  if (isInner(node)) return []
  const call = jvmCall(node)
  if (VERBS.test(call.name) || call.name === 'crud') return routeFacts(node, call)
  if (/^before(?:Matched)?$/.test(call.name)) return guardFacts(node, call)
  // `path("orders", OrderRoutes::register)`.
  const given = call.name === 'path' || BLOCKS.test(call.name) ? referenced(call.values.at(-1)) : undefined
  const own = given ?? (call.values.length === 0 && !BLOCKS.test(call.name) ? called(node, call) : undefined)
  if (!own) return []
  const place = placeOf(node)
  if (!place.router || (!place.declared && !given)) return []
  const prefix = call.name === 'path' && given ? `${place.prefix}/${pathAt(call.values[0])}` : place.prefix
  const said = { framework, line: lineOf(node) }
  return [
    { fact: 'router', ...said, name: place.router },
    { fact: 'mount', ...said, parent: place.router, child: own, prefix },
  ]
}

/** `GlobalApi.define()` and `define()` among routes: a function that declares more of them. */
const called = (node: SgNode, { name, receiver }: JvmCall): string | undefined =>
  /^[\w.]*$/.test(receiver) && /^[a-z]\w*$/.test(name)
    ? `${receiver === '' || receiver === 'this' ? typeAround(node) : receiver}.${name}()`.replace(/^\./, '')
    : undefined

/** `OrderRoutes::register`, `new OrderRoutes()` whose `addEndpoints` declares them. */
function referenced(node: SgNode | undefined): string | undefined {
  const [, type, name] = /^(\w+)::(\w+)$/.exec(node?.text() ?? '') ?? []
  if (type && name && /^[a-z]/.test(name)) return `${type}.${name}()`
  const made = /^new\s+(\w+)\s*\(/.exec(node?.text() ?? '')?.[1]
  return made ? `${made}.addEndpoints()` : undefined
}

function routeFacts(node: SgNode, call: JvmCall): RouteFact[] {
  const place = placeOf(node)
  const onServer = SERVER.test(call.receiver)
  const text = javalinPath(call.values[0])
  const imported = /\bio\.javalin\.apibuilder\b/.test(node.getRoot().root().text())
  if (!place.router || !(call.receiver === '' ? imported || place.declared : onServer)) return []
  // A call on a server says its path; in a block the path may be that of the block.
  const bare = text === undefined && call.receiver === '' && place.declared
  const rest = call.values.slice(bare ? 0 : 1)
  if ((!bare && text === undefined) || rest.length === 0) return []
  const [handler, ...roles] = rest
  const authentication = rolesSay(roles)
  const said = { framework, line: lineOf(node) }
  const name = /(\w+)$/.exec(
    handler && !/lambda|block/.test(String(handler.kind())) ? handler.text().replace(/\(.*$/s, '') : '',
  )?.[1]
  const path = `${place.prefix}/${javalinTemplate(text ?? '')}`
  const route = (method: string, at: string, own = name): RouteFact => ({
    fact: 'route',
    ...said,
    router: place.router,
    method,
    path: at,
    ...(own ? { handler: own } : {}),
    ...(authentication === undefined ? {} : { authentication }),
  })
  const router: RouteFact = { fact: 'router', ...said, name: place.router }
  if (call.name !== 'crud')
    return [router, route(/^(?:ws|sse)$/.test(call.name) ? 'GET' : call.name.toUpperCase(), path)]
  // `crud("/orders/{id}", new OrderController())` answers the list as well.
  const list = path.replace(/\/\{[^{}]*\}\/?$/, '')
  return [
    router,
    route('GET', list, 'getAll'),
    route('POST', list, 'create'),
    route('GET', path, 'getOne'),
    route('PATCH', path, 'update'),
    route('DELETE', path, 'delete'),
  ]
}

/** Roles after the handler: `Role.ADMIN`, `Role.ANYONE`. */
function rolesSay(roles: readonly SgNode[]): string | false | undefined {
  const names = roles
    .map((one) => one.text())
    .filter((one) => /(?:^|\.)[A-Z][\w.]*$|Role|rolesOf|setOf/.test(one))
  if (names.length === 0) return undefined
  return names.some((one) => OPEN_ROLE.test(one)) ? false : names.join(', ').slice(0, 80)
}

/** `before("/api/*", auth::check)`, `app.beforeMatched { ctx -> … throw UnauthorizedResponse() }`. */
function guardFacts(node: SgNode, call: JvmCall): RouteFact[] {
  const place = placeOf(node)
  if (!place.router || !(call.receiver === '' || SERVER.test(call.receiver))) return []
  const path = call.values.length > 1 ? javalinPath(call.values[0]) : undefined
  const handler = call.values.at(-1)
  const text = handler?.text() ?? ''
  const inPlace = /lambda/.test(String(handler?.kind()))
  const asks = inPlace
    ? /Unauthorized(?:Response)?\b|\b401\b/.test(text)
    : ASKS.test(text) && !ASKS_NOT.test(text)
  if (!asks) return []
  const whole = `${place.prefix}/${javalinTemplate(path ?? '')}`.replace(/\/{2,}/g, '/')
  return [
    {
      fact: 'guard',
      framework,
      line: lineOf(node),
      everywhere: true,
      ...(whole === '/' ? {} : { path: whole }),
      authentication: inPlace ? 'function that answers 401' : text.slice(0, 80),
    },
  ]
}
