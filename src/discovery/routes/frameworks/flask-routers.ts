import type { SgNode } from '@ast-grep/napi'
import { lineOf } from '../../syntax/line-of.ts'
import type { RouteFact } from '../contract.ts'
import { asksWho } from '../languages/python-authentication.ts'
import { definitionOf, routerNameAt } from '../languages/python-functions.ts'
import {
  argumentsOf,
  assignedName,
  dottedName,
  itemsOf,
  pathText,
  textsOf,
} from '../languages/python-syntax.ts'
import { flaskPath, ruleText } from './flask-paths.ts'

const framework = 'flask'
const KINDS = /(?:Flask|Quart|Blueprint|Api|API|OpenAPI|Namespace|APIView)$/

/** `app = Flask(…)`, `bp = Blueprint('x', __name__, url_prefix='/x')`, `ns = Namespace('x')`, `api = Api(app, prefix='/api')`. */
export function flaskRouter(call: SgNode): RouteFact[] {
  const name = assignedName(call)
  if (name === '') return []
  const { positional, named } = argumentsOf(call)
  const line = lineOf(call)
  const kind = dottedName(call.field('function'))
  if (!KINDS.test(kind) && !isHeirOfApi(call, kind)) return []
  const given = ['url_prefix', 'prefix', 'path', 'base_path'].flatMap(
    (key) => pathText(named.get(key)) ?? [],
  )[0]
  // A namespace without a path hangs below its own name.
  const own = given ?? (/Namespace$/.test(kind) ? pathText(positional[0]) : undefined)
  const facts: RouteFact[] = [
    {
      fact: 'router',
      name,
      line,
      framework,
      ...(own ? { prefix: flaskPath(own) } : {}),
      ...guarded(named.get('decorators')),
    },
  ]
  const onto = dottedName(positional[0] ?? named.get('app') ?? null)
  if (/(?:Api|API)$/.test(kind) && onto && onto !== '__name__')
    facts.push({ fact: 'mount', parent: onto, child: name, prefix: '', line, framework })
  return facts
}

/** `class ApiExt(Api)` of the same file. */
const isHeirOfApi = (call: SgNode, kind: string): boolean =>
  /^\w+$/.test(kind) &&
  call
    .getRoot()
    .root()
    .find({
      rule: {
        kind: 'class_definition',
        all: [
          { has: { field: 'name', regex: `^${kind}$` } },
          { has: { field: 'superclasses', regex: '\\b(?:Api|API)\\b' } },
        ],
      },
    }) !== null

function guarded(decorators: SgNode | undefined): { authentication?: string } {
  const found = itemsOf(decorators).map(dottedName).find(asksWho)
  return found ? { authentication: found } : {}
}

/** `app.register_blueprint(bp, url_prefix='/x')`, `api.add_namespace(ns, path='/x')`; a prefix here takes the place of its own. */
export function blueprintMount(call: SgNode): RouteFact[] {
  const parent = dottedName(call.field('function')?.field('object'))
  const { positional, named } = argumentsOf(call)
  const given =
    named.get('url_prefix') ?? named.get('path') ?? (named.get('parent') ? undefined : positional[1])
  const prefix = pathText(given)
  const line = lineOf(call)
  return childrenOf(positional[0]).flatMap((child): RouteFact[] =>
    parent === ''
      ? []
      : [
          {
            fact: 'mount',
            parent: routerNameAt(call, parent),
            child,
            prefix: flaskPath(prefix ?? ''),
            line,
            framework,
            ...(prefix === undefined ? {} : { replaces: true }),
          },
        ],
  )
}

/** The routers that an expression means: a name, or what a loop around goes over. */
export function childrenOf(node: SgNode | undefined): string[] {
  const name = dottedName(node)
  if (!node || name === '') return []
  for (let at = node.parent(); at; at = at.parent()) {
    if (at.kind() !== 'for_statement') continue
    const targets = (at.field('left')?.text() ?? '').split(',').map((one) => one.trim())
    const index = targets.indexOf(name)
    if (index < 0) continue
    const items = itemsOf(listOf(at.field('right')))
    return items.map((one) => dottedName(targets.length > 1 ? itemsOf(one)[index] : one)).filter(Boolean)
  }
  return [name]
}

/** The list that an expression is, or that the file assigns to its name. */
function listOf(node: SgNode | null): SgNode | null {
  if (node?.kind() !== 'identifier') return node
  const name = node.text()
  const root = node.getRoot().root()
  const assigned = root.find({ rule: { kind: 'assignment', has: { field: 'left', regex: `^${name}$` } } })
  return assigned?.field('right') ?? null
}

/** flask-restful's `api.add_resource(Users, '/users', '/users/<int:id>')`, and what projects make of it: `add_org_resource`. */
export function resourceMount(call: SgNode): RouteFact[] {
  const function_ = call.field('function')
  if (!function_ || !/^add_(?:\w+_)?resource$/.test(function_.field('attribute')?.text() ?? '')) return []
  const { positional } = argumentsOf(call)
  const parent = routerNameAt(call, dottedName(function_.field('object')))
  const child = dottedName(positional[0])
  if (parent === '' || child === '') return []
  return positional.slice(1).flatMap((one): RouteFact[] => {
    const path = ruleText(one)
    return path === undefined
      ? []
      : [{ fact: 'mount', parent, child, prefix: flaskPath(path), line: lineOf(call), framework }]
  })
}

/** `app.add_url_rule('/x', view_func=show, methods=['GET'])`, `view_func=Users.as_view('users')`. */
export function addUrlRule(call: SgNode): RouteFact[] {
  const function_ = call.field('function')
  if (function_?.field('attribute')?.text() !== 'add_url_rule') return []
  const { positional, named } = argumentsOf(call)
  const router = routerNameAt(call, dottedName(function_.field('object')))
  const path = ruleText(positional[0] ?? named.get('rule'))
  const view = named.get('view_func') ?? positional[2]
  const handler = dottedName(view)
  if (router === '' || path === undefined) return []
  const line = lineOf(call)
  const methods = textsOf(named.get('methods'))
  const viewClass = /^(.*)\.as_view$/.exec(handler)?.[1] ?? classOf(view, handler)
  if (viewClass)
    return [{ fact: 'mount', parent: router, child: viewClass, prefix: flaskPath(path), line, framework }]
  return (methods ?? ['GET']).map((method) => ({
    fact: 'route' as const,
    router,
    method,
    path: flaskPath(path),
    line,
    framework,
    ...(handler ? { handler } : {}),
  }))
}

/** The class whose view was put into a variable first: `view = Users.as_view('users')`. */
function classOf(view: SgNode | undefined, name: string): string | undefined {
  if (view?.kind() !== 'identifier' || name === '') return undefined
  const assigned = view
    .getRoot()
    .root()
    .find({ rule: { kind: 'assignment', has: { field: 'left', regex: `^${name}$` } } })
  return /^(.*)\.as_view$/.exec(dottedName(assigned?.field('right')))?.[1]
}

/** `@bp.before_request` over a function that asks who is calling. */
export function flaskGuard(match: SgNode): RouteFact[] {
  const definition = definitionOf(match)
  return (definition?.decorators ?? []).flatMap((one): RouteFact[] => {
    const [, router = ''] = /^([\w.]+)\.before_request$/.exec(dottedName(one)) ?? []
    if (router === '' || !definition) return []
    const asks = [definition.name, ...definition.decorators.map(dottedName)].find(
      (name) => asksWho(name) && !name.endsWith('.before_request'),
    )
    return asks ? [{ fact: 'guard', router, authentication: asks, line: 1, framework }] : []
  })
}
