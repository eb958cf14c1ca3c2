import type { SgNode } from '@ast-grep/napi'
import { argumentsOf, isMaker, methodCall, type RouterShape, routerName, textIn } from './go-names.ts'
import { type GoFile, knownName, typeName } from './go-scopes.ts'

/** Names under which routers are kept in fields, where the file does not show their type. */
const ROUTERISH = /^(r|e|g|app|api|mux|v\d+|web|gin|chi)$|rout|engine|echo|group|mux|fiber|server/i
// Words that others end in (`login`, `machine`) count only where they stand for themselves.
const ROUTERISH_WORDS = /(?:Gin|Chi|_gin|_chi)(?![a-z])|^(?:gin|chi)[A-Z_]/

const isRouterish = (name: string): boolean => ROUTERISH.test(name) || ROUTERISH_WORDS.test(name)

/** Name of a router that is hung in, below functions that wrap it: `http.StripPrefix("/x", r)`. */
export function childName(node: SgNode, go: GoFile, shape: RouterShape): string | undefined {
  return routerName(wrappedRouter(node, go, shape) ?? node, go, shape)
}

/** The router somewhere in the arguments of calls around it. */
function wrappedRouter(node: SgNode, go: GoFile, shape: RouterShape, depth = 0): SgNode | undefined {
  if (depth > 6) return undefined
  if (isKnown(node, go, shape, true)) return node
  if (node.kind() === 'func_literal') return calledOn(node).find((one) => isKnown(one, go, shape))
  if (node.kind() !== 'call_expression') return isKnown(node, go, shape) ? node : undefined
  for (const one of argumentsOf(node)) {
    const found = wrappedRouter(one, go, shape, depth + 1)
    if (found) return found
  }
  return undefined
}

/** `func(w, r) { sub.ServeHTTP(w, r) }`: what it hands the request on to. */
const calledOn = (node: SgNode): SgNode[] =>
  node.findAll({ rule: { kind: 'call_expression' } }).flatMap((call) => {
    const method = methodCall(call)
    return method?.method === 'ServeHTTP' ? [method.receiver] : []
  })

/** A router that answers in the place of a handler, and what is taken off the path before it sees it. */
export function hungIn(
  handler: SgNode,
  go: GoFile,
  shape: RouterShape,
): { child: string; prefix: string } | undefined {
  const child = isRouter(handler, go, shape) ? childName(handler, go, shape) : undefined
  return child === undefined ? undefined : { child, prefix: stripped(handler, go) }
}

const isRouter = (node: SgNode, go: GoFile, shape: RouterShape): boolean =>
  isKnown(node, go, shape) ||
  (node.kind() === 'func_literal' && calledOn(node).some((one) => isKnown(one, go, shape))) ||
  (node.kind() === 'call_expression' && argumentsOf(node).some((one) => isRouter(one, go, shape)))

/** What is taken off the path before the router below sees it; without that it says whole paths itself. */
function stripped(node: SgNode, go: GoFile): string {
  if (node.kind() !== 'call_expression') return ''
  const args = argumentsOf(node)
  if (/StripPrefix$/.test(node.field('function')?.text() ?? '')) return textIn(args[0], go) ?? ''
  return args.map((one) => stripped(one, go)).find(Boolean) ?? ''
}

/** Whether this file shows that an expression is a router, or its name says so. */
export function isKnown(node: SgNode, go: GoFile, shape: RouterShape, sure = false, depth = 0): boolean {
  if (depth > 8) return false
  const kind = node.kind()
  if (kind === 'unary_expression') return isKnown(node.field('operand') as SgNode, go, shape, sure, depth + 1)
  if (kind === 'identifier') {
    const found = go.find(node.text(), node.range().start.index)
    if (!found) {
      const global = go.globals.get(node.text())
      if (global) return shape.types.test(knownName(typeName(global), go))
      return !sure && isRouterish(node.text()) && !go.packages.has(node.text())
    }
    if (found.type && found.kind !== 'local') return shape.types.test(knownName(typeName(found.type), go))
    return found.value !== undefined && isKnown(found.value, go, shape, sure, depth + 1)
  }
  if (kind === 'selector_expression') return !sure && isRouterish(node.field('field')?.text() ?? '')
  if (isMaker(node, go, shape)) return true
  if (kind !== 'call_expression') return false
  const method = methodCall(node)
  if (method && shape.groups.has(method.method)) return true
  if (method && shape.same.has(method.method)) return isKnown(method.receiver, go, shape, sure, depth + 1)
  return (
    !sure &&
    /rout|engine|mux|group/i.test(node.field('function')?.text() ?? '') &&
    !/param/i.test(node.text())
  )
}
