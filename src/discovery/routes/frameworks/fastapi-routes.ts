import type { SgNode } from '@ast-grep/napi'
import { lineOf } from '../../syntax/line-of.ts'
import type { RouteFact } from '../contract.ts'
import { authenticationOf } from '../languages/python-authentication.ts'
import { type Definition, definitionOf, routerNameAt, usesOf } from '../languages/python-functions.ts'
import { argumentsOf, dottedName, enclosing, pathText, textsOf } from '../languages/python-syntax.ts'
import { dependsOf, dependsOfRoute } from './fastapi-dependencies.ts'
import { pending } from './fastapi-facts.ts'
import { fastapiParameters } from './fastapi-parameters.ts'
import { fastapiPath } from './fastapi-paths.ts'

const framework = 'fastapi'
const ROUTE = /^(.+)\.(get|post|put|delete|patch|options|head|trace|api_route|websocket)$/

/** `@router.get('/users/{id}')` over a function, or over a method of a class-based view. */
export function fastapiRoutes(match: SgNode): RouteFact[] {
  const definition = definitionOf(match)
  if (!definition) return []
  return definition.decorators.flatMap((decorator) => {
    const [, object = '', verb = ''] = ROUTE.exec(dottedName(decorator.field('function'))) ?? []
    if (object === '' || decorator.kind() !== 'call') return []
    const { positional, named } = argumentsOf(decorator)
    const path = pathText(positional[0] ?? named.get('path'))
    if (path === undefined) return []
    const methods =
      verb === 'api_route'
        ? (textsOf(named.get('methods')) ?? ['GET'])
        : [verb === 'websocket' ? 'GET' : verb]
    const router = routerNameAt(match, object)
    const facts = routesOf(definition, { router, path, methods, line: lineOf(decorator), call: decorator })
    if (router !== object) facts.push({ fact: 'router', name: router, line: lineOf(decorator), framework })
    return facts
  })
}

interface Place {
  router: string
  path: string
  methods: string[]
  line: number
  call: SgNode
}

function routesOf(definition: Definition, { router, path, methods, line, call }: Place): RouteFact[] {
  const around = enclosing(definition.node, 'class_definition')
  const depends = [
    ...dependsOf(argumentsOf(call).named.get('dependencies')),
    ...dependsOfRoute(definition.node),
    ...(around ? [around.field('name')?.text() ?? ''] : []),
  ]
  const authentication = authenticationOf(definition.decorators)
  const uses = [...new Set([...usesOf({ ...definition, decorators: [] }), ...modelsOf(call)])].slice(0, 20)
  const written = fastapiPath(path)
  return methods.map((method) =>
    pending(
      {
        fact: 'route',
        router,
        method: method.toUpperCase(),
        path: written,
        line,
        framework,
        handler: definition.name,
        handlerLine: definition.line,
        parameters: fastapiParameters(definition.node, method.toUpperCase(), written),
        ...(authentication === undefined ? {} : { authentication }),
        ...(uses.length > 0 ? { uses } : {}),
      },
      depends,
    ),
  )
}

/** Types in `response_model=…`. */
const modelsOf = (call: SgNode): string[] =>
  [...(argumentsOf(call).named.get('response_model')?.text() ?? '').matchAll(/\b[A-Z]\w*[a-z]\w*/g)].map(
    ([one]) => one,
  )

/** `router.add_api_route('/x', show, methods=['GET'])`, `self.show` too. */
export function addApiRoute(call: SgNode): RouteFact[] {
  const router = routerNameAt(call, dottedName(call.field('function')?.field('object')))
  const { positional, named } = argumentsOf(call)
  const path = pathText(positional[0] ?? named.get('path'))
  const handler = dottedName(positional[1] ?? named.get('endpoint'))
  if (router === '' || path === undefined) return []
  return (textsOf(named.get('methods')) ?? ['GET']).map((method) =>
    pending(
      {
        fact: 'route',
        router,
        method: method.toUpperCase(),
        path: fastapiPath(path),
        line: lineOf(call),
        framework,
        ...(handler ? { handler } : {}),
      },
      [...dependsOf(named.get('dependencies')), ...(handler ? [handler] : [])],
    ),
  )
}

/** `router.post('/x')(register)`: the decorator called by hand. */
export function routeByCall(call: SgNode): RouteFact[] {
  const decorator = call.field('function')
  const [, object = '', verb = ''] = ROUTE.exec(dottedName(decorator?.field('function'))) ?? []
  const { positional, named } = argumentsOf(decorator)
  const path = pathText(positional[0] ?? named.get('path'))
  const handler = dottedName(argumentsOf(call).positional[0])
  if (object === '' || path === undefined || handler === '') return []
  const methods = verb === 'api_route' ? (textsOf(named.get('methods')) ?? ['GET']) : [verb]
  return methods.map((method) =>
    pending(
      {
        fact: 'route',
        router: routerNameAt(call, object),
        method: method.toUpperCase(),
        path: fastapiPath(path),
        line: lineOf(call),
        framework,
        handler,
      },
      [...dependsOf(named.get('dependencies')), handler],
    ),
  )
}
