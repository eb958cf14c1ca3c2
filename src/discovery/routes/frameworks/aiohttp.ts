import type { SgNode } from '@ast-grep/napi'
import { lineOf } from '../../syntax/line-of.ts'
import type { Framework, HandlerFact, Route, RouteFact } from '../contract.ts'
import { asksWho, authenticationOf } from '../languages/python-authentication.ts'
import { definitionOf, membersOf, routerNameAt, usesOf } from '../languages/python-functions.ts'
import { argumentsOf, assignedName, dottedName, pathText } from '../languages/python-syntax.ts'

const framework = 'aiohttp'
const VERBS = 'get|post|put|patch|delete|head|options|view'

/** Servers of aiohttp. Source: https://docs.aiohttp.org/en/stable/web_quickstart.html */
export const aiohttp: Framework = {
  id: framework,
  name: 'aiohttp',
  language: 'python',
  packages: ['aiohttp', 'aiohttp.'],
  mentions:
    /\bRouteTableDef\b|\badd_routes\b|\badd_subapp\b|\brouter\.add_|\bweb\.(?:Application|View|get|post)\b/,
  rules: [
    {
      rule: { kind: 'call', has: { field: 'function', regex: '(?:^|\\.)(?:Application|RouteTableDef)$' } },
      facts: madeRouter,
    },
    {
      rule: {
        kind: 'call',
        has: { field: 'function', regex: `\\.(?:add_routes|add_subapp|add_route|add_(?:${VERBS}))$` },
      },
      facts: addedRoutes,
    },
    {
      rule: {
        kind: 'decorated_definition',
        has: { kind: 'decorator', regex: `^@[\\w.]+\\.(?:${VERBS}|route)\\(` },
      },
      facts: decoratedRoutes,
    },
    {
      rule: { kind: 'class_definition', has: { field: 'superclasses', regex: '\\bView\\b' } },
      facts: viewClass,
    },
    {
      rule: { kind: 'function_definition', has: { field: 'parameters', regex: '\\brequest\\b' } },
      facts: handlerFunction,
    },
  ],
}

/** `app = web.Application(middlewares=[auth])`, `routes = web.RouteTableDef()`. */
function madeRouter(call: SgNode): RouteFact[] {
  const name = assignedName(call)
  if (name === '') return []
  const layers = argumentsOf(call).named.get('middlewares')?.text() ?? ''
  const authentication = layers.match(/[\w.]+/g)?.find(asksWho)
  const said = { fact: 'router', framework, line: lineOf(call), name } as const
  return [{ ...said, ...(authentication ? { authentication } : {}) }]
}

/** `app.router.add_get('/x', show)`, `app.add_routes([web.get('/x', show)])`, `app.add_routes(routes)`, `app.add_subapp('/admin', admin)`. */
function addedRoutes(call: SgNode): RouteFact[] {
  const [, object = '', verb = ''] =
    /^(.+?)(?:\.router)?\.add_(\w+)$/.exec(dottedName(call.field('function'))) ?? []
  if (object === '') return []
  const router = routerNameAt(call, object)
  const { positional } = argumentsOf(call)
  const line = lineOf(call)
  const declared: RouteFact = { fact: 'router', framework, line, name: router }
  const mount = (child: string, prefix: string): RouteFact[] =>
    child ? [declared, { fact: 'mount', framework, line, parent: router, child, prefix }] : []
  if (verb === 'subapp') return mount(dottedName(positional[1]), pathText(positional[0]) ?? '')
  if (verb !== 'routes') return [declared, ...routeOf(verb, positional, router, line)]
  const [list] = positional
  if (list?.kind() !== 'list') return mount(dottedName(list), '')
  return [
    declared,
    ...list.children().flatMap((one) => {
      const name = one.kind() === 'call' ? dottedName(one.field('function')) : ''
      return routeOf(name.slice(name.lastIndexOf('.') + 1), argumentsOf(one).positional, router, lineOf(one))
    }),
  ]
}

/** A route by the words of its call: `route` says the method first, `view` answers what its class has. */
function routeOf(verb: string, given: readonly SgNode[], router: string, line: number): Route[] {
  const [first, ...rest] = given
  const args = verb === 'route' ? rest : given
  const path = pathText(args[0])
  const handler = dottedName(args[1])
  if (path === undefined || (verb !== 'route' && !new RegExp(`^(?:${VERBS})$`).test(verb))) return []
  return [route(verb === 'route' ? (pathText(first) ?? '*') : verb, path, router, line, handler)]
}

const route = (verb: string, path: string, router: string, line: number, handler: string): Route => ({
  fact: 'route',
  framework,
  line,
  router,
  method: verb === 'view' || verb === '*' ? 'ANY' : verb.toUpperCase(),
  // `{name:\d+}` and `{tail:.*}` are `{name}` and `{tail}`.
  path: path.replace(/\{(\w+):(?:[^{}]|\{[^{}]*\})*\}/g, '{$1}'),
  ...(handler ? { handler } : {}),
})

/** `@routes.get('/x')`, `@routes.view('/y')` over a class. */
function decoratedRoutes(match: SgNode): RouteFact[] {
  const definition = definitionOf(match)
  if (!definition) return []
  return definition.decorators.flatMap((decorator) => {
    const [, object = '', verb = ''] = /^(.+)\.(\w+)$/.exec(dottedName(decorator.field('function'))) ?? []
    if (object === '' || decorator.kind() !== 'call') return []
    const { positional } = argumentsOf(decorator)
    const said = routeOf(verb, positional, routerNameAt(match, object), lineOf(decorator))
    return said.map((one) => ({ ...one, handler: definition.name, handlerLine: definition.line }))
  })
}

/** `class Pets(web.View)`: it answers the methods that it has. */
function viewClass(node: SgNode): RouteFact[] {
  const own = definitionOf(node)
  const answers = membersOf(node).filter(({ name }) =>
    /^(?:get|post|put|patch|delete|head|options)$/.test(name),
  )
  if (!own || answers.length === 0) return []
  const authentication = [own, ...answers].map(({ decorators }) => authenticationOf(decorators)).find(Boolean)
  const fact: HandlerFact = {
    fact: 'handler',
    framework,
    name: own.name,
    line: own.line,
    methods: answers.map(({ name }) => name.toUpperCase()),
    ...(authentication ? { authentication } : {}),
  }
  return [fact]
}

/** A function that answers, with what its decorators ask. */
function handlerFunction(node: SgNode): RouteFact[] {
  const own = definitionOf(node)
  if (!own) return []
  const authentication = authenticationOf(own.decorators)
  const uses = usesOf({ ...own, decorators: [] }).slice(0, 20)
  const said = { fact: 'handler', framework, name: own.name, line: own.line } as const
  return authentication === undefined && uses.length === 0
    ? []
    : [
        {
          ...said,
          ...(authentication === undefined ? {} : { authentication }),
          ...(uses.length > 0 ? { uses } : {}),
        },
      ]
}
