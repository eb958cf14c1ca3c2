import type { Parameter } from '../../contract.ts'
import type { SourceFile } from '../../source/source-file.ts'
import type { HandlerFact } from '../contract.ts'
import { inFrontOf } from './go-middleware.ts'

/** Framework by the type that its handlers take or the functions that make them return. */
const CONTEXTS: readonly [framework: string, type: RegExp][] = [
  ['gin', /\*gin\.Context|\bgin\.HandlerFunc/],
  ['echo', /\becho\.Context|\becho\.(?:Handler|Middleware)Func/],
  ['fiber', /\bfiber\.Ctx|\bfiber\.Handler/],
  ['net-http', /\bhttp\.ResponseWriter|\bhttp\.Handler(?:Func)?\b/],
]
/** Calls in a handler that read a parameter by its name. */
const READS: readonly [where: Parameter['in'], call: RegExp][] = [
  [
    'query',
    /\b(?:Query|DefaultQuery|QueryParam|QueryInt|QueryArray|QueryBool|URL\.Query\(\)\.Get)\("([\w.[\]-]+)"/g,
  ],
  ['header', /\b(?:GetHeader|Header\.Get|Request\(\)\.Header\.Get)\("([\w-]+)"/g],
  ['cookie', /\.Cookie\("([\w-]+)"/g],
  ['body', /\b(?:FormValue|PostForm|DefaultPostForm)\("([\w.[\]-]+)"/g],
]
const BODY = /\b(?:ShouldBind\w*|Bind\w*|BodyParser|Decode|DecodeJSON|Unmarshal)\((?:[\w.()]+,\s*)?&?(\w+)/
const TYPES =
  /(?:\b\w+\.)?\b([A-Z]\w{2,})\{|\bvar \w+ (?:\[\])?\*?(?:\w+\.)?([A-Z]\w+)|\bnew\((?:\w+\.)?([A-Z]\w+)\)/g
// Types of frameworks and of the language, which tell nothing of the data.
const COMMON = new Set([
  'Context',
  'Map',
  'Error',
  'HTTPError',
  'Errorf',
  'Duration',
  'Time',
  'Request',
  'Cookie',
])
const MOST_USES = 20
// A function longer than this is cut: its end tells nothing new.
const LONGEST = 20_000

/** Functions that look like handlers, by their signatures, with what their bodies read. */
export function handlersIn(file: SourceFile): HandlerFact[] {
  const { text } = file
  if (!CONTEXTS.some(([, type]) => type.test(text))) return []
  const facts: HandlerFact[] = []
  for (const found of text.matchAll(
    /^func (?:\(\s*(?:\w+\s+)?\*?(\w+)(?:\[[^\]\n]*\])?\s*\)\s*)?(\w+)\(([^\n]*)$/gm,
  )) {
    const [, owner, name = '', rest = ''] = found
    const framework = CONTEXTS.find(([, type]) => type.test(rest))?.[0]
    if (!framework) continue
    const end = text.indexOf('\n}', found.index)
    const body = text.slice(found.index, Math.min(end < 0 ? text.length : end, found.index + LONGEST))
    facts.push({
      fact: 'handler',
      framework,
      name: owner ? `${owner}.${name}` : name,
      line: file.lineAt(found.index),
      ...whatItReads(body),
      ...methodsAnswered(body),
      ...inFrontOf(body, name),
    })
  }
  return facts
}

/** Methods that a handler's text asks for itself: `switch r.Method`, `if r.Method != http.MethodPost`. */
export function methodsAnswered(body: string): { methods?: string[] } {
  const named = (text: string): string[] =>
    [...text.matchAll(/http\.Method(\w+)|"([A-Z]{3,7})"/g)].map(([, name, word = '']) =>
      (name ?? word).toUpperCase(),
    )
  const cases = /switch\s+\w+\.Method\s*\{/.test(body)
    ? [...body.matchAll(/^\s*case\s+([^\n]*):/gm)].flatMap(([, list = '']) => named(list))
    : []
  const refused = [...body.matchAll(/\.Method\s*!=\s*(http\.Method\w+|"[A-Z]+")/g)].flatMap(([, one = '']) =>
    named(one),
  )
  const asked = [...body.matchAll(/\.Method\s*==\s*(http\.Method\w+|"[A-Z]+")/g)].flatMap(([, one = '']) =>
    named(one),
  )
  // One `==` alone leaves open what the rest of the function answers.
  const found = new Set([...cases, ...refused, ...(asked.length > 1 ? asked : [])])
  if (found.size > 1 || cases.length === 0) found.delete('OPTIONS')
  return found.size > 0 ? { methods: [...found] } : {}
}

/** Parameters and types that a handler's text names. */
export function whatItReads(body: string): { parameters?: Parameter[]; uses?: string[] } {
  const parameters = READS.flatMap(([where, call]) =>
    [...body.matchAll(call)].map(([, name = '']): Parameter => ({ name, in: where })),
  )
  const bound = BODY.exec(body)?.[1]
  const type =
    bound &&
    new RegExp(`\\b${bound}\\s*:?=\\s*&?(?:\\w+\\.)?(\\w+)\\{|\\bvar ${bound} \\*?(?:\\w+\\.)?(\\w+)`).exec(
      body,
    )
  if (bound && /^[a-z]/.test(bound))
    parameters.push({ name: 'body', in: 'body', ...(type ? { type: type[1] ?? type[2] } : {}) })
  const uses = [...body.matchAll(TYPES)].flatMap(
    ([, made, declared, fresh]) => made ?? declared ?? fresh ?? [],
  )
  const own = [...new Set(uses)].filter((one) => !COMMON.has(one)).slice(0, MOST_USES)
  const seen = new Map(parameters.map((one) => [`${one.in} ${one.name}`, one]))
  return { ...(seen.size ? { parameters: [...seen.values()] } : {}), ...(own.length ? { uses: own } : {}) }
}
