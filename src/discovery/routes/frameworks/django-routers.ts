import type { SgNode } from '@ast-grep/napi'
import { lineOf } from '../../syntax/line-of.ts'
import type { RouteFact } from '../contract.ts'
import { basesOf, definitionOf } from '../languages/python-functions.ts'
import { argumentsOf, assignedName, dottedName, pathText } from '../languages/python-syntax.ts'
import { constantIn } from '../names.ts'
import { djangoNote } from './django-notes.ts'
import { regexPath } from './django-paths.ts'
import { namesIn } from './django-permissions.ts'

const framework = 'django-rest'

/** `router = DefaultRouter()`, `NestedSimpleRouter(router, 'domains', lookup='domain')`, or a class of the application's own. */
export function restRouter(call: SgNode): RouteFact[] {
  const name = assignedName(call)
  const kind = dottedName(call.field('function'))
  // FastAPI's and ninja's are others.
  if (name === '' || /(?:API|^)Router$/.test(kind)) return []
  const { positional, named } = argumentsOf(call)
  const line = lineOf(call)
  const parent = dottedName(positional[0])
  const below = pathText(positional[1] ?? named.get('parent_prefix'))
  const lookup = pathText(named.get('lookup') ?? positional[2]) ?? 'parent'
  // A nested router stands below what its parent registers, wherever its own patterns are put.
  const prefix =
    parent && below !== undefined
      ? `${constantIn(`${parent}.nested`)}/${regexPath(below)}/{${lookup}_pk}`
      : ''
  return [
    { fact: 'router', name, line, framework, ...(prefix ? { prefix } : {}) },
    { fact: 'constant', name: `${name}.nested`, value: prefix },
    djangoNote('router-kind', name, line, { kind }),
  ]
}

/** `router.register('users', UserViewSet, basename='user')`; `router.registry.extend(other.registry)` takes all of another. */
export function registration(call: SgNode): RouteFact[] {
  const function_ = call.field('function')
  const object = routerOf(function_?.field('object'))
  const { positional, named } = argumentsOf(call)
  const line = lineOf(call)
  if (/\.registry\.extend$/.test(function_?.text() ?? '')) {
    const child = dottedName(positional[0]).replace(/\.registry$/, '')
    return child === ''
      ? []
      : [{ fact: 'mount', parent: object.replace(/\.registry$/, ''), child, prefix: '', line, framework }]
  }
  const path = pathText(positional[0] ?? named.get('prefix'))
  const view = dottedName(positional[1] ?? named.get('viewset'))
  if (object === '' || path === undefined || view === '') return []
  const below = regexPath(path)
  const child = nestedName(call)
  const lookup = (pathText(named.get('basename')) ?? below).replace(/\W+/g, '_')
  return [
    djangoNote('registration', object, line, { path: below, view }),
    ...listedBelow(positional[2], object, below, lookup),
    ...(child === ''
      ? []
      : [
          { fact: 'router' as const, name: child, line, framework },
          {
            fact: 'mount' as const,
            parent: object,
            child,
            prefix: `${below}/{parent_lookup_${lookup}}`,
            line,
            framework,
          },
        ]),
  ]
}

/** `router.register('types', TypeViewSet, [Nested('versions', VersionViewSet)])`: what a list says is registered below. */
function listedBelow(list: SgNode | undefined, parent: string, below: string, lookup: string): RouteFact[] {
  const given = list?.kind() === 'list' ? list.children().filter((one) => one.kind() === 'call') : []
  return given.flatMap((one): RouteFact[] => {
    const { positional } = argumentsOf(one)
    const [path, view] = [pathText(positional[0]), dottedName(positional[1])]
    if (path === undefined || view === '') return []
    const line = lineOf(one)
    const child = `register:${one.range().end.index}`
    return [
      { fact: 'router', name: child, line, framework },
      { fact: 'mount', parent, child, prefix: `${below}/{${lookup}_pk}`, line, framework },
      djangoNote('registration', child, line, { path: regexPath(path), view }),
    ]
  })
}

/**
 * The router that a registration of drf-extensions gives back, which stands below one of what it registers: what it is assigned to, or the
 * registration itself where another follows it at once. Source: https://chibisov.github.io/drf-extensions/docs/#nested-routes
 */
function nestedName(call: SgNode): string {
  const next = call.parent()
  const chained = next?.kind() === 'attribute' && next.field('attribute')?.text() === 'register'
  return chained ? `register:${call.range().end.index}` : assignedName(call)
}

const routerOf = (node: SgNode | null | undefined): string =>
  node?.kind() === 'call' ? nestedName(node) : dottedName(node)

/** A router class of the application's own that answers more methods on lists: `self.routes[0].mapping.update({'put': 'bulk'})`. */
export function routerClass(node: SgNode): RouteFact[] {
  const definition = definitionOf(node)
  if (!definition) return []
  const list: Record<string, string> = Object.create(null)
  for (const update of node.findAll({
    rule: { kind: 'call', has: { field: 'function', regex: 'routes\\[0\\]\\.mapping\\.update$' } },
  }))
    for (const pair of argumentsOf(update).positional[0]?.children() ?? []) {
      const [key, value] = [pathText(pair.field('key')), pathText(pair.field('value'))]
      if (pair.kind() === 'pair' && key && value) list[key.toUpperCase()] = value
    }
  return [djangoNote('router-class', definition.name, definition.line, { bases: basesOf(node), list })]
}

/** `'DEFAULT_PERMISSION_CLASSES': [...]` of the settings. */
export function defaultPermissions(pair: SgNode): RouteFact[] {
  const value = pair.field('value')
  return value
    ? [djangoNote('permissions', 'DEFAULT_PERMISSION_CLASSES', lineOf(pair), { names: namesIn(value) })]
    : []
}
