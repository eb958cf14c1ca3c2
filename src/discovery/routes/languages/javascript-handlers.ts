import type { SgNode } from '@ast-grep/napi'
import type { Parameter } from '../../contract.ts'
import type { SourceFile } from '../../source/source-file.ts'
import { lineOf } from '../../syntax/line-of.ts'
import { turnsAway } from './javascript-guards.ts'
import { nameOf } from './javascript-names.ts'
import { argumentsOf, calleeOf, isFunction, kindOf } from './javascript-nodes.ts'

const MOST_USES = 20
const MOST_TEXT = 20_000

/** What the language and the frameworks themselves have. */
const OF_EVERYBODY =
  /^(?:Promise|Object|Error|JSON|Date|Array|String|Number|Boolean|Math|Buffer|RegExp|Map|Set|Symbol|BigInt|URL|URLSearchParams|Response|Request|NextResponse|NextRequest|NextApiRequest|NextApiResponse|FastifyRequest|FastifyReply|NextFunction|Record|Partial|Pick|Omit|Intl|Infinity|NaN|HttpStatus|StatusCodes|Context|ParamSchema|Headers|FormData|Reflect|Proxy|Uint8Array|ReadableStream|TextEncoder|TextDecoder|[A-Z\d_]+|\w*(?:Error|Exception))$/

/** Names of models, types and services in some code, each once, at most 20. */
export function usesIn(code: string): string[] {
  const text = code
    .slice(0, MOST_TEXT)
    .replace(/\/\/[^\n]*|'[^'\n]{0,500}'|`[^`$]{0,500}`|"[^"\n]{0,500}"/g, ' ')
  const found = new Set<string>()
  for (const [name] of text.matchAll(
    /\b(?:[A-Z]\w{1,80}|[a-z]\w{0,60}(?:Service|Repository|Repo|Model|Dao|Store|UseCase))\b/g,
  ))
    if (!OF_EVERYBODY.test(name) && found.size < MOST_USES) found.add(name)
  return [...found]
}

/** Where handlers find what callers send: the word behind the request, or the destructured one. */
const PLACES: [Parameter['in'], string][] = [
  ['query', 'query|searchParams'],
  ['body', 'body|payload'],
  ['header', 'headers'],
  ['cookie', 'cookies'],
]
const REQUEST = '(?:req|request|ctx\\.request|ctx|_req|event|c|context)'

const PATTERNS = PLACES.map(
  ([place, words]) =>
    [
      place,
      new RegExp(
        `\\b${REQUEST}\\??\\.(?:${words})\\??(?:\\.([A-Za-z_$][\\w$]*)|\\[\\s*['"]([\\w-]+)['"])`,
        'g',
      ),
      new RegExp(
        `\\{([^{}]{1,400})\\}(?:\\s*:\\s*[\\w.<>]{1,80})?\\s*=\\s*(?:await\\s+)?${REQUEST}\\??\\.(?:${words}|validatedBody)\\b(?!\\s*\\()(?!\\.\\w)`,
        'g',
      ),
    ] as const,
)
const CALLS: [Parameter['in'], RegExp][] = [
  ['query', /\bsearchParams\.get(?:All)?\(\s*['"]([\w.[\]-]{1,80})['"]/g],
  ['header', /\b(?:req|request|ctx|headers(?:\(\))?|c\.req)\.(?:get|header)\(\s*['"]([\w-]{1,80})['"]/g],
  ['cookie', /\bcookies(?:\(\))?\.get\(\s*['"]([\w.-]{1,80})['"]/g],
]

/** Parameters that the code of a handler reads from the request, besides those of the path. */
export function parametersIn(code: string): Parameter[] {
  const text = code.slice(0, MOST_TEXT)
  const found = new Map<string, Parameter>()
  const add = (place: Parameter['in'], name: string | undefined): void => {
    if (!name || /^(?:get|set|has|length|toString|forEach|map)$/.test(name)) return
    found.set(`${place} ${name}`, { name, in: place })
  }
  for (const [place, member, destructured] of PATTERNS) {
    for (const [, name, key] of text.matchAll(member)) add(place, name ?? key)
    for (const [, names = ''] of text.matchAll(destructured))
      for (const one of names.split(',')) add(place, /^\s*([A-Za-z_$][\w$]*)/.exec(one)?.[1])
  }
  for (const [place, pattern] of CALLS) for (const [, name] of text.matchAll(pattern)) add(place, name)
  return [...found.values()].slice(0, 50)
}

/** What a handler's expression tells for its route: its name, and for one that is written in place what it reads and names. */
export interface Handled {
  handler?: string
  handlerLine?: number
  authentication?: string
  parameters?: Parameter[]
  uses?: string[]
}

/** Reads the last function of a route: written in place, named, or wrapped: `asyncHandler(users.list)`. */
export function handlerOf(node: SgNode | undefined, file: SourceFile, depth = 0): Handled {
  if (!node || depth > 4) return {}
  if (isFunction(node)) {
    const named = node.field('name')?.text()
    return { ...told(node), ...(named ? { handler: named } : {}), handlerLine: lineOf(node) }
  }
  const kind = kindOf(node)
  if (kind === 'call_expression') {
    const callee = calleeOf(node)
    if (callee?.kind() === 'member_expression' && callee.field('property')?.text() === 'bind')
      return handlerOf(callee.field('object') ?? undefined, file, depth + 1)
    const inner = argumentsOf(node).findLast(
      (one) => isFunction(one) || /identifier|member_expression/.test(kindOf(one)),
    )
    if (inner && /wrap|async|handle|catch|try|promise|use|action|invoke|adapt/i.test(callee?.text() ?? ''))
      return handlerOf(inner, file, depth + 1)
    const name = nameOf(callee, file)
    return name && !name.startsWith('@') ? { handler: plain(name) } : {}
  }
  if (kind === 'array') return {}
  const name = nameOf(node, file)
  return name && !name.startsWith('@') ? { handler: plain(name) } : {}
}

// A module's own name says how it was asked for, which is of no use to people.
const plain = (name: string): string => name

function told(node: SgNode): Handled {
  const text = node.text()
  const [parameters, uses] = [parametersIn(text), usesIn(text)]
  return {
    ...(turnsAway(text) ? { authentication: 'checks who calls' } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(uses.length > 0 ? { uses } : {}),
  }
}

/** What the code of a function that answers tells. */
export const toldBy = told
