import type { SgNode } from '@ast-grep/napi'
import { lineOf } from '../../syntax/line-of.ts'
import type { Framework, RouteFact } from '../contract.ts'
import { parameterName } from '../names.ts'
import { methodsIn, middlewareIn } from './go-arguments.ts'
import { handlerOf } from './go-handler-of.ts'
import { type HandedNote, handedToInterfaces } from './go-interfaces.ts'
import { childName, hungIn, isKnown } from './go-known.ts'
import {
  argumentsOf,
  functionName,
  isMaker,
  methodCall,
  placeName,
  type RouterShape,
  routerName,
  textIn,
} from './go-names.ts'
import type { GoRouters, GroupMethod, RouteMethod } from './go-router-data.ts'
import { type GoFile, goFile } from './go-scopes.ts'
import { rowsAround } from './go-tables.ts'
import { typedFacts, valueFacts } from './go-values.ts'

/** A framework whose routers have methods for routes, groups and middleware: nearly all of Go. */
export function goRouters(data: GoRouters): Framework {
  const shape: RouterShape = {
    types: data.types,
    makers: data.makers,
    groups: new Set(Object.keys(data.groups).filter((name) => data.groups[name]?.child === undefined)),
    same: data.use,
  }
  return {
    id: data.id,
    name: data.name,
    language: 'go',
    packages: data.packages,
    mentions: data.mentions,
    weave: handedToInterfaces(data.id),
    rules: [
      {
        rule: { kind: 'call_expression' },
        facts: (call, file) =>
          rowsAround(call, goFile(file)).flatMap((one) => callFacts(call, one, data, shape)),
      },
      {
        rule: { any: [{ kind: 'parameter_declaration' }, { kind: 'field_declaration' }] },
        facts: (node, file) => typedFacts(node, goFile(file), data),
      },
      {
        rule: {
          any: [
            { kind: 'return_statement' },
            { kind: 'assignment_statement' },
            { kind: 'keyed_element' },
            { kind: 'composite_literal' },
            { kind: 'type_assertion_expression' },
            { kind: 'var_spec' },
          ],
        },
        facts: (node, file) => valueFacts(node, goFile(file), data, shape),
      },
    ],
  }
}

function callFacts(call: SgNode, go: GoFile, data: GoRouters, shape: RouterShape): RouteFact[] {
  const line = lineOf(call)
  const said = { framework: data.id, line }
  const extra = data.extra?.(call, go, shape)
  if (extra) return extra
  if (isMaker(call, go, shape)) return [{ ...said, fact: 'router', name: placeName(call, go) }]
  const method = methodCall(call)
  if (!method) return passed(call, go, data, shape)
  const { receiver, args } = method
  const route = own(data.routes, method.method)
  if (route) {
    const facts = routeFacts(receiver, args, route, go, data, shape, line)
    if (facts.length > 0) return facts
  }
  const group = own(data.groups, method.method)
  if (group) {
    const facts = groupFacts(call, receiver, args, group, go, data, shape)
    if (facts.length > 0) return facts
  }
  if (data.use.has(method.method)) {
    const router = routerName(receiver, go, shape)
    const path = data.usePath && args.length > 1 ? textIn(args[0], go) : undefined
    const shown = middlewareIn(args, go, shape)
    if (router && (shown.authentication || shown.through))
      return [
        {
          ...said,
          fact: 'guard',
          router,
          ...shown,
          ...(path !== undefined ? { path: data.template(path) } : {}),
        },
      ]
    return []
  }
  return passed(call, go, data, shape)
}

const own = <Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined

