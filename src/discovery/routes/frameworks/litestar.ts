import type { SgNode } from '@ast-grep/napi'
import { lineOf } from '../../syntax/line-of.ts'
import type { Framework, RouteFact } from '../contract.ts'
import { asksWho } from '../languages/python-authentication.ts'
import {
  attributesOf,
  basesOf,
  type Definition,
  definitionOf,
  membersOf,
  usesOf,
} from '../languages/python-functions.ts'
import {
  argumentsOf,
  assignedName,
  dottedName,
  enclosing,
  itemsOf,
  pathText,
  textsOf,
} from '../languages/python-syntax.ts'

const framework = 'litestar'
const VERBS = /^(?:get|post|put|patch|delete|head|route)$/

/** Litestar and Starlite: functions and controllers that routers list. Source: https://docs.litestar.dev/latest/usage/routing/ */
export const litestar: Framework = {
  id: framework,
  name: 'Litestar',
  language: 'python',
  packages: ['litestar', 'litestar.', 'starlite', 'starlite.'],
  mentions: /\b(?:litestar|starlite)\b/,
  rules: [
    {
      rule: { kind: 'call', has: { field: 'function', regex: '(?:^|\\.)(?:Litestar|Starlite|Router)$' } },
      facts: lists,
    },
    {
      rule: {
        kind: 'call',
        has: {
          field: 'function',
          regex: '^(?:\\w+\\.)*(?:JWT|JWTCookie|OAuth2PasswordBearer|Session)Auth(?:\\[|$)',
        },
      },
      facts: asksEverybody,
    },
    {
      rule: {
        kind: 'decorated_definition',
        has: { kind: 'decorator', regex: '^@(?:get|post|put|patch|delete|head|route)\\b' },
      },
      facts: functionThatAnswers,
    },
    {
      rule: { kind: 'class_definition', has: { field: 'superclasses', regex: 'Controller\\b' } },
      facts: controller,
    },
  ],
}

/** `Router(path="/orders", route_handlers=[list_orders, OrderController], guards=[requires_user])`, the application alike. */
function lists(call: SgNode): RouteFact[] {
  const { named } = argumentsOf(call)
  const said = { framework, line: lineOf(call) }
  const name = assignedName(call) || `@litestar:${call.range().start.index}`
  const prefix = pathText(named.get('path'))
  return [
    {
      fact: 'router',
      ...said,
      name,
      ...(prefix ? { prefix: litestarPath(prefix) } : {}),
      ...guardsIn(named.get('guards')),
    },
    ...itemsOf(named.get('route_handlers')).flatMap((one): RouteFact[] => {
      // `*orders.handlers` is a list of its own, a router may be made in place.
      const child =
        one.kind() === 'call' ? `@litestar:${one.range().start.index}` : dottedName(one).replace(/^\*/, '')
      return child ? [{ fact: 'mount', ...said, parent: name, child, prefix: '' }] : []
    }),
  ]
}

/** `@get("/orders")` over a function: it hangs where a router lists it. */
function functionThatAnswers(node: SgNode): RouteFact[] {
  const own = definitionOf(node)
  if (!own || enclosing(node, 'class_definition')) return []
  const routes = routesOf(own, own.name)
  return routes.length > 0 ? [{ fact: 'router', framework, line: own.line, name: own.name }, ...routes] : []
}

/** `class OrderController(Controller): path = "/orders"`. */
function controller(node: SgNode): RouteFact[] {
  const own = definitionOf(node)
  if (!own) return []
  const attributes = attributesOf(node)
  const prefix = pathText(attributes.get('path'))
  const said = { framework, line: own.line }
  return [
    {
      fact: 'router',
      ...said,
      name: own.name,
      ...(prefix ? { prefix: litestarPath(prefix) } : {}),
      ...guardsIn(attributes.get('guards')),
    },
    ...basesOf(node).map((from): RouteFact => ({ fact: 'inherit', ...said, router: own.name, from })),
    ...membersOf(node).flatMap((one) => routesOf(one, own.name)),
  ]
}

function routesOf(own: Definition, router: string): RouteFact[] {
  return own.decorators.flatMap((decorator): RouteFact[] => {
    const verb = dottedName(decorator)
    if (!VERBS.test(verb)) return []
    const { positional, named } = argumentsOf(decorator.kind() === 'call' ? decorator : null)
    const given = positional[0] ?? named.get('path')
    const paths = itemsOf(given).length > 0 ? (textsOf(given) ?? []) : [pathText(given) ?? '']
    const methods = verb === 'route' ? (textsOf(named.get('http_method')) ?? ['ANY']) : [verb]
    const uses = usesOf(own)
    return paths.flatMap((path) =>
      methods.map(
        (method): RouteFact => ({
          fact: 'route',
          framework,
          line: lineOf(decorator),
          router,
          method,
          path: litestarPath(path),
          handler: own.name,
          handlerLine: own.line,
          ...(named.get('exclude_from_auth')?.text() === 'True'
            ? { authentication: false as const }
            : guardsIn(named.get('guards'))),
          ...(uses.length > 0 ? { uses } : {}),
        }),
      ),
    )
  })
}

/** `JWTAuth[User](retrieve_user_handler=…, exclude=["/login", "^/health$"])`: it stands before all but those. */
function asksEverybody(call: SgNode): RouteFact[] {
  const { named } = argumentsOf(call)
  const said = { fact: 'guard', framework, line: lineOf(call), everywhere: true } as const
  const open = (textsOf(named.get('exclude')) ?? []).flatMap((pattern): RouteFact[] => {
    const path = pattern.replace(/^\^|\.?\*?\$?$/g, '')
    if (!/^\/[\w\-./]*$/.test(path)) return []
    return [{ ...said, path, ...(pattern.endsWith('$') ? { exact: true } : {}), authentication: false }]
  })
  return [...open, { ...said, authentication: /(\w+Auth)\b/.exec(call.text())?.[1] ?? 'Auth' }]
}

function guardsIn(list: SgNode | undefined): { authentication?: string } {
  const found = itemsOf(list).map(dottedName).find(isGuard)
  return found ? { authentication: found } : {}
}

/** Guards say what they ask for: `requires_membership`. */
const isGuard = (name: string): boolean =>
  asksWho(name) || /(?:^|[._])(?:requires?|must_be|only|is)_(?!feature|flag|https)\w+/.test(name)

/** `/orders/{order_id:uuid}` → `/orders/{order_id}`. */
const litestarPath = (path: string): string => path.replace(/\{(\w+):[^{}]*\}/g, '{$1}')
