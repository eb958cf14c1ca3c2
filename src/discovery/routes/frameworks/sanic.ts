import type { SgNode } from '@ast-grep/napi'
import { lineOf } from '../../syntax/line-of.ts'
import type { Framework, Route, RouteFact } from '../contract.ts'
import { asksWho, authenticationOf } from '../languages/python-authentication.ts'
import {
  type Definition,
  definitionOf,
  membersOf,
  routerNameAt,
  usesOf,
} from '../languages/python-functions.ts'
import {
  argumentsOf,
  assignedName,
  dottedName,
  itemsOf,
  pathText,
  textsOf,
} from '../languages/python-syntax.ts'

const framework = 'sanic'
const VERB = /^(?:get|post|put|patch|delete|head|options)$/

/** Sanic. Source: https://sanic.dev/en/guide/basics/routing.html */
export const sanic: Framework = {
  id: framework,
  name: 'Sanic',
  language: 'python',
  packages: ['sanic', 'sanic.', 'sanic-ext', 'sanic_ext'],
  mentions: /\bsanic\b|\bBlueprint\b|HTTPMethodView/,
  rules: [
    {
      rule: {
        kind: 'call',
        has: { field: 'function', regex: '(?:^|\\.)(?:Sanic|Blueprint|Blueprint\\.group)$' },
      },
      facts: madeRouter,
    },
    {
      rule: { kind: 'call', has: { field: 'function', regex: '\\.(?:blueprint|add_route)$' } },
      facts: hungIn,
    },
    {
      rule: {
        kind: 'decorated_definition',
        has: {
          kind: 'decorator',
          regex:
            '^@[\\w.]+\\.(?:route|get|post|put|patch|delete|head|options|websocket|middleware|on_request)\\b',
        },
      },
      facts: decorated,
    },
    {
      rule: { kind: 'class_definition', has: { field: 'superclasses', regex: '\\bHTTPMethodView\\b' } },
      facts: viewClass,
    },
  ],
}

