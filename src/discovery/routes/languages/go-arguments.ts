import type { SgNode } from '@ast-grep/napi'
import { authenticationIn } from './go-authentication.ts'
import { argumentsOf, functionName, type RouterShape } from './go-names.ts'
import { type GoFile, standsFor } from './go-scopes.ts'

const VERB = '(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|CONNECT|TRACE)'
const CONSTANT = 'Method(Get|Head|Post|Put|Patch|Delete|Connect|Options|Trace)\\b'
const SAID = new RegExp(`${CONSTANT}|"[A-Za-z]+"|\\b${VERB}\\b`, 'g')
const SAID_IN_ROW = new RegExp(`${CONSTANT}|"${VERB}"`, 'g')

/** Methods that an argument says: `"GET"`, `http.MethodGet`, a slice of them, or a method of the row that a loop is at: `r.Methods()`. */
export function methodsIn(said: SgNode | undefined, go: GoFile): string[] {
  if (!said) return []
  const node = standsFor(said, go)
  const texts = node.text().match(SAID)
  if (texts) return texts.map(asVerb)
  const row = go.row?.get(/^(\w+)\.\w+\(/.exec(node.text())?.[1] ?? '')
  if (row) return (row.text().match(SAID_IN_ROW) ?? []).map(asVerb)
  return node.kind() === 'identifier'
    ? methodsIn(go.find(node.text(), node.range().start.index)?.value, go)
    : []
}

const asVerb = (text: string): string => text.replace(/^Method|"/g, '').toUpperCase()

/** What shows authentication in a middleware: its name, or the name of what it was made by. */
export function middlewareSays(node: SgNode, go: GoFile): string | undefined {
  const said = authenticationIn(node.text())
  if (said) return said
  if (node.kind() === 'identifier') {
    const value = go.find(node.text(), node.range().start.index)?.value
    return value && value.kind() !== 'func_literal' ? authenticationIn(value.text()) : undefined
  }
  // `append(common, auth)…`, `chain(a, auth)`, `[]Handler{a, auth}`.
  if (
    node.kind() === 'call_expression' &&
    /append|chain|compose|alice/i.test(node.field('function')?.text() ?? '')
  )
    return argumentsOf(node)
      .map((one) => authenticationIn(one.text()))
      .find(Boolean)
  if (node.kind() === 'func_literal' && /StatusUnauthorized|\b401\b/.test(node.text()))
    return 'function that answers 401'
  return undefined
}

/** What middleware in front of routes shows: authentication, or else the functions whose code may. */
export function middlewareIn(
  nodes: readonly SgNode[],
  go: GoFile,
  shape: RouterShape,
): { authentication?: string; through?: string[] } {
  const authentication = nodes.map((one) => middlewareSays(one, go)).find(Boolean)
  if (authentication) return { authentication }
  const through = nodes.flatMap((one) => throughName(one, go, shape) ?? [])
  return through.length > 0 ? { through } : {}
}

/** Name of the function that a middleware is, or that makes it; undefined for one that is written in place or is the language's own. */
export function throughName(node: SgNode, go: GoFile, shape: RouterShape): string | undefined {
  const name = functionName(node, go, shape)?.replace(/\(.*$/, '')
  return name && !/^@|^http\./.test(name) ? name : undefined
}
