import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import type { Framework, RouteFact } from '../contract.ts'
import { phpAuthenticationIn } from '../languages/php-authentication.ts'
import {
  type PhpCall,
  phpCallsAround,
  phpChain,
  phpElements,
  phpHandler,
  phpText,
  phpTexts,
} from '../languages/php-calls.ts'
import { joinPaths } from '../names.ts'

const ID = 'codeigniter'
const VERBS: Readonly<Record<string, string>> = {
  get: 'GET',
  post: 'POST',
  put: 'PUT',
  patch: 'PATCH',
  delete: 'DELETE',
  head: 'HEAD',
  options: 'OPTIONS',
  add: 'ANY',
  view: 'GET',
}
/** What `resource` adds: method, what stands behind its name, function. Source: https://codeigniter.com/user_guide/incoming/restful.html */
const RESOURCE: readonly [method: string, path: string, name: string][] = [
  ['GET', '', 'index'],
  ['GET', '/new', 'new'],
  ['POST', '', 'create'],
  ['GET', '/{id}', 'show'],
  ['GET', '/{id}/edit', 'edit'],
  ['PUT', '/{id}', 'update'],
  ['PATCH', '/{id}', 'update'],
  ['DELETE', '/{id}', 'delete'],
]

/** CodeIgniter 4. Source: https://codeigniter.com/user_guide/incoming/routing.html */
export const codeigniter: Framework = {
  id: ID,
  name: 'CodeIgniter',
  language: 'php',
  packages: ['codeigniter4/framework', 'codeigniter4/codeigniter4', 'CodeIgniter.'],
  mentions: /\$routes->\w+\(|\bextends BaseFilters\b|\bclass Filters\b/,
  rules: [
    { rule: { kind: 'member_call_expression' }, facts: callFacts },
    { rule: { kind: 'class_declaration', has: { field: 'name', regex: '^Filters$' } }, facts: filterFacts },
  ],
}

const lineOf = (node: SgNode): number => (node.field('name') ?? node).range().start.line + 1

function callFacts(call: SgNode): RouteFact[] {
  const name = call.field('name')?.text() ?? ''
  if (call.field('object')?.text() !== '$routes') return []
  const own = phpChain(call)?.calls.at(-1)
  const groups = phpCallsAround(call).flatMap((one) => phpChain(one)?.calls.at(-1) ?? [])
  if (!own) return []
  const shift = name === 'match' ? 1 : 0
  const path = phpText(own.args[shift]?.value)
  if (path === undefined || !(Object.hasOwn(VERBS, name) || name === 'match' || name === 'resource'))
    return []
  const prefixes = groups.map((one) => phpText(one.args[0]?.value) ?? '').reverse()
  const whole = templateOf(joinPaths('/', ...prefixes, path))
  const authentication = [own, ...groups].map(filterSays).find(Boolean)
  const route = (method: string, at: string, handler: string | undefined): RouteFact => ({
    fact: 'route',
    framework: ID,
    line: lineOf(call),
    method,
    path: at,
    ...(handler ? { handler } : {}),
    ...(authentication ? { authentication } : {}),
  })
  if (name === 'resource')
    return RESOURCE.map(([method, behind, handler]) => route(method, `${whole}${behind}`, handler))
  const methods = shift
    ? phpTexts(own.args[0]?.value).map((one) => one.toUpperCase())
    : [VERBS[name] ?? 'ANY']
  const handler = phpHandler(own.args[shift + 1]?.value)
  return methods.map((method) => route(method, whole, handler))
}

/** `['filter' => 'auth:admin']` among the arguments. */
function filterSays({ args }: PhpCall): string | undefined {
  for (const { value } of args)
    for (const { key, value: said } of phpElements(value))
      if (key === 'filter') {
        const found = phpTexts(said).map(phpAuthenticationIn).find(Boolean)
        if (found) return found
      }
  return undefined
}

/** `$filters = ['auth' => ['before' => ['admin/*']]]`: what stands in front of paths. Source: …/incoming/filters.html */
function filterFacts(type: SgNode, file: SourceFile): RouteFact[] {
  const property = type
    .findAll({ rule: { kind: 'property_element' } })
    .find((one) => one.text().startsWith('$filters'))
  const list = property?.children().find((one) => one.kind() === 'array_creation_expression')
  return phpElements(list).flatMap(({ key = '', value }): RouteFact[] => {
    const authentication = phpAuthenticationIn(key)
    const before = phpElements(value).find((one) => one.key === 'before')?.value
    if (!authentication) return []
    return phpTexts(before).map((path) => ({
      fact: 'guard',
      framework: ID,
      line: lineOf(value),
      everywhere: true,
      folder: file.path.replace(/(?:^|\/)app\/Config\/[^/]+$/, ''),
      path: `/${path.replace(/^\//, '')}`,
      authentication,
    }))
  })
}

/** `users/(:num)/(.+)` as a template: what stands in brackets is handed on as `$1`, `$2`. */
export function templateOf(path: string): string {
  let count = 0
  return path.replace(/\((?:[^()]|\([^()]*\))*\)/g, () => `{${++count}}`)
}
