import type { SgNode } from '@ast-grep/napi'
import { lineOf } from '../../syntax/line-of.ts'
import type { RouteFact } from '../contract.ts'
import { asksWho } from '../languages/python-authentication.ts'
import { argumentsOf, dottedName, pathText } from '../languages/python-syntax.ts'
import { djangoNote } from './django-notes.ts'
import { djangoPath, regexPath } from './django-paths.ts'

const framework = 'django'
const INCLUDES = /(?:^|\.)(?:include|decorator_include)$/

/** `path('users/<int:pk>', views.user)`, `re_path`, `url`, with views, `include(…)` and routers. */
export function djangoUrl(call: SgNode): RouteFact[] {
  const kind = dottedName(call.field('function'))
  const { positional, named } = argumentsOf(call)
  const written = pathText(positional[0] ?? named.get('route') ?? named.get('regex'))
  const target = positional[1] ?? named.get('view')
  const router = patternsAround(call)
  if (written === undefined || !target || router === '') return []
  const path = /(?:^|\.)path$/.test(kind) ? djangoPath(written) : regexPath(written)
  const line = lineOf(call)
  const declared: RouteFact = { fact: 'router', name: router, line, framework }
  const included = includedIn(target)
  if (included)
    return [
      declared,
      ...included.modules.map((module): RouteFact => ({ fact: 'import', local: module, module, name: '*' })),
      ...included.children.map(
        (child): RouteFact => ({ fact: 'mount', parent: router, child, prefix: path, line, framework }),
      ),
      ...spreadIn(target).map(
        (child): RouteFact => ({
          fact: 'mount',
          parent: anonymous(target),
          child,
          prefix: '',
          line,
          framework,
        }),
      ),
    ]
  const view = viewOf(target)
  return view ? [declared, djangoNote('url', router, line, { path, ...view })] : [declared]
}

/** Name of the list of patterns that a call stands in: a variable's, or one made up for a list inside of `include`. */
function patternsAround(call: SgNode): string {
  let below: SgNode = call
  for (let at = call.parent(); at; below = at, at = at.parent()) {
    const kind = at.kind()
    if (kind === 'assignment' || kind === 'augmented_assignment') return dottedName(at.field('left'))
    if (kind === 'call') {
      const function_ = at.field('function')
      const name = function_?.text() ?? ''
      if (INCLUDES.test(name)) return anonymous(at)
      if (/\.(?:append|extend|insert)$/.test(name)) return dottedName(function_?.field('object'))
    }
    if (kind === 'return_statement' || kind === 'function_definition') return functionName(below)
    if (kind === 'module' || kind === 'class_definition') return ''
  }
  return ''
}

function functionName(node: SgNode): string {
  for (let at = node.parent(); at; at = at.parent())
    if (at.kind() === 'function_definition') return at.field('name')?.text() ?? ''
  return ''
}

const anonymous = (include: SgNode): string => `include@${include.range().start.index}`

/** `include([…])`; `decorator_include(never_cache, […])` says decorators first. */
function includedBy(include: SgNode): SgNode | undefined {
  const { positional, named } = argumentsOf(include)
  const decorates = /decorator_include$/.test(include.field('function')?.text() ?? '')
  return positional[decorates ? 1 : 0] ?? named.get('arg')
}

/** What `include(…)` or `router.urls` brings in; undefined when it is a view. */
function includedIn(target: SgNode): { modules: string[]; children: string[] } | undefined {
  if (target.kind() !== 'call') {
    const [, base] = /^([\w.]+)\.urls$/.exec(target.text()) ?? []
    return base ? { modules: [], children: base === 'admin.site' ? [] : childNames(base) } : undefined
  }
  if (!INCLUDES.test(target.field('function')?.text() ?? '')) return undefined
  const first = includedBy(target)
  const inner = first?.kind() === 'tuple' ? first.children().find((one) => one.isNamed()) : first
  if (!inner) return { modules: [], children: [] }
  if (inner.kind() === 'list') return { modules: [], children: [anonymous(target)] }
  if (inner.kind() === 'string') {
    const module = pathText(inner) ?? ''
    return /^[\w.]+$/.test(module)
      ? { modules: [module], children: [`${module}.urlpatterns`] }
      : { modules: [], children: [] }
  }
  return { modules: [], children: childNames(dottedName(inner).replace(/\.urls$/, '')) }
}

