import type { SgNode } from '@ast-grep/napi'
import { lineOf } from '../../syntax/line-of.ts'
import type { Framework, RouteFact } from '../contract.ts'
import { asksNobody } from '../languages/python-authentication.ts'
import { definitionOf, usesOf } from '../languages/python-functions.ts'
import { argumentsOf, assignedName, dottedName, pathText, textsOf } from '../languages/python-syntax.ts'
import { djangoPath } from './django-paths.ts'
import { fastapiParameters } from './fastapi-parameters.ts'

const framework = 'django-ninja'
const VERB = /^(.+)\.(get|post|put|patch|delete|api_operation)$/

/** Django Ninja; `path('api/', api.urls)` is Django's. Source: https://django-ninja.dev/guides/routers/ */
export const djangoNinja: Framework = {
  id: framework,
  name: 'Django Ninja',
  language: 'python',
  packages: ['ninja', 'ninja.', 'django-ninja', 'ninja_extra', 'ninja_extra.', 'django-ninja-extra'],
  mentions: /\bninja(?:_extra)?\b|\.add_router\(/,
  rules: [
    {
      rule: { kind: 'call', has: { field: 'function', regex: '^(?:\\w+\\.)?(?:Ninja\\w*API|Router)$' } },
      facts: ninjaRouter,
    },
    { rule: { kind: 'call', has: { field: 'function', regex: '\\.add_router$' } }, facts: addRouter },
    {
      rule: {
        kind: 'decorated_definition',
        has: { kind: 'decorator', regex: '^@[\\w.]+\\.(?:get|post|put|patch|delete|api_operation)\\(' },
      },
      facts: ninjaRoutes,
    },
  ],
}

/** `api = NinjaAPI(auth=…)`, `router = Router(auth=…)`. */
function ninjaRouter(call: SgNode): RouteFact[] {
  const name = assignedName(call)
  if (name === '') return []
  return [{ fact: 'router', name, line: lineOf(call), framework, ...securityOf(call) }]
}

/** `api.add_router('/users', users.router, auth=…)`; the router may be a text: `'users.api.router'`. */
function addRouter(call: SgNode): RouteFact[] {
  const parent = dottedName(call.field('function')?.field('object'))
  const { positional, named } = argumentsOf(call)
  const prefix = pathText(positional[0] ?? named.get('prefix'))
  const router = positional[1] ?? named.get('router')
  const child = router?.kind() === 'string' ? (pathText(router) ?? '') : dottedName(router)
  if (parent === '' || child === '' || prefix === undefined) return []
  const module = router?.kind() === 'string' ? child.slice(0, Math.max(0, child.lastIndexOf('.'))) : ''
  return [
    ...(module ? [{ fact: 'import', local: module, module, name: '*' } as const] : []),
    {
      fact: 'mount',
      parent,
      child,
      prefix: djangoPath(prefix),
      line: lineOf(call),
      framework,
      ...securityOf(call),
    },
  ]
}

/** `@router.get('/{int:id}', auth=…)`, `@api.api_operation(['POST', 'PATCH'], '/x')`. */
function ninjaRoutes(match: SgNode): RouteFact[] {
  const definition = definitionOf(match)
  if (!definition) return []
  const uses = usesOf({ ...definition, decorators: [] }).slice(0, 20)
  return definition.decorators.flatMap((decorator) => {
    const [, router = '', verb = ''] = VERB.exec(dottedName(decorator.field('function'))) ?? []
    if (router === '' || decorator.kind() !== 'call') return []
    const { positional, named } = argumentsOf(decorator)
    const many = verb === 'api_operation'
    const written = pathText((many ? positional[1] : positional[0]) ?? named.get('path'))
    if (written === undefined) return []
    const path = ninjaPath(written)
    const methods = many ? (textsOf(positional[0] ?? named.get('methods')) ?? []) : [verb]
    return methods.map((one): RouteFact => {
      const method = one.toUpperCase()
      const parameters = fastapiParameters(definition.node, method, path).filter(
        ({ name }) => name !== 'request',
      )
      return {
        fact: 'route',
        router,
        method,
        path,
        line: lineOf(decorator),
        framework,
        handler: definition.name,
        handlerLine: definition.line,
        ...securityOf(decorator),
        ...(parameters.length > 0 ? { parameters } : {}),
        ...(uses.length > 0 ? { uses } : {}),
      }
    })
  })
}

/** `{int:id}` (Django's converters inside of braces) is `{id}`. */
const ninjaPath = (path: string): string => path.replace(/\{\w+:(\w+)\}/g, '{$1}')

/** `auth=TokenAuth()`, the first of a list; `auth=None` says that nobody need be known. */
function securityOf(call: SgNode): { authentication?: string | false } {
  const auth = argumentsOf(call).named.get('auth')
  if (!auth || /\bNOT_SET$/.test(auth.text())) return {}
  if (auth.kind() === 'none') return { authentication: false }
  const name = /[A-Za-z_][\w.]*/.exec(auth.text())?.[0] ?? 'auth'
  return { authentication: /optional/i.test(name) || asksNobody(name) ? false : name }
}
