import type { SgNode } from '@ast-grep/napi'
import { lineOf } from '../../syntax/line-of.ts'
import type { Framework, RouteFact } from '../contract.ts'
import { handlerOf } from '../languages/go-handler-of.ts'
import { methodsAnswered } from '../languages/go-handlers.ts'
import { childName, isKnown } from '../languages/go-known.ts'
import { argumentsOf, methodCall, type RouterShape, routerName, textIn } from '../languages/go-names.ts'
import { goRouters } from '../languages/go-routers.ts'
import type { GoFile } from '../languages/go-scopes.ts'

const ID = 'net-http'
const DEFAULT = 'http.DefaultServeMux'

/** Go's own router. Source: https://pkg.go.dev/net/http#hdr-Patterns-ServeMux */
export const netHttp: Framework = goRouters({
  id: ID,
  name: 'net/http',
  packages: ['net/http'],
  mentions: /\.Handle(?:Func)?\(\s*(?:["`](?:[A-Z]+ )?\/|\w+[,. ]|fmt\.)|\bhttp\.(?:NewServeMux|ServeMux)\b/,
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
  if (method.method === 'Handle' && isRouter(handler, go, shape)) {
    const child = childName(handler, go, shape)
    const prefix = stripped(handler, go)
    return child ? [...declared, { ...said, fact: 'mount', parent: router, child, prefix }] : undefined
  }
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

const isRouter = (node: SgNode, go: GoFile, shape: RouterShape): boolean =>
  isKnown(node, go, shape) ||
  (node.kind() === 'call_expression' && argumentsOf(node).some((one) => isRouter(one, go, shape)))

const bodyOf = (node: SgNode): string => (node.kind() === 'func_literal' ? node.text() : '')

/** What is taken off the path before the router below sees it; without that it says whole paths itself. */
function stripped(node: SgNode, go: GoFile): string {
  if (node.kind() !== 'call_expression') return ''
  const args = argumentsOf(node)
  if (/StripPrefix$/.test(node.field('function')?.text() ?? '')) return textIn(args[0], go) ?? ''
  return args.map((one) => stripped(one, go)).find(Boolean) ?? ''
}
