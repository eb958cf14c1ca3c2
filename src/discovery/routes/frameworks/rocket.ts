import type { SgNode } from '@ast-grep/napi'
import type { Parameter } from '../../contract.ts'
import type { SourceFile } from '../../source/source-file.ts'
import { lineOf } from '../../syntax/line-of.ts'
import type { Framework, NoteFact, Route, RouteFact } from '../contract.ts'
import { extractorSays } from '../languages/rust-authentication.ts'
import {
  dotted,
  importFor,
  type RustFile,
  rustFile,
  rustFunctionName,
  rustMethod,
  rustText,
} from '../languages/rust-names.ts'
import { functionUnder } from './axum-utoipa.ts'

const ID = 'rocket'
const VERBS = 'get|post|put|patch|delete|head|options'
/** Macros that list routes; those of rocket_okapi describe them besides. */
const LISTS = /^(?:\w+::)*(?:routes|openapi_get_routes)!\s*[[({]([\s\S]*)[\])}]$/
/** Words by which a request guard turns somebody away who is not known. */
const TURNS_AWAY =
  /\b(?:Outcome::)?(?:Error|Failure)\s*\(|\bStatus::(?:Unauthorized|Forbidden)\b|\berr\w*!\s*\(/
const LOOKS_AT = /authori[sz]|token|session|jwt|api_?key|cookies|logged|claims/i

/** A route whose guards other files explain: the types that its function takes. */
type Guarded = NoteFact<{ route: Route; types: string[] }>

/** A type that a request is turned into; `asks` = other guards without which it is not. */
type RequestGuard = NoteFact<{ turnsAway: boolean; asks: string[] }>

/** Rocket. Source: https://rocket.rs/guide/v0.5/requests/ */
export const rocket: Framework = {
  id: ID,
  name: 'Rocket',
  language: 'rust',
  packages: ['rocket', 'rocket_okapi'],
  mentions: new RegExp(
    `\\brocket\\b|\\broutes!|#\\[(?:rocket::)?(?:${VERBS}|route)\\(|\\bFromRequest\\b|\\.mount\\(`,
  ),
  rules: [
    {
      rule: { kind: 'attribute_item', regex: `^#\\[(\\w+::)*(${VERBS}|route)\\(` },
      facts: attributeFacts,
    },
    {
      rule: { kind: 'call_expression', has: { field: 'function', regex: '\\bmount$' } },
      facts: (call, file) => mountFacts(call, rustFile(file)),
    },
    {
      rule: { kind: 'function_item', has: { field: 'return_type', regex: '\\bRoute\\b' } },
      facts: (node, file) => listFacts(node, rustFile(file)),
    },
    { rule: { kind: 'impl_item', has: { field: 'trait', regex: '\\bFromRequest\\b' } }, facts: guardFacts },
  ],
  weave: (files) => {
    const guards = guardsIn(files.flatMap(({ facts }) => facts.filter(isRequestGuard)))
    return files.flatMap(({ path, facts }) => {
      const routes = facts.filter(isGuarded).map(({ data: { route, types } }): RouteFact => {
        const asks = types.find((one) => guards.has(one))
        return route.authentication === undefined && asks ? { ...route, authentication: asks } : route
      })
      return routes.length > 0 ? [{ path, facts: routes }] : []
    })
  },
}

/** Names of request guards that turn somebody away, themselves or by another that they ask. */
function guardsIn(notes: readonly RequestGuard[]): Set<string> {
  const guards = new Set(notes.flatMap(({ name, data }) => (data.turnsAway ? name : [])))
  for (let before = -1; before < guards.size; ) {
    before = guards.size
    for (const { name, data } of notes) if (data.asks.some((one) => guards.has(one))) guards.add(name)
  }
  return guards
}

const isRequestGuard = (one: RouteFact): one is RequestGuard =>
  one.fact === 'note' && one.framework === ID && one.kind === 'request-guard'
const isGuarded = (one: RouteFact): one is Guarded =>
  one.fact === 'note' && one.framework === ID && one.kind === 'guarded'

/** `#[get("/users/<id>?<page>", data = "<user>")]` over a function, which hangs where `routes![…]` names it. */
function attributeFacts(attribute: SgNode, file: SourceFile): RouteFact[] {
  const handler = functionUnder(attribute)
  const name = handler?.field('name')?.text()
  const [, verb = '', args = ''] = /^#\[(?:\w+::)*(\w+)\(([\s\S]*)\)\s*\]$/.exec(attribute.text()) ?? []
  const uri = /^\s*"([^"]*)"/.exec(args)?.[1] ?? /\buri\s*=\s*"([^"]*)"/.exec(args)?.[1]
  const method =
    verb === 'route' ? /\b([A-Z]{3,7})\b/.exec(args.replace(/"[^"]*"/g, ''))?.[1] : verb.toUpperCase()
  if (!handler || !name || uri === undefined || !method) return []
  const [path = '', query = ''] = uri.split('?')
  const signature = handler.field('parameters')?.text() ?? ''
  const authentication = extractorSays(signature)
  const line = file.lineAt(handler.range().start.index)
  const body = /\bdata\s*=\s*"<(\w+)>"/.exec(args)?.[1]
  const parameters: Parameter[] = [
    ...[...query.matchAll(/<(\w+)(?:\.\.)?>/g)].map(([, one = '']) => ({ name: one, in: 'query' as const })),
    ...(body ? [{ name: body, in: 'body' as const }] : []),
  ]
  const route: Route = {
    fact: 'route',
    framework: ID,
    line,
    router: name,
    method,
    path: rocketTemplate(path),
    handler: name,
    handlerLine: line,
    ...(authentication ? { authentication } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
  }
  // What is optional or a result lets everyone pass.
  const plain = signature.replace(/\b(?:Option|Result|State|Json|Form|Data)<(?:[^<>]|<[^<>]*>)*>/g, '')
  const types = [...plain.matchAll(/:\s*(?:\w+::)*([A-Z]\w*)/g)].map(([, one = '']) => one)
  return [
    { fact: 'router', framework: ID, line, name },
    {
      fact: 'note',
      framework: ID,
      kind: 'guarded',
      line,
      name: '',
      data: { route, types },
    } satisfies Guarded,
  ]
}

/** `/files/<path..>` is `/files/{*path}`. */
const rocketTemplate = (path: string): string =>
  path.replace(/<(\w+)\.\.>/g, '{*$1}').replace(/<(\w+)>/g, '{$1}')

/** `rocket::build().mount("/api", routes![list, users::show])`; what is mounted may be the answer of a function. */
function mountFacts(call: SgNode, rust: RustFile): RouteFact[] {
  const said = rustMethod(call)
  const [path, routes] = said?.args ?? []
  if (!path || !routes) return []
  const prefix = pathOf(path, rust)
  return below('rocket', prefix ?? '', routes, rust, lineOf(path))
}

/** A text, or pieces of one: `[base, "/api"].concat()`, of which what is not known stands for nothing. */
function pathOf(node: SgNode, rust: RustFile): string | undefined {
  const pieces = rustMethod(node)
  if (pieces?.method !== 'concat' || pieces.receiver.kind() !== 'array_expression')
    return rustText(node, rust)
  return pieces.receiver
    .children()
    .filter((one) => one.isNamed())
    .map((one) => (one.kind() === 'string_literal' ? (rustText(one, rust) ?? '') : ''))
    .join('')
}

/** Everything that an expression lists: a macro, a variable of one, or the answer of a function. */
function below(parent: string, prefix: string, node: SgNode, rust: RustFile, line: number): RouteFact[] {
  const mount = (child: string): RouteFact[] => [
    ...importFor(child),
    { fact: 'mount', framework: ID, line, parent, child, prefix },
  ]
  const declared: RouteFact = { fact: 'router', framework: ID, line, name: parent }
  if (node.kind() === 'macro_invocation') return [declared, ...namesIn(node.text()).flatMap(mount)]
  if (node.kind() === 'call_expression') {
    const name = rustFunctionName(node.field('function') ?? node, rust)
    return name ? [declared, ...mount(`${name}()`)] : []
  }
  const value =
    node.kind() === 'identifier' ? rust.find(node.text(), node.range().start.index)?.value : undefined
  return value?.kind() === 'macro_invocation' || value?.kind() === 'call_expression'
    ? below(parent, prefix, value, rust, line)
    : []
}

/** Names in `routes![a, users::b]`, as symbols are written. */
const namesIn = (macro: string): string[] =>
  (LISTS.exec(macro)?.[1] ?? '')
    .replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g, '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => /^[\w:]+$/.test(one))
    .map(dotted)

/** `fn routes() -> Vec<Route>`: all lists in its body, and those of other functions that it takes over. */
function listFacts(node: SgNode, rust: RustFile): RouteFact[] {
  const own = `${node.field('name')?.text() ?? ''}()`
  const body = node.field('body')
  if (!body) return []
  const lists = body.findAll({
    rule: {
      any: [
        { kind: 'macro_invocation', regex: '^(\\w+::)*(routes|openapi_get_routes)!' },
        { kind: 'call_expression', regex: '^[\\w:]*routes\\w*\\(\\)$' },
      ],
    },
  })
  return lists.flatMap((one) => below(own, '', one, rust, lineOf(one)))
}

/** `impl FromRequest for User`: who is not known is turned away, here or by `try_outcome!(Session::from_request(request).await)`. */
function guardFacts(node: SgNode): RouteFact[] {
  const name = /(\w+)(?:<[^<>]*>)?$/.exec(node.field('type')?.text() ?? '')?.[1]
  const body = node.field('body')?.text().slice(0, 20_000) ?? ''
  if (!name) return []
  const fails = TURNS_AWAY.test(body)
  const asked = body.matchAll(/\b(\w+)::from_request\(|\bguard::<(?:\w+::)*(\w+)/g)
  const asks =
    fails || body.includes('try_outcome!')
      ? [...asked].map(([, one, other]) => one ?? other ?? '').filter((one) => one !== name)
      : []
  const data = { turnsAway: fails && LOOKS_AT.test(body), asks }
  const said = { fact: 'note', framework: ID, kind: 'request-guard', line: lineOf(node) } as const
  return [{ ...said, name, data } satisfies RequestGuard]
}
