import type { SgNode } from '@ast-grep/napi'
import { lineOf } from '../../syntax/line-of.ts'
import type { Framework, RouteFact } from '../contract.ts'
import { methodsIn } from '../languages/go-arguments.ts'
import { handlerOf } from '../languages/go-handler-of.ts'
import { methodsAnswered } from '../languages/go-handlers.ts'
import { childName, isKnown } from '../languages/go-known.ts'
import { methodCall, placeName, type RouterShape, routerName, textIn } from '../languages/go-names.ts'
import { goRouters } from '../languages/go-routers.ts'
import type { GoFile } from '../languages/go-scopes.ts'
import { braceTemplate } from '../languages/go-templates.ts'

const ID = 'gorilla-mux'
// A chain of calls on one route is never longer.
const LONGEST = 24

/** gorilla/mux: a route is a chain of calls, in any order. Source: https://pkg.go.dev/github.com/gorilla/mux */
export const gorillaMux: Framework = goRouters({
  id: ID,
  name: 'gorilla/mux',
  packages: ['github.com/gorilla/mux'],
  mentions: /\bmux\.(?:NewRouter|Router|Route)\b|\.Handle(?:Func)?\(\s*["`]\/|\.PathPrefix\(|\.Subrouter\(/,
  types: /^mux\.(Router|Route)$/,
  makers: /^mux\.NewRouter$/,
  results: /^http\.Handler$/,
  routes: {},
  // Their facts are made from the whole chain; here they only name it.
  groups: { Subrouter: {} },
  use: new Set(['Use', 'StrictSlash', 'UseEncodedPath', 'SkipClean']),
  template: braceTemplate,
  extra: chained,
})

interface Chain {
  router: SgNode
  path: string
  methods: string[]
}

/** What stands in front of a call in its chain, down to the router. */
function before(node: SgNode, go: GoFile, depth = 0): Chain | undefined {
  const call = node.kind() === 'call_expression' ? methodCall(node) : undefined
  if (
    !call ||
    depth > LONGEST ||
    !/^(PathPrefix|Path|Methods|Host|NewRoute|Name|Schemes|Headers|Queries|MatcherFunc|HeadersRegexp|Use|StrictSlash)$/.test(
      call.method,
    )
  ) {
    const value =
      node.kind() === 'identifier' ? go.find(node.text(), node.range().start.index)?.value : undefined
    // `get := r.Methods("GET").Subrouter()`: what hangs on it answers GET.
    const made = value?.kind() === 'call_expression' ? methodCall(value) : undefined
    const limited =
      made?.method === 'Subrouter' && depth < LONGEST ? before(made.receiver, go, depth + 1) : undefined
    return { router: node, path: '', methods: limited?.methods ?? [] }
  }
  const under = before(call.receiver, go, depth + 1)
  if (!under) return undefined
  if (call.method === 'Methods') return { ...under, methods: call.args.flatMap((one) => methodsIn(one, go)) }
  if (!/^Path(Prefix)?$/.test(call.method)) return under
  const path = textIn(call.args[0], go)
  return path === undefined ? undefined : { ...under, path: `${under.path}${path}` }
}

/** Methods that follow a call in its chain: `.HandleFunc("/x", h).Methods("GET")`. */
function after(call: SgNode, go: GoFile): { methods: string[]; path: string; sub: boolean } {
  const found = { methods: [] as string[], path: '', sub: false }
  let node: SgNode | null = call
  for (let step = 0; step < LONGEST && node; step++) {
    const selector: SgNode | null = node.parent()
    const next: SgNode | null = selector?.kind() === 'selector_expression' ? selector.parent() : null
    const said = next?.kind() === 'call_expression' ? methodCall(next) : undefined
    if (!said) break
    if (said.method === 'Methods') found.methods.push(...said.args.flatMap((one) => methodsIn(one, go)))
    if (/^Path(Prefix)?$/.test(said.method)) found.path += textIn(said.args[0], go) ?? ''
    node = next
  }
  return found
}

function chained(call: SgNode, go: GoFile, shape: RouterShape): RouteFact[] | undefined {
  const method = methodCall(call)
  if (!method) return undefined
  const said = { framework: ID, line: lineOf(call) }
  if (method.method === 'Subrouter') {
    const chain = before(method.receiver, go)
    const parent = chain && routerName(chain.router, go, shape)
    if (!chain || !parent) return []
    const name = placeName(call, go)
    return [
      { ...said, fact: 'router', name },
      { ...said, fact: 'mount', parent, child: name, prefix: braceTemplate(chain.path) },
    ]
  }
  const direct = /^Handle(Func)?$/.test(method.method) && method.args.length === 2
  if (!direct && !(/^Handler(Func)?$/.test(method.method) && method.args.length === 1)) return undefined
  const handler = method.args.at(-1) as SgNode
  const own = direct ? textIn(method.args[0], go) : ''
  const front = before(method.receiver, go)
  const router = front && routerName(front.router, go, shape)
  if (own === undefined || !front || !router) return undefined
  const back = after(call, go)
  const path = braceTemplate(`${front.path}${own}${back.path}`)
  // `users.Methods("GET").HandlerFunc(h)`: the path is the subrouter's.
  if (path === '' && front.methods.length === 0 && back.methods.length === 0) return undefined
  if (!direct && isKnown(handler, go, shape)) {
    const child = childName(handler, go, shape)
    return child ? [{ ...said, fact: 'mount', parent: router, child, prefix: '' }] : undefined
  }
  const looked = handler.kind() === 'func_literal' ? methodsAnswered(handler.text()).methods : undefined
  const methods = [back.methods, front.methods, looked ?? []].find((one) => one.length > 0) ?? ['ANY']
  const answers = handlerOf(handler, go, shape)
  return methods
    .filter((one) => one !== 'OPTIONS' || methods.length === 1)
    .map((one) => ({ ...said, fact: 'route', router, own: true, method: one, path, ...answers }))
}
