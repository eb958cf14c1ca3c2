import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import { lineOf } from '../../syntax/line-of.ts'
import type { Framework, Route, RouteFact } from '../contract.ts'
import { layerSays } from '../languages/rust-authentication.ts'
import {
  chainRoot,
  dotted,
  importFor,
  type RustFile,
  rustArguments,
  rustFile,
  rustFunctionName,
  rustMethod,
  rustOwnName,
  rustParameter,
  rustPlace,
  rustTemplate,
  rustText,
} from '../languages/rust-names.ts'
import { constantIn, parameterName } from '../names.ts'
import { functionUnder } from './axum-utoipa.ts'

const ID = 'actix'
const VERBS = /^(get|post|put|patch|delete|head|options|trace|connect)$/
/** What begins a chain that routes hang on; scopes and resources say a path. */
const MAKERS = /(^|::)(App::new|(web::)?(scope|resource))$/
const METHODS = new Set([
  'service',
  'route',
  'configure',
  'wrap',
  'to',
  'external_resource',
  'get',
  'post',
  'put',
  'patch',
  'delete',
  'head',
])

/** Actix Web. Source: https://actix.rs/docs/url-dispatch/ */
export const actix: Framework = {
  id: ID,
  name: 'Actix',
  language: 'rust',
  packages: ['actix-web', 'actix_web'],
  mentions:
    /\bactix_web\b|#\[(?:actix_web::)?(?:get|post|put|patch|delete|head|route)\(|\bServiceConfig\b|\bscope\(|\bresource\(/,
  rules: [
    {
      rule: { kind: 'call_expression' },
      facts: (call, file) => callFacts(call, rustFile(file)),
    },
    {
      rule: {
        kind: 'attribute_item',
        regex: '^#\\[(\\w+::)*(get|post|put|patch|delete|head|options|route)\\(',
      },
      facts: (node, file) => macroFacts(node, file),
    },
    {
      rule: {
        any: [
          { kind: 'parameter', regex: 'ServiceConfig' },
          { kind: 'function_item', has: { field: 'return_type', regex: 'Scope|Resource|App<' } },
        ],
      },
      facts: (node, file) => typedFacts(node, rustFile(file)),
    },
  ],
}

const isMaker = (node: SgNode): boolean =>
  node.kind() === 'call_expression' && MAKERS.test(node.field('function')?.text() ?? '')

/** Name of what an expression adds its routes to: actix fills a thing in place, so a chain is what it begins with. */
function routerName(node: SgNode, rust: RustFile, depth = 0): string | undefined {
  if (depth > 20) return undefined
  const root = chainRoot(node)
  if (isMaker(root)) return rustPlace(root, rust)
  if (root.kind() === 'call_expression') {
    const name = rustFunctionName(root.field('function') ?? root, rust)
    return name ? `${name}()` : undefined
  }
  if (root.kind() !== 'identifier') return undefined
  const found = rust.find(root.text(), root.range().start.index)
  if (found?.value) return routerName(found.value, rust, depth + 1)
  return found?.owner ? rustParameter(found.owner, found.index, rust) : undefined
}

function callFacts(call: SgNode, rust: RustFile): RouteFact[] {
  if (isMaker(call)) {
    const prefix = rustText(rustArguments(call)[0], rust)
    return [
      {
        fact: 'router',
        framework: ID,
        line: lineOf(call),
        name: rustPlace(call, rust),
        ...(prefix ? { prefix: rustTemplate(prefix) } : {}),
      },
    ]
  }
  const said = rustMethod(call)
  if (!said || !METHODS.has(said.method)) return []
  const router = routerName(said.receiver, rust)
  if (!router) return []
  const line = lineOf(call.field('function')?.field('field') ?? call)
  const under = { framework: ID, line }
  const [first, second] = said.args
  const route = (path: string, one: Pick<Route, 'method' | 'handler' | 'authentication'>): RouteFact => ({
    ...under,
    fact: 'route',
    router,
    own: true,
    path: rustTemplate(path),
    ...one,
  })
  const mount = (child: string | undefined): RouteFact[] =>
    child && child !== router
      ? [...importFor(child), { ...under, fact: 'mount', parent: router, child, prefix: '' }]
      : []
  if (said.method === 'wrap') {
    const authentication = first && layerSays(first.text())
    // It covers the whole scope, wherever it stands in the chain.
    return authentication ? [{ ...under, line: 0, fact: 'guard', router, authentication }] : []
  }
  if (said.method === 'configure' && first) {
    const name = rustFunctionName(first, rust)
    const child = name && parameterName(name, 0)
    const closure: RouteFact[] =
      child && first.kind() === 'closure_expression' ? [{ ...under, fact: 'router', name: child }] : []
    return [...closure, ...mount(child)]
  }
  if (said.method === 'service' && first)
    return services(first).flatMap((one) => mount(serviceName(one, rust)))
  if (said.method === 'route' && second) {
    const path = rustText(first, rust)
    return path === undefined ? [] : answersOf(second, rust).map((one) => route(path, one))
  }
  if (said.method === 'route' && first) return answersOf(first, rust).map((one) => route('', one))
  // `web::resource("/x").get(list)` and `.to(any)`.
  const root = chainRoot(call)
  if (!/(^|::)resource$/.test(root.field('function')?.text() ?? '')) return []
  const handler = first && rustFunctionName(first, rust)
  const verb = VERBS.exec(said.method)?.[1]
  return verb || said.method === 'to'
    ? [route('', { method: verb?.toUpperCase() ?? 'ANY', ...(handler ? { handler } : {}) })]
    : []
}

