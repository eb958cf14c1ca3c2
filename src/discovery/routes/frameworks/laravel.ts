import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import { lineOf } from '../../syntax/line-of.ts'
import type { Framework, Route, RouteFact } from '../contract.ts'
import {
  type PhpCall,
  phpCallsAfter,
  phpChain,
  phpElements,
  phpHandler,
  phpText,
  phpTexts,
} from '../languages/php-calls.ts'
import { joinPaths } from '../names.ts'
import { bootstrap, conventional, FILE, groupFile, requireFacts } from './laravel-files.ts'
import { aroundOf, firstSays } from './laravel-groups.ts'
import { resourceRoutes } from './laravel-resources.ts'

const ID = 'laravel'
const ROOTS = /^(\\?(?:\w+\\)*Route|\$(router|route|api|app|this)|\$this->router|app\('router'\))$/
const VERBS: Readonly<Record<string, string[]>> = {
  get: ['GET'],
  post: ['POST'],
  put: ['PUT'],
  patch: ['PATCH'],
  delete: ['DELETE'],
  options: ['OPTIONS'],
  any: ['ANY'],
  view: ['GET'],
  redirect: ['GET'],
  permanentRedirect: ['GET'],
  addRoute: [],
  match: [],
  livewire: ['GET'],
  inertia: ['GET'],
}
const RESOURCES = /^(api)?([rR]esources?|[sS]ingletons?)$/

/** Laravel and Lumen. Source: https://laravel.com/docs/routing, https://lumen.laravel.com/docs/routing */
export const laravel: Framework = {
  id: ID,
  name: 'Laravel',
  language: 'php',
  packages: [
    'laravel/framework',
    'laravel/lumen-framework',
    'illuminate/routing',
    'illuminate/support',
    'Illuminate.',
    'dingo/api',
  ],
  // Slim says it alike, and may use parts of Laravel beside.
  mentions:
    /^(?![\s\S]*\bSlim\\)[\s\S]*(?:\bRoute::|\$(?:router|api|app|route)->(?:get|post|put|patch|delete|group|resource)\(|withRouting\()/,
  rules: [
    {
      rule: { any: [{ kind: 'scoped_call_expression' }, { kind: 'member_call_expression' }] },
      facts: callFacts,
    },
    {
      rule: {
        any: [
          { kind: 'require_expression' },
          { kind: 'require_once_expression' },
          { kind: 'include_expression' },
          { kind: 'include_once_expression' },
        ],
      },
      facts: requireFacts,
    },
  ],
}

function callFacts(call: SgNode, file: SourceFile): RouteFact[] {
  const name = call.field('name')?.text() ?? ''
  if (name === 'withRouting') return bootstrap(call, file)
  const verb = Object.hasOwn(VERBS, name)
  if (!verb && name !== 'group' && !RESOURCES.test(name)) return []
  const chain = phpChain(call)
  if (!chain || !ROOTS.test(chain.root)) return []
  // `$app->singleton(…)` is the container's.
  if (RESOURCES.test(name) && !/Route$|router$/.test(chain.root)) return []
  const own = chain.calls.at(-1) as PhpCall
  if (name === 'group') return groupFile(own, file)
  const around = aroundOf(call)
  const said = { framework: ID, line: lineOf(call.field('name') ?? call) }
  const declared: RouteFact = {
    ...said,
    fact: 'router',
    name: FILE,
    ...(conventional(file) ? { prefix: 'api' } : {}),
  }
  const route = (one: Pick<Route, 'method' | 'path'> & Partial<Route>): RouteFact => ({
    ...said,
    fact: 'route',
    router: FILE,
    own: true,
    ...(around.authentication !== undefined ? { authentication: around.authentication } : {}),
    ...one,
  })
  if (RESOURCES.test(name)) {
    const option = phpElements(own.args[2]?.value).find((one) => one.key === 'middleware')
    const asks = option && firstSays(phpTexts(option.value))
    return [
      declared,
      ...resourceRoutes(own, phpCallsAfter(call)).map((one) =>
        route({
          ...one,
          path: joinPaths(around.prefix, one.path),
          ...(asks ? { authentication: asks } : {}),
        }),
      ),
    ]
  }
  const shift = name === 'match' || name === 'addRoute' ? 1 : 0
  const path = phpText(own.args[shift]?.value)
  if (path === undefined || own.args.length < 2) return []
  const methods = shift
    ? phpTexts(own.args[0]?.value).map((one) => one.toUpperCase())
    : (VERBS[name] as string[])
  const action = own.args[shift + 1]?.value
  const named = /^(view|redirect|permanentRedirect|inertia)$/.test(name)
    ? undefined
    : phpHandler(action, around.controller)
  const { handler, imports } = inNamespace(named, around.namespace)
  const inAction = phpElements(action).find((one) => one.key === 'middleware')
  const says = inAction && firstSays(phpTexts(inAction.value))
  return [
    declared,
    ...imports,
    ...methods.flatMap((method) =>
      optional(joinPaths(around.prefix, path)).map((one) =>
        route({
          method,
          path: one,
          ...(handler ? { handler } : {}),
          ...(says ? { authentication: says } : {}),
        }),
      ),
    ),
  ]
}

/** Where the namespace of a group starts, unless it is a whole one: what every Laravel before 8 is made with. */
const CONTROLLERS = 'App.Http.Controllers'
const WHOLE = /^\\|(^|\\)Controllers(\\|$)/

/** A handler of a group that says its namespace: the class is looked for there. */
function inNamespace(
  handler: string | undefined,
  namespace: string | undefined,
): { handler?: string; imports: RouteFact[] } {
  if (!handler) return { imports: [] }
  if (!namespace) return { handler, imports: [] }
  const [type = '', name] = handler.split('.')
  const said = namespace.replace(/^\\/, '').replace(/\\/g, '.')
  const whole = `${WHOLE.test(namespace) ? said : `${CONTROLLERS}.${said}`}.${type}`
  return {
    handler: `${whole}.${name}`,
    imports: [{ fact: 'import', local: whole, module: whole, name: type }],
  }
}

/** `/users/{id?}` is two paths; `{post:slug}` is `{post}`. */
function optional(path: string): string[] {
  const plain = path.replace(/\{(\w+):\w+(\??)\}/g, '{$1$2}')
  const paths: string[] = []
  for (let at = plain; paths.length < 8; at = at.replace(/\/?\{\w+\?\}\/?$/, '')) {
    paths.push(joinPaths(at.replace(/\?\}/g, '}')))
    if (!/\{\w+\?\}\/?$/.test(at)) break
  }
  return paths
}