/** Patterns that a list inside of `include` takes over: `include([path(…), *router.urls])`. */
const spreadIn = (include: SgNode): string[] => {
  if (include.kind() !== 'call') return []
  const first = includedBy(include)
  const list = first?.kind() === 'tuple' ? first.children().find((one) => one.isNamed()) : first
  return list?.kind() === 'list'
    ? sumOf(list, 0).flatMap((name) => childNames(name.replace(/\.urls$/, '')))
    : []
}

/** A name may mean a list of patterns, a router, a module of patterns, or the `urls` of a package. */
const childNames = (name: string): string[] =>
  name === '' ? [] : [name, `${name}.urlpatterns`, `${name}.urls.urlpatterns`]

/** The view behind decorators and `as_view`. */
function viewOf(
  target: SgNode,
): { view: string; actions?: Record<string, string>; authentication?: string } | undefined {
  let at: SgNode | undefined = target
  let authentication: string | undefined
  for (let depth = 0; at && depth < 8; depth++) {
    if (at.kind() === 'string')
      return { view: pathText(at) ?? '', ...(authentication ? { authentication } : {}) }
    const name = dottedName(at)
    if (at.kind() !== 'call')
      return name ? { view: name, ...(authentication ? { authentication } : {}) } : undefined
    const { positional } = argumentsOf(at)
    const view = /^(.+)\.as_(?:view|class|viewset)$/.exec(name)?.[1]
    if (view) {
      const actions = actionsIn(positional[0])
      return { view, ...(actions ? { actions } : {}), ...(authentication ? { authentication } : {}) }
    }
    if (asksWho(name)) authentication ??= name
    // `cache_page(60)(view)` and `csrf_exempt(view)`: the view is what is called upon last.
    at = positional.find((one) => /^(?:call|identifier|attribute)$/.test(String(one.kind())))
  }
  return undefined
}

function actionsIn(node: SgNode | undefined): Record<string, string> | undefined {
  if (node?.kind() !== 'dictionary') return undefined
  const actions: [string, string][] = node.children().flatMap((pair) => {
    const [key, value] = [pathText(pair.field('key')), pathText(pair.field('value'))]
    return pair.kind() === 'pair' && key && value ? [[key.toUpperCase(), value] as [string, string]] : []
  })
  return Object.fromEntries(actions)
}

/** `urlpatterns = router.urls`, `urlpatterns += api.patterns`, `[…] + router.urls`, `[*router.urls]`. */
export function patternsAssigned(assignment: SgNode): RouteFact[] {
  const parent = dottedName(assignment.field('left'))
  const line = lineOf(assignment)
  if (parent === '') return []
  return [
    { fact: 'router', name: parent, line, framework },
    ...sumOf(assignment.field('right'), 0)
      .filter((name) => name !== parent)
      .flatMap((name) => childNames(name.replace(/\.urls$/, '')))
      .map((child): RouteFact => ({ fact: 'mount', parent, child, prefix: '', line, framework })),
  ]
}

function sumOf(node: SgNode | null | undefined, depth: number): string[] {
  if (!node || depth > 40) return []
  const kind = String(node.kind())
  if (kind === 'identifier' || kind === 'attribute') return [dottedName(node)].filter(Boolean)
  if (kind === 'call') {
    const name = dottedName(node.field('function'))
    if (/(?:^|\.)(?:path|re_path|url|include|static|staticfiles_urlpatterns)$/.test(name)) return []
    return argumentsOf(node).positional.flatMap((one) => sumOf(one, depth + 1))
  }
  if (!/^(?:binary_operator|list|tuple|list_splat|parenthesized_expression)$/.test(kind)) return []
  return node.children().flatMap((one) => (one.isNamed() ? sumOf(one, depth + 1) : []))
}