/** `Sanic('shop')`, `Blueprint('users', url_prefix='/users', version=1)`, `Blueprint.group(users, orders, url_prefix='/api')`. */
function madeRouter(call: SgNode): RouteFact[] {
  const name = assignedName(call)
  if (name === '') return []
  const { positional, named } = argumentsOf(call)
  const said = { framework, line: lineOf(call) } as const
  const version = named
    .get('version')
    ?.text()
    .replace(/^['"]|['"]$/g, '')
  const front = pathText(named.get('version_prefix')) ?? '/v'
  const prefix = `${version && /^[\w.]+$/.test(version) ? `${front}${version}` : ''}${sanicPath(pathText(named.get('url_prefix')) ?? '')}`
  const router: RouteFact = { ...said, fact: 'router', name, ...(prefix ? { prefix } : {}) }
  if (!/\.group$/.test(dottedName(call.field('function')))) return [router]
  return [
    router,
    ...positional
      .flatMap((one) => (itemsOf(one).length > 0 ? itemsOf(one) : [one]))
      .map(dottedName)
      .filter(Boolean)
      .map((child): RouteFact => ({ ...said, fact: 'mount', parent: name, child, prefix: '' })),
  ]
}

/** `app.blueprint(users, url_prefix='/x')`, `app.add_route(show, '/x/<id:int>', methods=['GET'])`, `app.add_route(Users.as_view(), '/users')`. */
function hungIn(call: SgNode): RouteFact[] {
  const [, object = '', verb = ''] = /^(.+)\.(\w+)$/.exec(dottedName(call.field('function'))) ?? []
  const router = routerNameAt(call, object)
  const { positional, named } = argumentsOf(call)
  const said = { framework, line: lineOf(call) } as const
  const declared: RouteFact = { ...said, fact: 'router', name: router }
  const [first] = positional
  if (!first || router === '') return []
  if (verb === 'blueprint') {
    const prefix = sanicPath(pathText(named.get('url_prefix')) ?? '')
    const children = (itemsOf(first).length > 0 ? itemsOf(first) : [first]).map(dottedName).filter(Boolean)
    return [
      declared,
      ...children.map((child): RouteFact => ({ ...said, fact: 'mount', parent: router, child, prefix })),
    ]
  }
  const path = pathText(positional[1] ?? named.get('uri'))
  const handler = dottedName(first)
  if (path === undefined || handler === '') return []
  const view = /^(.*)\.as_view$/.exec(handler)?.[1]
  if (view)
    return [declared, { ...said, fact: 'mount', parent: router, child: view, prefix: sanicPath(path) }]
  return [
    declared,
    ...methodsOf(named.get('methods')).map(
      (method): RouteFact => ({
        ...said,
        fact: 'route',
        own: true,
        router,
        method,
        path: sanicPath(path),
        handler,
      }),
    ),
  ]
}

const methodsOf = (node: SgNode | undefined): string[] =>
  (textsOf(node) ?? ['GET']).map((one) => one.toUpperCase())

/** `@app.get('/x')`, `@bp.route('/x', methods=['POST'])`, `@bp.on_request` over what asks who calls. */
function decorated(match: SgNode): RouteFact[] {
  const own = definitionOf(match)
  if (!own) return []
  return own.decorators.flatMap((decorator): RouteFact[] => {
    const [, object = '', verb = ''] = /^(.+)\.(\w+)$/.exec(dottedName(decorator)) ?? []
    const router = routerNameAt(match, object)
    const line = lineOf(decorator)
    if (router === '') return []
    if (/^(?:middleware|on_request)$/.test(verb))
      return asksWho(own.name) && !/response/.test(decorator.text())
        ? [{ fact: 'guard', framework, line: 1, router, authentication: own.name }]
        : []
    const { positional, named } = argumentsOf(decorator)
    const path = pathText(positional[0] ?? named.get('uri'))
    if (decorator.kind() !== 'call' || path === undefined) return []
    const methods = VERB.test(verb) ? [verb.toUpperCase()] : methodsOf(named.get('methods'))
    return methods.map((method) => ({ ...answer(own, router, method, sanicPath(path)), line }))
  })
}

const answer = (own: Definition, router: string, method: string, path: string, handler = own.name): Route => {
  const authentication = authenticationOf(own.decorators)
  const uses = usesOf({ ...own, decorators: [] }).slice(0, 20)
  return {
    fact: 'route',
    framework,
    line: own.line,
    router,
    own: true,
    method,
    path,
    handler,
    handlerLine: own.line,
    ...(authentication === undefined ? {} : { authentication }),
    ...(uses.length > 0 ? { uses } : {}),
  }
}

/** `class Users(HTTPMethodView)`: it answers the methods that it has. */
function viewClass(node: SgNode): RouteFact[] {
  const own = definitionOf(node)
  if (!own) return []
  const guards = [...node.text().matchAll(/^\s+decorators\s*=\s*\[([^\]]*)\]/gm)].flatMap(([, list = '']) =>
    list.split(',').map((one) => one.trim().replace(/\(.*$/s, '')),
  )
  const authentication = guards.find(asksWho) ?? authenticationOf(own.decorators)
  return [
    {
      fact: 'router',
      framework,
      line: own.line,
      name: own.name,
      abstract: true,
      ...(authentication === undefined ? {} : { authentication }),
    },
    ...membersOf(node)
      .filter(({ name }) => VERB.test(name))
      .map((one) => answer(one, own.name, one.name.toUpperCase(), '', `${own.name}.${one.name}`)),
  ]
}

/** `/users/<id:int>/<rest:path>` as a template. */
const sanicPath = (path: string): string =>
  path.replace(/<(\w+):path>/g, '{*$1}').replace(/<(\w+)(?::(?:[^<>]|<[^<>]*>)*)?>/g, '{$1}')
