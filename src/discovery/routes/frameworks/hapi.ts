import type { Rule, SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import { lineOf } from '../../syntax/line-of.ts'
import type { Framework, Mount, Route, RouteFact } from '../contract.ts'
import { logsIn } from '../languages/javascript-guards.ts'
import { handlerOf } from '../languages/javascript-handlers.ts'
import { inRound, type Round, roundsAround, textInRound } from '../languages/javascript-loops.ts'
import { holderName, nameOf, parameterNode } from '../languages/javascript-names.ts'
import {
  argumentsOf,
  calleeOf,
  isFunction,
  isWrapper,
  itemsOf,
  kindOf,
  literalText,
  named,
  propertyOf,
  unwrap,
} from '../languages/javascript-nodes.ts'
import { mentionsOf, type RouterStyle, receiverOf, routerOf } from '../languages/javascript-routers.ts'
import { textOf, textsOf } from '../languages/javascript-texts.ts'
import { objectOf, parametersOfValidation } from './hapi-options.ts'

const FRAMEWORK = 'hapi'
const STYLE: RouterStyle = {
  framework: FRAMEWORK,
  own: /['"](?:@hapi\/[\w-]+|hapi)['"]/,
  others: /['"](?:express|fastify|koa|koa-router|@koa\/router|vue-router|react-router(?:-dom)?)['"]/,
  templates: (path) => hapiTemplates(path),
}

/** `{id?}` → with and without, `{rest*}` and `{rest*2}` → `{*rest}`. Source: https://hapi.dev/api/#path-parameters */
export function hapiTemplates(path: string): string[] {
  const optional = /\/\{(\w+)\?\}$/.exec(path)
  const all = optional ? [path.slice(0, optional.index) || '/', path.replace('?}', '}')] : [path]
  return all.map((one) => one.replace(/\{(\w+)\*\d*\}/g, '{*$1}'))
}

const hasKey = (name: string): Rule => ({
  has: {
    any: [
      { kind: 'pair', has: { field: 'key', regex: `^['"]?${name}['"]?$` } },
      { kind: 'shorthand_property_identifier', regex: `^${name}$` },
    ],
  },
})

const RULE: Rule = {
  any: [
    {
      kind: 'object',
      all: [
        hasKey('method'),
        hasKey('path'),
        {
          any: ['handler', 'options', 'config'].map((one) => ({
            any: [
              hasKey(one),
              { has: { kind: 'method_definition', has: { field: 'name', regex: `^${one}$` } } },
            ],
          })),
        },
      ],
    },
    {
      kind: 'call_expression',
      has: {
        field: 'function',
        any: [
          {
            kind: 'member_expression',
            has: { field: 'property', regex: '^(route|register|default|strategy|[sS]erver|createServer)$' },
          },
        ],
      },
    },
    { kind: 'new_expression', has: { field: 'constructor', regex: '^[hH]api\\.Server$' } },
    { kind: 'spread_element', inside: { kind: 'array' } },
  ],
}

function facts(node: SgNode, file: SourceFile): RouteFact[] {
  if (STYLE.others.test(file.text) && !STYLE.own.test(file.text)) return []
  const kind = kindOf(node)
  if (kind === 'object') return routesOf(node, file)
  if (kind === 'spread_element') return spread(node, file)
  const callee = calleeOf(node)
  if (!callee) return []
  if (/^[hH]api\.(?:[sS]erver|createServer)$/.test(callee.text())) return [routerOf(node, file, STYLE)]
  const receiver = callee.field('object')
  const property = callee.field('property')?.text()
  if (!receiver) return []
  if (/\bauth$/.test(receiver.text()))
    return property === 'route' || property === 'register' ? [] : defaultGuard(node, property)
  const { name, facts: own } = receiverOf(unwrap(receiver), file, STYLE)
  if (!name || property === 'default' || property === 'strategy') return []
  return [...own, ...(property === 'route' ? routed(node, name, file) : registered(node, name, file))]
}

const guard = (line: number, authentication: string): RouteFact => ({
  fact: 'guard',
  framework: FRAMEWORK,
  line,
  everywhere: true,
  authentication,
})

/** `server.auth.default('jwt')`, or the old third argument of `strategy`: everything needs it. */
function defaultGuard(node: SgNode, property: string | undefined): RouteFact[] {
  const [first, , third] = argumentsOf(node)
  if (property === 'strategy') {
    const mode = third?.text().replace(/['"]/g, '')
    return mode === 'true' || mode === 'required' ? [guard(lineOf(node), literalText(first) ?? 'auth')] : []
  }
  if (!first || /^['"]?(?:try|optional)/.test(propertyOf(first, 'mode')?.text() ?? '')) return []
  return [
    guard(lineOf(node), literalText(first) ?? literalText(propertyOf(first, 'strategy')) ?? 'auth.default'),
  ]
}

const mountOf = (node: SgNode, parent: string, child: string, prefix = ''): Mount => ({
  fact: 'mount',
  framework: FRAMEWORK,
  line: lineOf(node),
  parent,
  child,
  prefix,
})

/** `server.route(routes)`: routes that stand elsewhere. Those that are written in place are found by themselves. */
function routed(node: SgNode, parent: string, file: SourceFile): RouteFact[] {
  return argumentsOf(node)
    .flatMap(itemsOf)
    .flatMap((one): RouteFact[] => {
      if (one.kind() === 'object' || one.kind() === 'spread_element') return []
      if (one.kind() === 'call_expression' && /\.concat$/.test(calleeOf(one)?.text() ?? ''))
        return [calleeOf(one)?.field('object'), ...argumentsOf(one)].flatMap((each) => {
          const child = each && nameOf(each, file)
          return child ? [mountOf(node, parent, child)] : []
        })
      const child = loopedOver(one, file) ?? nameOf(one, file)
      return child ? [mountOf(node, parent, child)] : []
    })
}

/** `routes.forEach((route) => server.route(route))`: what it goes over. */
function loopedOver(node: SgNode, file: SourceFile): string | undefined {
  if (node.kind() !== 'identifier') return undefined
  const loop = parameterNode(node.text(), node)?.parent()
  for (let at = loop; at; at = at.parent())
    if (at.kind() === 'call_expression') {
      const callee = calleeOf(at)
      return callee?.field('property')?.text() === 'forEach'
        ? nameOf(callee.field('object'), file)
        : undefined
    }
  return undefined
}

/** Routes of others in a list of routes: `[...users, ...posts]`. */
function spread(node: SgNode, file: SourceFile): RouteFact[] {
  const array = node.parent()
  const child = nameOf(named(node)[0], file)
  if (!array || !child) return []
  const parent = routerAround(array, file)
  return [...parent.facts, mountOf(node, parent.name, child)]
}

/** What an object or list of routes hangs on: the server whose `route` it is given to, or the list itself by its name. */
function routerAround(node: SgNode, file: SourceFile): { name: string; facts: RouteFact[] } {
  let at = node
  for (let parent = at.parent(); parent; parent = at.parent()) {
    if (parent.kind() !== 'array' && parent.kind() !== 'arguments' && !isWrapper(parent)) break
    if (parent.kind() === 'arguments') {
      const callee = parent.parent() && calleeOf(parent.parent() as SgNode)
      const receiver = callee?.field('object')
      if (callee?.field('property')?.text() === 'route' && receiver) {
        const { name, facts: own } = receiverOf(unwrap(receiver), file, STYLE)
        if (name) return { name, facts: own }
      }
      break
    }
    at = parent
  }
  const name = holderName(at)
  return { name, facts: [{ fact: 'router', framework: FRAMEWORK, line: lineOf(at), name }] }
}

function registered(node: SgNode, parent: string, file: SourceFile): RouteFact[] {
  const [plugins, options] = argumentsOf(node)
  const rounds = roundsAround(node, file)
  return (plugins ? itemsOf(plugins) : []).flatMap((one) => {
    const plugin = propertyOf(one, 'plugin', 'register') ?? one
    const routes = propertyOf(one, 'routes') ?? propertyOf(options, 'routes')
    const prefix = textOf(propertyOf(routes, 'prefix'), file) ?? ''
    const modules = [...new Set(rounds.flatMap((round) => moduleInRound(plugin, round, file) ?? []))]
    const own = plugin.kind() === 'object' ? undefined : nameOf(plugin, file)
    const names = modules.length > 0 ? modules : own ? [own] : []
    const imports = modules.map((module): RouteFact => ({ fact: 'import', local: module, module, name: '*' }))
    const mounts = names.flatMap((name) =>
      [`${name}.register(0)`, `${name}.plugin.register(0)`, `${name}(0)`].map((child) =>
        mountOf(node, parent, child, prefix),
      ),
    )
    return [...imports, ...mounts]
  })
}

/** ``require(`./plugins/${name}`)`` in a loop over names that the file writes down, or one of a list that was required at once. */
function moduleInRound(plugin: SgNode, round: Round, file: SourceFile): string | undefined {
  if (round.size === 0) return undefined
  if (plugin.kind() === 'identifier') return literalText(inRound(plugin, round))
  const required = plugin.kind() === 'call_expression' && calleeOf(plugin)?.text() === 'require'
  const module = required ? textInRound(argumentsOf(plugin)[0], round, file) : undefined
  return module?.startsWith('.') ? module : undefined
}

function routesOf(node: SgNode, file: SourceFile): RouteFact[] {
  const router = routerAround(node, file)
  const options = objectOf(propertyOf(node, 'options', 'config'), file)
  const handler = propertyOf(node, 'handler') ?? propertyOf(options, 'handler')
  const [method, path] = [propertyOf(node, 'method'), propertyOf(node, 'path')]
  const found = roundsAround(node, file).flatMap((round) => {
    const written = textInRound(path, round, file)
    const methods = method
      ? itemsOf(method).flatMap((one) => textInRound(one, round, file) ?? textsOf(one, file))
      : []
    if (written === undefined) return []
    return hapiTemplates(written).flatMap((template) => methods.map((each) => [each, template] as const))
  })
  const { authentication: inside, parameters = [], ...handled } = handlerOf(handler, file)
  const said = authenticationOf(propertyOf(options, 'auth'), file)
  const all = [...parametersOfValidation(options, file), ...parameters]
  const unique = [...new Map(all.map((one) => [`${one.in} ${one.name}`, one])).values()]
  const routes = found.map(([each, template]): Route => {
    const authentication = said ?? (logsIn(template) ? undefined : inside)
    return {
      fact: 'route',
      framework: FRAMEWORK,
      line: lineOf(node),
      router: router.name,
      method: each === '*' ? 'ANY' : each.toUpperCase(),
      path: template,
      ...handled,
      ...(unique.length > 0 ? { parameters: unique } : {}),
      ...(authentication === undefined ? {} : { authentication }),
    }
  })
  return routes.length > 0 ? [...router.facts, ...routes] : []
}

/** `auth: 'jwt'`, `auth: false`, `auth: { strategy, mode, scope }`. */
function authenticationOf(auth: SgNode | undefined, file: SourceFile): string | false | undefined {
  if (!auth || isFunction(auth)) return undefined
  if (auth.text() === 'false') return false
  const object = objectOf(auth, file)
  if (!object) return textOf(auth, file)?.replace(/[^\w.() -]/g, '') || auth.text().slice(0, 60)
  if (/try|optional/.test(propertyOf(object, 'mode')?.text() ?? '')) return false
  return literalText(propertyOf(object, 'strategy')) ?? 'auth'
}

/** https://hapi.dev/api/#-serverrouteroute */
export const hapi: Framework = {
  id: FRAMEWORK,
  name: 'hapi',
  language: 'javascript',
  packages: ['@hapi/hapi', 'hapi', '@types/hapi__hapi'],
  mentions: mentionsOf(
    STYLE,
    /@hapi\/|['"]hapi['"]|\bserver\.(?:route|register|auth)\b|\bmethod['"]?\s*:\s*\[?\s*['"](?:GET|POST|PUT|PATCH|DELETE|\*|get|post|put|patch|delete)['"]/,
  ),
  rules: [{ rule: RULE, facts }],
}
