import type { SgNode } from '@ast-grep/napi'
import { lineOf } from '../../syntax/line-of.ts'
import type { Framework, RouteFact } from '../contract.ts'
import { handlerOf } from '../languages/go-handler-of.ts'
import { methodsAnswered } from '../languages/go-handlers.ts'
import { hungIn } from '../languages/go-known.ts'
import {
  argumentsOf,
  methodCall,
  objectName,
  placeName,
  type RouterShape,
  routerName,
  textIn,
} from '../languages/go-names.ts'
import { goRouters } from '../languages/go-routers.ts'
import type { GoFile } from '../languages/go-scopes.ts'

const ID = 'net-http'
const DEFAULT = 'http.DefaultServeMux'

/** Go's own router. Source: https://pkg.go.dev/net/http#hdr-Patterns-ServeMux */
export const netHttp: Framework = goRouters({
  id: ID,
  name: 'net/http',
  packages: ['net/http'],
  mentions:
    /\.Handle(?:Func)?\(\s*(?:["`](?:[A-Z]+ )?\/|\w+[,. ]|fmt\.)|\bhttp\.(?:NewServeMux|ServeMux|StripPrefix)\b/,
  types: /^http\.ServeMux$/,
  makers: /^http\.(NewServeMux|ServeMux)$/,
  results: /^http\.Handler$/,
  routes: {},
  groups: {},
  use: new Set(),
  template: (path) => patternOf(path).path,
  extra: registered,
})

/** `GET example.org/users/{id...}` taken apart; a path that ends in `/` means everything below, which is left to the reader. */
export function patternOf(pattern: string): { method?: string; path: string } {
  const [, method, rest = ''] = /^(?:([A-Z]+)[ \t]+)?(.*)$/s.exec(pattern) ?? []
  const path = rest
    .replace(/^[\w.-]+(?::\d+)?(?=\/)/, '')
    .replace(/\{\$\}/g, '')
    .replace(/\{(\w+)\.\.\.\}/g, '{*$1}')
  return { ...(method ? { method } : {}), path }
}

/** `mux.HandleFunc("/x", h)`, `mux.Handle("/x/", http.StripPrefix("/x", sub))`, both of the package `http` as well. */
function registered(call: SgNode, go: GoFile, shape: RouterShape): RouteFact[] | undefined {
  const method = methodCall(call)
  if (method?.method === 'ServeHTTP') return handedOn(call, method.receiver, go, shape)
  if (!method || !/^Handle(Func)?$/.test(method.method) || method.args.length !== 2) return undefined
  const [at, handler] = method.args as [SgNode, SgNode]
  const text = textIn(at, go)
  if (text === undefined) return undefined
  const said = { framework: ID, line: lineOf(call) }
  const whole = go.packages.get(method.receiver.text()) === 'net/http'
  const router = whole ? DEFAULT : routerName(method.receiver, go, shape)
  if (!router) return undefined
  const declared: RouteFact[] = whole ? [{ ...said, fact: 'router', name: DEFAULT }] : []
  const pattern = patternOf(text)
  const hung = hungIn(handler, go, shape)
  if (hung) return [...declared, { ...said, fact: 'mount', parent: router, ...hung }]
  const answers = handlerOf(handler, go, shape)
  const methods = pattern.method ? [pattern.method] : (methodsAnswered(bodyOf(handler)).methods ?? ['ANY'])
  return [
    ...declared,
    ...methods.map(
      (one): RouteFact => ({
        ...said,
        fact: 'route',
        router,
        own: true,
        method: one,
        path: pattern.path,
        ...answers,
      }),
    ),
  ]
}

/** `http.StripPrefix("/api", h.users).ServeHTTP(w, r)`: a router of a branch of one's own, whose condition is not read. */
function handedOn(call: SgNode, handler: SgNode, go: GoFile, shape: RouterShape): RouteFact[] {
  const wraps =
    handler.kind() === 'call_expression' && /StripPrefix$/.test(handler.field('function')?.text() ?? '')
  const child = wraps ? objectName(argumentsOf(handler).at(-1) as SgNode, go, shape) : undefined
  if (!child) return []
  const said = { framework: ID, line: lineOf(call) }
  const name = placeName(call, go)
  const prefix = textIn(argumentsOf(handler)[0], go) ?? ''
  return [
    { ...said, fact: 'router', name },
    { ...said, fact: 'mount', parent: name, child, prefix },
  ]
}

const bodyOf = (node: SgNode): string => (node.kind() === 'func_literal' ? node.text() : '')
