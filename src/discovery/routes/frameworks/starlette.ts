import type { SgNode } from '@ast-grep/napi'
import { lineOf } from '../../syntax/line-of.ts'
import type { Framework, HandlerFact, RouteFact } from '../contract.ts'
import { asksWho, authenticationOf } from '../languages/python-authentication.ts'
import { classThatAnswers, verbOf } from '../languages/python-classes.ts'
import { definitionOf, routerNameAt, usesOf } from '../languages/python-functions.ts'
import {
  argumentsOf,
  assignedName,
  dottedName,
  enclosing,
  itemsOf,
  pathText,
  textsOf,
} from '../languages/python-syntax.ts'

const framework = 'starlette'

/** Starlette by itself: lists of routes that applications, routers and mounts are made of. Source: https://www.starlette.io/routing/ */
export const starlette: Framework = {
  id: framework,
  name: 'Starlette',
  language: 'python',
  packages: ['starlette', 'starlette.'],
  mentions: /\b(?:Route|Mount|WebSocketRoute|Starlette)\(|\.add_route\(|\bHTTPEndpoint\b|@requires\(/,
  rules: [
    // A list of routes of which the first may be anything.
    {
      rule: {
        kind: 'list',
        has: { kind: 'call', regex: '^(?:\\w+\\.)*(?:Route|Mount|Host|WebSocketRoute)\\(' },
      },
      facts: listed,
    },
    {
      rule: { kind: 'call', has: { field: 'function', regex: '(?:^|\\.)(?:Starlette|Router)$' } },
      facts: made,
    },
    {
      rule: { kind: 'call', has: { field: 'function', regex: '\\.(?:add_(?:websocket_)?route|mount)$' } },
      facts: added,
    },
    {
      rule: { kind: 'class_definition', has: { field: 'superclasses', regex: 'HTTPEndpoint\\b' } },
      facts: (node) => classThatAnswers(node, framework, verbOf),
    },
    {
      rule: { kind: 'function_definition', has: { field: 'parameters', regex: '\\brequest\\b' } },
      facts: handlerFunction,
    },
  ],
}

const placeName = (node: SgNode): string => assignedName(node) || `@starlette:${node.range().start.index}`

/** Routers that an expression means: a list, an application that is made in place, a name, a sum of those. */
function childrenOf(node: SgNode | undefined | null, depth = 0): string[] {
  if (!node || depth > 20) return []
  const kind = String(node.kind())
  if (kind === 'list') return [placeName(node)]
  if (kind === 'binary_operator')
    return ['left', 'right'].flatMap((side) => childrenOf(node.field(side), depth + 1))
  if (kind === 'call')
    return /(?:^|\.)(?:Starlette|Router)$/.test(dottedName(node.field('function'))) ? [placeName(node)] : []
  const name = /^(?:identifier|attribute)$/.test(kind) ? dottedName(node) : ''
  return name ? [name] : []
}

/** `routes = [Route("/", home), Mount("/api", routes=[…]), *more]`. */
function listed(list: SgNode): RouteFact[] {
  const name = placeName(list)
  return [
    { fact: 'router', framework, line: lineOf(list), name },
    ...itemsOf(list).flatMap((one): RouteFact[] => {
      if (one.kind() === 'list_splat')
        return hang(one, name, childrenOf(one.children().find((part) => part.isNamed())))
      const kind = one.kind() === 'call' ? dottedName(one.field('function')).replace(/^.*\./, '') : ''
      if (/^(?:WebSocket)?Route$/.test(kind)) return routeOf(one, name)
      const { positional, named } = argumentsOf(one)
      const below = childrenOf(named.get('routes') ?? named.get('app') ?? positional[1])
      if (kind === 'Host') return hang(one, name, below)
      if (kind !== 'Mount') return []
      const path = pathText(positional[0] ?? named.get('path')) ?? ''
      return hang(one, name, below, path, guardIn(named.get('middleware')))
    }),
  ]
}

/** `Starlette(routes=routes, middleware=[…])`, `Router([…])`. */
function made(call: SgNode): RouteFact[] {
  const { positional, named } = argumentsOf(call)
  const name = placeName(call)
  const authentication = guardIn(named.get('middleware'))
  return [
    {
      fact: 'router',
      framework,
      line: lineOf(call),
      name,
      ...(authentication ? { authentication } : {}),
    },
    ...hang(call, name, childrenOf(named.get('routes') ?? positional[0])),
  ]
}

/** `app.add_route("/x", show)`, `app.mount("/x", other)`. */
function added(call: SgNode): RouteFact[] {
  const [, object = '', verb = ''] = /^(.+)\.(\w+)$/.exec(dottedName(call.field('function'))) ?? []
  if (object === '') return []
  const router = routerNameAt(call, object)
  if (verb !== 'mount') return routeOf(call, router)
  const { positional, named } = argumentsOf(call)
  const path = pathText(positional[0] ?? named.get('path'))
  return path === undefined ? [] : hang(call, router, childrenOf(named.get('app') ?? positional[1]), path)
}

const hang = (
  node: SgNode,
  parent: string,
  children: readonly string[],
  path = '',
  authentication?: string,
): RouteFact[] =>
  children.map((child) => ({
    fact: 'mount',
    framework,
    line: lineOf(node),
    parent,
    child,
    prefix: starlettePath(path),
    ...(authentication ? { authentication } : {}),
  }))

/** The route of `Route("/x", show, methods=["GET"])`; a class answers what it has functions for. */
function routeOf(call: SgNode, router: string): RouteFact[] {
  const { positional, named } = argumentsOf(call)
  const path = pathText(positional[0] ?? named.get('path'))
  const endpoint = positional[1] ?? named.get('endpoint') ?? named.get('route')
  if (path === undefined || !endpoint) return []
  const handler = /^(?:identifier|attribute)$/.test(String(endpoint.kind())) ? dottedName(endpoint) : ''
  const authentication = guardIn(named.get('middleware'))
  if (/^[A-Z]/.test(handler.replace(/^.*\./, ''))) return hang(call, router, [handler], path, authentication)
  const methods = textsOf(named.get('methods')) ?? ['GET']
  // OPTIONS answers browsers that ask beforehand: no operation of its own.
  const told = methods.filter((one) => one !== 'OPTIONS' || methods.length === 1)
  return told.map((method) => ({
    fact: 'route',
    framework,
    line: lineOf(call),
    router,
    method,
    path: starlettePath(path),
    ...(handler ? { handler } : {}),
    ...(authentication ? { authentication } : {}),
  }))
}

/** Starlette's own `AuthenticationMiddleware` only looks who calls. */
function guardIn(list: SgNode | undefined): string | undefined {
  const names = itemsOf(list).map((one) =>
    one.kind() === 'call' ? dottedName(argumentsOf(one).positional[0] ?? one) : dottedName(one),
  )
  return names.find((one) => asksWho(one) && !/(?:^|\.)AuthenticationMiddleware$/.test(one))
}

/** A function that answers, with what its decorators ask: `@requires("authenticated")`. */
function handlerFunction(node: SgNode): RouteFact[] {
  const own = definitionOf(node)
  // What a class has is its own.
  if (!own || enclosing(node, 'class_definition')) return []
  const authentication = authenticationOf(own.decorators)
  const uses = usesOf({ ...own, decorators: [] })
  if (authentication === undefined && uses.length === 0) return []
  const fact: HandlerFact = {
    fact: 'handler',
    framework,
    name: own.name,
    line: own.line,
    ...(authentication === undefined ? {} : { authentication }),
    ...(uses.length > 0 ? { uses } : {}),
  }
  return [fact]
}

/** `/orders/{order_id:int}` → `/orders/{order_id}`. */
const starlettePath = (path: string): string => path.replace(/\{(\w+):\w+\}/g, '{$1}')
