import type { SgNode } from '@ast-grep/napi'
import { lineOf } from '../../syntax/line-of.ts'
import type { Framework, RouteFact } from '../contract.ts'
import { asksWho, authenticationOf } from '../languages/python-authentication.ts'
import {
  basesOf,
  type Definition,
  definitionOf,
  membersOf,
  routerNameAt,
  usesOf,
} from '../languages/python-functions.ts'
import { argumentsOf, assignedName, dottedName, pathText } from '../languages/python-syntax.ts'

const framework = 'falcon'
const ANSWERS = /^on_(get|post|put|patch|delete|head|options)(?:_(\w+))?$/
/** What a module is called as a resource, whose functions answer. */
const MODULE = '__resource__'

/** Falcon. Source: https://falcon.readthedocs.io/en/stable/api/routing.html */
export const falcon: Framework = {
  id: framework,
  name: 'Falcon',
  language: 'python',
  packages: ['falcon', 'falcon.'],
  mentions: /\bfalcon\b|\badd_route\(|\bdef on_(?:get|post|put|patch|delete)\b/,
  rules: [
    { rule: { kind: 'call', has: { field: 'function', regex: '(?:^|\\.)(?:App|API)$' } }, facts: madeApp },
    { rule: { kind: 'call', has: { field: 'function', regex: '\\.add_route$' } }, facts: addedRoute },
    {
      rule: {
        any: [{ kind: 'class_definition' }, { kind: 'module' }],
        regex: '\\bdef on_(get|post|put|patch|delete|head|options)\\w*\\(',
      },
      facts: resource,
    },
  ],
}

/** `app = falcon.App(middleware=[AuthMiddleware()])`. */
function madeApp(call: SgNode): RouteFact[] {
  const name = assignedName(call)
  if (name === '' || !/\bfalcon\b|^(?:App|API)$/.test(dottedName(call.field('function')))) return []
  const layers = argumentsOf(call).named.get('middleware')?.text() ?? ''
  const authentication = layers.match(/[\w.]+/g)?.find(asksWho)
  return [
    { fact: 'router', framework, line: lineOf(call), name, ...(authentication ? { authentication } : {}) },
  ]
}

/** `app.add_route('/things/{id:int}', Things(store), suffix='one')`: an object or a module whose functions answer. */
function addedRoute(call: SgNode): RouteFact[] {
  const object = dottedName(call.field('function')?.field('object'))
  const { positional, named } = argumentsOf(call)
  const path = pathText(positional[0] ?? named.get('uri_template'))
  const given = positional[1] ?? named.get('resource')
  const resource = resourceName(given)
  if (object === '' || path === undefined || resource === '' || !path.startsWith('/')) return []
  const parent = routerNameAt(call, object)
  const suffix = pathText(named.get('suffix'))
  const said = { framework, line: lineOf(call) } as const
  const prefix = path.replace(/\{(\w+):[^{}]*\}/g, '{$1}')
  // Whether a name is an object or a module, the file that declares it tells.
  const children = suffix ? [`${resource}.on_${suffix}`] : [resource, `${resource}.${MODULE}`]
  return [
    { ...said, fact: 'router', name: parent },
    ...children.map((child): RouteFact => ({ ...said, fact: 'mount', parent, child, prefix })),
  ]
}

/** The class of an object that is made here or further up in the file, or the name that another file explains. */
function resourceName(node: SgNode | undefined): string {
  const name = dottedName(node)
  if (!node || node.kind() === 'call' || !/^\w+$/.test(name)) return name
  const assigned = node
    .getRoot()
    .root()
    .find({ rule: { kind: 'assignment', has: { field: 'left', regex: `^${name}$` } } })
  const value = assigned?.field('right')
  return value?.kind() === 'call' ? dottedName(value) : name
}

/** Functions `on_get`, `on_post_one` of a class or a module; the end of the name is the suffix that a route asks for. */
function resource(node: SgNode): RouteFact[] {
  const own = node.kind() === 'module' ? undefined : definitionOf(node)
  const answers = membersOf(node).flatMap((one) => {
    const [, method, suffix] = ANSWERS.exec(one.name) ?? []
    return method ? [{ one, method, suffix }] : []
  })
  if (answers.length === 0) return []
  const name = own?.name ?? MODULE
  const guard = own && guardOf(own)
  const line = own?.line ?? 1
  const routers = [...new Set(answers.map(({ suffix }) => (suffix ? `${name}.on_${suffix}` : name)))]
  return [
    ...routers.map(
      (router): RouteFact => ({
        fact: 'router',
        framework,
        line,
        name: router,
        abstract: true,
        ...(guard === undefined ? {} : { authentication: guard }),
      }),
    ),
    ...(own ? basesOf(own.node) : [])
      .filter((from) => !/^object$/.test(from))
      .map((from): RouteFact => ({ fact: 'inherit', framework, line, router: name, from })),
    ...answers.map(({ one, method, suffix }): RouteFact => {
      const authentication = guardOf(one)
      const uses = usesOf({ ...one, decorators: [] }).slice(0, 20)
      return {
        fact: 'route',
        framework,
        line: one.line,
        router: suffix ? `${name}.on_${suffix}` : name,
        own: true,
        method: method.toUpperCase(),
        path: '',
        handler: own ? `${name}.${one.name}` : one.name,
        handlerLine: one.line,
        ...(authentication === undefined ? {} : { authentication }),
        ...(uses.length > 0 ? { uses } : {}),
      }
    }),
  ]
}

/** `@login_required`, `@falcon.before(authorize)`. */
function guardOf({ decorators }: Definition): string | false | undefined {
  const said = authenticationOf(decorators)
  if (said !== undefined) return said
  const before = decorators.filter((one) => /(?:^|\.)before$/.test(dottedName(one)))
  return before.map((one) => dottedName(argumentsOf(one).positional[0])).find(asksWho)
}
