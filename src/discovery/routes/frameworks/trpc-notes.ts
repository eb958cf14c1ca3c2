import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import { lineOf } from '../../syntax/line-of.ts'
import type { NoteFact, RouteFact } from '../contract.ts'
import { guardIn, turnsAway } from '../languages/javascript-guards.ts'
import { usesIn } from '../languages/javascript-handlers.ts'
import { holderName, valueGiven } from '../languages/javascript-names.ts'
import { argumentsOf, calleeOf, keyOf, named, unwrap } from '../languages/javascript-nodes.ts'

export const FRAMEWORK = 'trpc'
const METHODS: Record<string, string> = { query: 'GET', mutation: 'POST', subscription: 'GET' }
// A chain of calls, routers inside of routers: more is generated.
const LONGEST = 30
const DEEPEST = 6

/** A procedure, as far as its file tells: what it is made of, and what it asks. */
export interface Procedure {
  /** Name of the procedure that it is made of; left out for `t.procedure`. */
  from?: string
  authentication?: string
  /** Method by which it is called; left out for one that others are made of. */
  method?: string
  line: number
  uses?: string[]
}

/** What a router has: a procedure written in place, or the name of a router or procedure. `key` is '' for all that the other has. */
export type Entry = { key: string } & ({ procedure: Procedure } | { child: string })

export type RouterNote = NoteFact<{ entries: Entry[] }> & { kind: 'router' }
export type ProcedureNote = NoteFact<Procedure> & { kind: 'procedure' }
export type BaseNote = NoteFact<{ path: string }> & { kind: 'base' }

export const isRouterCall = (node: SgNode): boolean =>
  node.kind() === 'call_expression' && /(?:^|\.)(?:\w*[rR]outer)$/.test(calleeOf(node)?.text() ?? '')

/** `export const orders = router({ list: publicProcedure.query(…), items })`, `mergeRouters(a, b)`. */
export function routerNotes(call: SgNode, file: SourceFile): RouteFact[] {
  const callee = calleeOf(call)?.text() ?? ''
  const parts = argumentsOf(call)
  const merged = /(?:^|\.)mergeRouters$/.test(callee)
  if (!merged && parts[0]?.kind() !== 'object') return []
  // One inside of another is told with it.
  const outer = call.parent()?.kind() === 'pair' ? call.parent()?.parent()?.parent()?.parent() : undefined
  if (outer && isRouterCall(outer)) return []
  const entries = merged
    ? parts.flatMap((one): Entry[] => childEntry('', one))
    : entriesOf(parts[0] as SgNode, file)
  const note: RouterNote = {
    fact: 'note',
    framework: FRAMEWORK,
    line: lineOf(call),
    kind: 'router',
    name: holderName(call),
    data: { entries },
  }
  return entries.length > 0 ? [note] : []
}

function entriesOf(object: SgNode, file: SourceFile, depth = 0): Entry[] {
  return named(object).flatMap((one): Entry[] => {
    if (one.kind() === 'shorthand_property_identifier') return childEntry(one.text(), one)
    const value = one.kind() === 'pair' ? one.field('value') : null
    if (!value) return []
    const [key, plain] = [keyOf(one), unwrap(value)]
    const procedure = procedureIn(plain, file)
    if (procedure?.method) return [{ key, procedure }]
    const [inner] = isRouterCall(plain) ? argumentsOf(plain) : plain.kind() === 'object' ? [plain] : []
    if (inner?.kind() === 'object' && depth < DEEPEST)
      return entriesOf(inner, file, depth + 1).map((entry) => ({ ...entry, key: `${key}.${entry.key}` }))
    return childEntry(key, plain)
  })
}

/** By its name as written: what it was given may be a chain, which is not followed here. */
function childEntry(key: string, node: SgNode): Entry[] {
  const name = node.text()
  return /^[\w$]+(?:\.[\w$]+)*$/.test(name) ? [{ key, child: name }] : []
}

/** `const ownerProcedure = memberProcedure.use(isOwner)`, `const show = publicProcedure.query(…)`. */
export function procedureNotes(declarator: SgNode, file: SourceFile): RouteFact[] {
  const value = declarator.field('value')
  const name = declarator.field('name')
  const data = value && procedureIn(unwrap(value), file)
  if (!data || name?.kind() !== 'identifier') return []
  const note: ProcedureNote = {
    fact: 'note',
    framework: FRAMEWORK,
    line: data.line,
    kind: 'procedure',
    name: name.text(),
    data,
  }
  return [note]
}

/** A chain on a procedure: `memberProcedure.input(…).use(limit).mutation(…)`. */
function procedureIn(node: SgNode, file: SourceFile): Procedure | undefined {
  let at = node
  let [method, authentication, answers] = [
    undefined as string | undefined,
    undefined as string | undefined,
    '',
  ]
  for (let step = 0; step < LONGEST && at.kind() === 'call_expression'; step++) {
    const callee = calleeOf(at)
    if (callee?.kind() !== 'member_expression') return undefined
    const word = callee.field('property')?.text() ?? ''
    const parts = argumentsOf(at)
    if (step === 0 && Object.hasOwn(METHODS, word)) {
      method = METHODS[word]
      answers = parts[0]?.text() ?? ''
    } else if (word === 'use') authentication ??= parts.map((one) => asksIn(one, file)).find(Boolean)
    at = unwrap(callee.field('object') as SgNode)
  }
  const root = at.text()
  if (!/^[\w$.]{1,80}$/.test(root) || !/[pP]rocedure\w*$/.test(root)) return undefined
  const uses = usesIn(answers)
  return {
    ...(root.endsWith('.procedure') ? {} : { from: root }),
    ...(authentication ? { authentication } : {}),
    ...(method ? { method } : {}),
    line: lineOf(node),
    ...(uses.length > 0 ? { uses } : {}),
  }
}

/** A middleware that asks: by its name, or by what it is where the file has it. */
function asksIn(node: SgNode, file: SourceFile): string | undefined {
  const says = guardIn(node)
  if (says) return says
  const name = node.kind() === 'identifier' ? node.text() : undefined
  const text = (name ? valueGiven(name, file) : node)?.text() ?? ''
  return turnsAway(text) || (/\b(?:UNAUTHORIZED|FORBIDDEN)\b/.test(text) && /\bctx\b/.test(text))
    ? (name ?? 'checks who calls')
    : undefined
}

/** Where the routers are put: `endpoint: '/api/trpc'`, `app.use('/trpc', createExpressMiddleware(…))`, `prefix: '/trpc'`, Next's place of the file. */
export function baseNotes(program: SgNode, file: SourceFile): RouteFact[] {
  const said =
    /\bendpoint:\s*(?:\w+\(\s*)?['"`](\/[\w\-/]*)['"`]/.exec(file.text)?.[1] ??
    /\.use\(\s*['"`](\/[\w\-/]*)['"`]\s*,[^;]{0,200}createExpressMiddleware/.exec(file.text)?.[1] ??
    /fastifyTRPCPlugin,\s*\{\s*prefix:\s*['"`](\/[\w\-/]*)['"`]/.exec(file.text)?.[1] ??
    /(?:^|\/)(?:pages|app)(\/.+)\/\[\w+\](?:\/route)?\.[jt]sx?$/.exec(file.path)?.[1]
  if (said === undefined) return []
  const note: BaseNote = {
    fact: 'note',
    framework: FRAMEWORK,
    line: lineOf(program),
    kind: 'base',
    name: '@base',
    data: { path: said },
  }
  return [note]
}