function routeFacts(
  receiver: SgNode,
  args: SgNode[],
  route: RouteMethod,
  go: GoFile,
  data: GoRouters,
  shape: RouterShape,
  line: number,
): RouteFact[] {
  const path = textIn(args[route.path], go)
  const router = routerName(receiver, go, shape)
  const at = route.handler === 'last' ? args.length - 1 : route.handler
  if (path === undefined || router === undefined || at <= route.path || !args[at]) return []
  const hung = route.methods?.[0] === 'ANY' ? hungIn(args[at] as SgNode, go, shape) : undefined
  if (hung) return [{ fact: 'mount', framework: data.id, line, parent: router, ...hung }]
  const pattern = data.pattern?.(path) ?? { path: data.template(path) }
  const methods = pattern.method
    ? [pattern.method]
    : (route.methods ?? methodsIn(args[route.methodAt ?? 0], go))
  const others = args.filter((_, index) => index !== at && index > route.path)
  const handler = handlerOf(args[at] as SgNode, go, shape)
  const front = middlewareIn(others, go, shape)
  const authentication = front.authentication ?? handler.authentication
  const through = [...(front.through ?? []), ...(handler.through ?? [])]
  return methods.map((method) => ({
    fact: 'route' as const,
    framework: data.id,
    line,
    router,
    method,
    path: pattern.path,
    own: true as const,
    ...handler,
    ...(authentication ? { authentication } : {}),
    ...(through.length > 0 ? { through } : {}),
  }))
}

function groupFacts(
  call: SgNode,
  receiver: SgNode,
  args: SgNode[],
  group: GroupMethod,
  go: GoFile,
  data: GoRouters,
  shape: RouterShape,
): RouteFact[] {
  const parent = routerName(receiver, go, shape)
  const prefix = group.prefix === undefined ? '' : textIn(args[group.prefix], go)
  if (parent === undefined || prefix === undefined) return []
  const said = { framework: data.id, line: lineOf(call) }
  const mount = (child: string): RouteFact => ({
    ...said,
    fact: 'mount',
    parent,
    child,
    prefix: data.template(prefix),
  })
  if (group.child !== undefined) {
    const child = args[group.child] && childName(args[group.child] as SgNode, go, shape)
    return child ? [mount(child)] : []
  }
  const guards = group.guards === undefined ? [] : args.slice(group.guards)
  const name = placeName(call, go)
  const facts: RouteFact[] = [
    { ...said, fact: 'router', name, ...middlewareIn(guards, go, shape) },
    mount(name),
  ]
  const closure = group.closure === undefined ? undefined : args[group.closure]
  const filled = closure && functionName(closure, go, shape)
  if (filled)
    facts.push({ ...said, fact: 'mount', parent: name, child: parameterName(filled, 0), prefix: '' })
  return facts
}

/** Routers that a call passes on: `users.Register(api, db)`. */
function passed(call: SgNode, go: GoFile, data: GoRouters, shape: RouterShape): RouteFact[] {
  const called = call.field('function')
  const args = argumentsOf(call)
  const routers = args.flatMap((one, index) => (isKnown(one, go, shape) ? [{ one, index }] : []))
  if (!called || routers.length === 0) return []
  const name = functionName(called, go, shape)
  if (!name) return handed(call, called, routers, go, data, shape)
  const base = name.split(/[.(]/)[0] as string
  const near: RouteFact[] =
    base.startsWith('@') || go.packages.has(base)
      ? []
      : [{ fact: 'import', local: base, module: '.', name: base }]
  return [
    ...near,
    ...routers.flatMap(({ one, index }): RouteFact[] => {
      const parent = routerName(one, go, shape)
      const child = parameterName(name, index)
      if (!parent || parent === child) return []
      // As oapi-codegen calls what takes a path in front of all: `RegisterHandlersWithBaseURL(e, server, "/api")`.
      const base = /WithBaseURL$/.test(name) ? textIn(args.at(-1), go) : undefined
      const prefix = base === undefined ? '' : data.template(base)
      return [{ fact: 'mount', framework: data.id, line: lineOf(call), parent, child, prefix, same: true }]
    }),
  ]
}

/** `one.Routes(api)` where what `one` is shows only elsewhere: all that have the method may be meant. */
function handed(
  call: SgNode,
  called: SgNode,
  routers: readonly { one: SgNode; index: number }[],
  go: GoFile,
  data: GoRouters,
  shape: RouterShape,
): RouteFact[] {
  const method = called.kind() === 'selector_expression' ? called.field('field')?.text() : undefined
  if (!method) return []
  return routers.flatMap(({ one, index }): RouteFact[] => {
    const parent = routerName(one, go, shape)
    const note: HandedNote | undefined = parent ? { method, index, parent } : undefined
    return note
      ? [{ fact: 'note', kind: 'handed', framework: data.id, line: lineOf(call), name: method, data: note }]
      : []
  })
}
