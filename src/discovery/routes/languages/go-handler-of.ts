import type { SgNode } from '@ast-grep/napi'
import type { Route } from '../contract.ts'
import { throughName } from './go-arguments.ts'
import { authenticationIn } from './go-authentication.ts'
import { whatItReads } from './go-handlers.ts'
import { argumentsOf, functionName, type RouterShape } from './go-names.ts'
import { type GoFile, standsFor } from './go-scopes.ts'

// Functions around a handler that leave it what it is.
const WRAPS =
  /(^|\.)(HandlerFunc|Handler|Wrap\w*|Adapt\w*|With\w*|\w*Middleware|TimeoutHandler|StripPrefix|MaxBytesHandler|Handle|Then|ThenFunc|InstrumentHandler\w*|\w*[wW]rap\w*)$/
/** Calls that make a function a handler: what takes one of them goes on to it. */
const CONVERTS = /^http\.Handler(Func)?$/
const DEEPEST = 6

/** The function that answers, below what wraps it, and the authentication that wrappers show, or their names where only code can show it. */
export function handlerOf(
  node: SgNode,
  go: GoFile,
  shape: RouterShape,
): Pick<Route, 'handler' | 'handlerLine' | 'authentication' | 'through' | 'uses' | 'parameters'> {
  let handler = standsFor(node, go)
  let authentication: string | undefined
  const through: string[] = []
  for (let depth = 0; depth < DEEPEST && handler.kind() === 'call_expression'; depth++) {
    const called = handler.field('function')?.text() ?? ''
    const asks = authenticationIn(called)
    const inner = argumentsOf(handler).findLast((one) =>
      ['identifier', 'selector_expression', 'func_literal', 'call_expression'].includes(String(one.kind())),
    )
    const name = asks ? undefined : throughName(handler, go, shape)
    if (name) through.push(name)
    if (!inner || !(asks || WRAPS.test(called) || converts(inner))) break
    authentication ??= asks
    handler = standsFor(inner, go)
  }
  const said = {
    ...(authentication ? { authentication } : {}),
    ...(through.length > 0 && !authentication ? { through } : {}),
  }
  if (handler.kind() === 'func_literal') return { ...said, ...whatItReads(handler.text().slice(0, 20_000)) }
  const called = handler.kind() === 'call_expression' ? handler.field('function') : handler
  const name = called && functionName(called, go, shape)
  return name && !name.startsWith('@') && !name.includes('(') ? { ...said, handler: name } : said
}

const converts = (node: SgNode): boolean =>
  node.kind() === 'func_literal' || CONVERTS.test(node.field('function')?.text() ?? '')