const services = (node: SgNode): SgNode[] =>
  node.kind() === 'tuple_expression' ? node.children().filter((one) => one.isNamed()) : [node]

/** A service that is hung in: a scope, a resource, or a function that a macro gives its path. */
function serviceName(node: SgNode, rust: RustFile): string | undefined {
  if (node.kind() === 'scoped_identifier') return dotted(node.text())
  if (node.kind() === 'identifier' && !rust.find(node.text(), node.range().start.index)) return node.text()
  return routerName(node, rust)
}

/** `web::get().to(list)`, with guards and wraps between. */
function answersOf(node: SgNode, rust: RustFile): Pick<Route, 'method' | 'handler' | 'authentication'>[] {
  const found: { methods: string[]; handler?: string; authentication?: string } = { methods: [] }
  let at = node
  for (let step = 0; step < 40 && at.kind() === 'call_expression'; step++) {
    const said = rustMethod(at)
    const args = rustArguments(at)
    if (said?.method === 'to' && args[0]) {
      // `SeqHandler(list)`: a handler in a wrapper.
      const inner = args[0].kind() === 'call_expression' ? (rustArguments(args[0])[0] ?? args[0]) : args[0]
      const name = rustFunctionName(inner, rust)
      if (name) found.handler = name
    } else if (said?.method === 'wrap' && args[0]) {
      const says = layerSays(args[0].text())
      if (says) found.authentication = says
    }
    if (!said) {
      const verb = VERBS.exec((at.field('function')?.text() ?? '').split('::').pop() ?? '')?.[1]
      if (verb) found.methods.push(verb.toUpperCase())
      else if (/method$/.test(at.field('function')?.text() ?? ''))
        found.methods.push(
          /(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)/.exec(args[0]?.text() ?? '')?.[1] ?? 'ANY',
        )
      break
    }
    at = said.receiver
  }
  const { methods, ...rest } = found
  return (methods.length ? methods : ['ANY']).map((method) => ({ method, ...rest }))
}

/** `#[get("/users/{id}")]` on a function: it hangs where `service(…)` names it. */
function macroFacts(attribute: SgNode, file: SourceFile): RouteFact[] {
  const handler = functionUnder(attribute)
  const name = handler?.field('name')?.text()
  const [, verb = '', args = ''] = /^#\[(?:\w+::)*(\w+)\(([\s\S]*)\)\s*\]$/.exec(attribute.text()) ?? []
  const [, text, constant] = /^\s*(?:r?"([^"]*)"|([\w:]+))/.exec(args) ?? []
  if (!handler || !name || (text === undefined && !constant)) return []
  const named = [...args.matchAll(/method\s*=\s*"(\w+)"/g)].map(([, one = '']) => one)
  const methods = verb === 'route' ? named : [verb]
  const wrapped = [...args.matchAll(/\b(?:wrap|guard)\s*=\s*"([^"]*)"/g)]
    .map(([, one = '']) => layerSays(one))
    .find(Boolean)
  const line = file.lineAt(handler.range().start.index)
  const said = { framework: ID, line }
  const path = text === undefined ? constantIn(dotted(constant as string)) : rustTemplate(text)
  return [
    { ...said, fact: 'router', name },
    ...methods.map(
      (method): RouteFact => ({
        ...said,
        fact: 'route',
        router: name,
        own: true,
        method: method.toUpperCase(),
        path,
        handler: name,
        handlerLine: line,
        ...(wrapped ? { authentication: wrapped } : {}),
      }),
    ),
  ]
}

/** Functions that take a configuration or give a scope. */
function typedFacts(node: SgNode, rust: RustFile): RouteFact[] {
  const said = { framework: ID, line: lineOf(node) }
  if (node.kind() === 'parameter') {
    const owner = node.parent()?.parent()
    const list =
      node
        .parent()
        ?.children()
        .filter((one) => one.isNamed() && one.kind() !== 'attribute_item') ?? []
    const index = list.findIndex((one) => one.id() === node.id())
    return owner && index >= 0 ? [{ ...said, fact: 'router', name: rustParameter(owner, index, rust) }] : []
  }
  const name = `${rustOwnName(node, rust)}()`
  const last = node
    .field('body')
    ?.children()
    .filter((one) => one.isNamed())
    .at(-1)
  const child =
    last && !/statement|declaration/.test(String(last.kind())) ? routerName(last, rust) : undefined
  return child && child !== name
    ? [
        { ...said, fact: 'router', name },
        { ...said, fact: 'mount', parent: name, child, prefix: '' },
      ]
    : []
}
