import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import type { Framework, RouteFact } from '../contract.ts'
import { firstGuard } from '../languages/javascript-guards.ts'
import { argumentsOf, calleeOf, isFunction, itemsOf, literalText } from '../languages/javascript-nodes.ts'
import { lineOfCall } from '../languages/javascript-routers.ts'
import { textsOf } from '../languages/javascript-texts.ts'
import { joinPaths } from '../names.ts'

const FRAMEWORK = 'adonis'
const IMPORTED =
  /import\s+(\w+)\s+from\s+['"](?:@adonisjs\/core\/services\/router|@ioc:Adonis\/Core\/Route)['"]/
const VERBS: Readonly<Record<string, string>> = {
  get: 'GET',
  post: 'POST',
  put: 'PUT',
  patch: 'PATCH',
  delete: 'DELETE',
  any: 'ANY',
  on: 'GET',
}
/** What a resource answers: name, method, what stands behind its own path; `form` is what `apiOnly` leaves out. */
const RESOURCE: readonly [name: string, method: string, path: string, form?: true][] = [
  ['index', 'GET', ''],
  ['create', 'GET', '/create', true],
  ['store', 'POST', ''],
  ['show', 'GET', '/{id}'],
  ['edit', 'GET', '/{id}/edit', true],
  ['update', 'PUT', '/{id}'],
  ['update', 'PATCH', '/{id}'],
  ['destroy', 'DELETE', '/{id}'],
]

/** AdonisJS. Source: https://docs.adonisjs.com/guides/basics/routing */
export const adonis: Framework = {
  id: FRAMEWORK,
  name: 'AdonisJS',
  language: 'javascript',
  packages: ['@adonisjs/core'],
  mentions: /@adonisjs\/core\/services\/router|@ioc:Adonis\/Core\/Route/,
  rules: [
    {
      rule: {
        kind: 'call_expression',
        has: {
          field: 'function',
          kind: 'member_expression',
          has: {
            field: 'property',
            regex: '^(get|post|put|patch|delete|any|on|route|resource|apiResource)$',
          },
        },
      },
      facts,
    },
  ],
}

interface Called {
  name: string
  args: SgNode[]
}

function facts(call: SgNode, file: SourceFile): RouteFact[] {
  const callee = calleeOf(call)
  const router = IMPORTED.exec(file.text)?.[1]
  if (!router || callee?.field('object')?.text() !== router) return []
  const verb = callee.field('property')?.text() ?? ''
  const args = argumentsOf(call)
  const [path] = textsOf(args[0], file)
  if (path === undefined) return []
  const own = callsAfter(call)
  const groups = groupsAround(call, router)
  const prefixes = groups.flatMap((calls) =>
    calls.flatMap(({ name, args: [first] }) => (name === 'prefix' ? textsOf(first, file).slice(0, 1) : [])),
  )
  const whole = adonisTemplate(joinPaths('/', ...prefixes.reverse(), path))
  const authentication = [own, ...groups].map(guardOf).find(Boolean)
  const route = (method: string, at: string, handler: string | undefined): RouteFact => ({
    fact: 'route',
    framework: FRAMEWORK,
    line: lineOfCall(call),
    method,
    path: at,
    ...(handler ? { handler } : {}),
    ...(authentication ? { authentication } : {}),
  })
  if (/^(?:r|apiR)esource$/.test(verb)) {
    // `posts.comments` stands below one of the posts.
    const below = whole.replace(/(\w+)\.(?=\w)/g, (_, one: string) => `${one}/{${one.replace(/s$/, '')}_id}/`)
    return wanted(own, verb === 'apiResource').map(([name, method, behind]) =>
      route(method, `${below}${behind}`, name),
    )
  }
  const methods = verb === 'route' ? textsOf(args[1], file) : [VERBS[verb] ?? '']
  const handler =
    literalText(args[1]) ??
    itemsOf(args[1] ?? call)
      .map((one) => literalText(one) ?? one.text())
      .join('.')
  return methods
    .filter(Boolean)
    .map((method) => route(method.toUpperCase(), whole, /^[\w.]{1,100}$/.test(handler) ? handler : undefined))
}

/** What a resource is left with: `.apiOnly()`, `.only(['index'])`, `.except(['destroy'])`. */
function wanted(calls: readonly Called[], api: boolean): typeof RESOURCE {
  const listed = (name: string): string[] | undefined => {
    const list = calls.find((one) => one.name === name)?.args[0]
    return list && itemsOf(list).flatMap((one) => literalText(one) ?? [])
  }
  const [only, except] = [listed('only'), listed('except')]
  const apiOnly = api || calls.some(({ name }) => name === 'apiOnly')
  return RESOURCE.filter(
    ([name, , , form]) => !(form && apiOnly) && (only?.includes(name) ?? true) && !except?.includes(name),
  )
}

/** `.use(middleware.auth())`, `.middleware('auth')`. */
function guardOf(calls: readonly Called[]): string | undefined {
  const given = calls.flatMap(({ name, args }) =>
    /^(?:use|middleware)$/.test(name) ? args.flatMap(itemsOf) : [],
  )
  const named = given
    .flatMap((one) => literalText(one) ?? [])
    .find((one) => /^(?:auth|acl|admin|role)\b/.test(one))
  return firstGuard(given) ?? named
}

/** Calls on the result of a call, nearest first. */
function callsAfter(call: SgNode): Called[] {
  const calls: Called[] = []
  for (let at = call; ; ) {
    const member = at.parent()
    const next = member?.kind() === 'member_expression' ? member.parent() : null
    if (!member || next?.kind() !== 'call_expression' || calls.length > 30) return calls
    calls.push({ name: member.field('property')?.text() ?? '', args: argumentsOf(next) })
    at = next
  }
}

/** What is said of the groups whose function a call stands in, the nearest first. */
const groupsAround = (call: SgNode, router: string): Called[][] =>
  call
    .ancestors()
    .filter((one) => one.kind() === 'call_expression' && calleeOf(one)?.text() === `${router}.group`)
    .filter((one) => argumentsOf(one).some(isFunction))
    .map(callsAfter)

/** `users/:id?` and `files/*` as templates. */
const adonisTemplate = (path: string): string =>
  path.replace(/:(\w+)\??/g, '{$1}').replace(/\/\*$/, '/{*path}')
