import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import { lineOf } from '../../syntax/line-of.ts'
import type { Framework, Route, RouteFact } from '../contract.ts'
import { layerSays } from '../languages/rust-authentication.ts'
import {
  callsAfter,
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
import { attributeRoutes } from './axum-utoipa.ts'

const ID = 'axum'
const VERBS = /^(get|post|put|patch|delete|head|options|trace|connect|any|on)(?:_service|_with)?$/
const ROUTER = /(^|::)\w*Router(::<.*>)?::\w+$/
const LAYERS = new Set(['layer', 'route_layer'])
const MOST_STEPS = 60

/** Axum, with what utoipa-axum and aide add to it. Source: https://docs.rs/axum/latest/axum/struct.Router.html */
export const axum: Framework = {
  id: ID,
  name: 'Axum',
  language: 'rust',
  packages: ['axum'],
  mentions: /\bRouter\b|\.(?:nest|merge|route|api_route(?:_with)?)\(|utoipa::path|routes!\(/,
  rules: [
    {
      rule: { kind: 'call_expression', has: { field: 'function', kind: 'field_expression' } },
      facts: (call, file) => callFacts(call, rustFile(file)),
    },
    {
      rule: { kind: 'function_item', has: { field: 'return_type', regex: 'Router' } },
      facts: (node, file) => functionFacts(node, rustFile(file)),
    },
    {
      rule: { kind: 'attribute_item', regex: '^#\\[(utoipa::)?path\\(' },
      facts: (node, file: SourceFile) => attributeRoutes(node, file),
    },
  ],
}

/** Name of the router that an expression means. A chain of calls is a router of its own, on top of what it begins with. */
function routerName(node: SgNode, rust: RustFile, depth = 0): string | undefined {
  if (depth > 20) return undefined
  const root = chainRoot(node)
  if (root.id() !== node.id() && rustMethod(node)) {
    const first = firstCall(node)
    // A method that only hands the state in adds nothing; `self.router()` is a function.
    if (first?.receiver.kind() === 'self') return `${ownerType(node)}.${first.method}()`
    return rustPlace(root, rust)
  }
  return baseName(root, rust, depth)
}

function firstCall(node: SgNode): { receiver: SgNode; method: string } | undefined {
  let at = node
  for (let step = 0; step < 200; step++) {
    const call = rustMethod(at)
    if (!call) return undefined
    if (!rustMethod(call.receiver)) return call
    at = call.receiver
  }
  return undefined
}

const ownerType = (node: SgNode): string =>
  node
    .ancestors()
    .find((one) => one.kind() === 'impl_item')
    ?.field('type')
    ?.text()
    .replace(/<.*$/s, '') ?? 'self'

/** Name of what a chain begins with; `Router::new()` is none. */
function baseName(root: SgNode, rust: RustFile, depth: number): string | undefined {
  if (root.kind() === 'call_expression') {
    const called = root.field('function')
    if (!called) return undefined
    if (ROUTER.test(called.text())) return rustPlace(root, rust)
    const name = rustFunctionName(called, rust)
    return name ? `${name}()` : undefined
  }
  if (root.kind() !== 'identifier') return undefined
  const found = rust.find(root.text(), root.range().start.index)
  if (found?.value) return routerName(found.value, rust, depth + 1)
  return found?.owner ? rustParameter(found.owner, found.index, rust) : undefined
}

function callFacts(call: SgNode, rust: RustFile): RouteFact[] {
  const said = rustMethod(call)
  if (!said) return []
  const root = chainRoot(call)
  const known = root.kind() === 'call_expression' && ROUTER.test(root.field('function')?.text() ?? '')
  const name = rustPlace(root, rust)
  const line = lineOf(call.field('function')?.field('field') ?? call)
  const under = { framework: ID, line }
  const facts: RouteFact[] = []
  const first = !rustMethod(said.receiver)
  if (
    first &&
    /^(route|routes|nest|nest_service|merge|layer|route_layer|with_state|fallback|api_route|api_route_with|fallback_service|nest_api_service)$/.test(
      said.method,
    )
  ) {
    const layered = layerOver(call)
    facts.push({ ...under, fact: 'router', name, ...(layered && known ? {} : {}) })
    const base = known ? undefined : baseName(root, rust, 0)
    if (base && base !== name)
      facts.push(...importFor(base), {
        ...under,
        fact: 'mount',
        parent: name,
        child: base,
        prefix: '',
        ...(layered ? { authentication: layered } : {}),
      })
  }
  const layered = layerOver(call, false)
  const authentication = layered ? { authentication: layered } : {}
  const [at, other] = said.args
  if (/^(route|route_service|api_route|api_route_with)$/.test(said.method) && at && other) {
    const path = rustText(at, rust)
    if (path !== undefined)
      facts.push(
        ...methodsOf(other, rust).map((one) => ({
          ...under,
          fact: 'route' as const,
          router: name,
          own: true as const,
          path: rustTemplate(path),
          ...authentication,
          ...one,
        })),
      )
  } else if (/^nest(_service|_api_service)?$/.test(said.method) && at && other) {
    const [prefix, child] = [rustText(at, rust), routerName(other, rust)]
    if (prefix !== undefined && child)
      facts.push(...importFor(child), {
        ...under,
        fact: 'mount',
        parent: name,
        child,
        prefix: rustTemplate(prefix),
        ...authentication,
      })
  } else if (said.method === 'merge' && at) {
    const child = routerName(at, rust)
    if (child)
      facts.push(...importFor(child), {
        ...under,
        fact: 'mount',
        parent: name,
        child,
        prefix: '',
        ...authentication,
      })
  } else if (said.method === 'routes' && at?.kind() === 'macro_invocation') {
    for (const one of at
      .text()
      .replace(/^\w+!\s*[([]|[)\]]$/g, '')
      .split(',')) {
      const child = dotted(one.trim())
      if (/^[\w.]+$/.test(child))
        facts.push(...importFor(child), {
          ...under,
          fact: 'mount',
          parent: name,
          child,
          prefix: '',
          ...authentication,
        })
    }
  }
  return facts
}

/** The layer further out in the chain that asks for authentication: it covers what stands before it. */
function layerOver(call: SgNode, itself = true): string | undefined {
  const own = rustMethod(call)
  const calls = [...(itself && own ? [own] : []), ...callsAfter(call)]
  return calls
    .filter(({ method }) => LAYERS.has(method))
    .map(({ args }) => args.map((one) => layerSays(one.text())).find(Boolean))
    .find(Boolean)
}

/** `get(list).post(create)`: methods with what answers them. */
function methodsOf(node: SgNode, rust: RustFile): Pick<Route, 'method' | 'handler' | 'authentication'>[] {
  const found: Pick<Route, 'method' | 'handler' | 'authentication'>[] = []
  let layer: string | undefined
  let at = node
  for (let step = 0; step < MOST_STEPS && at.kind() === 'call_expression'; step++) {
    const method = rustMethod(at)
    const args = rustArguments(at)
    const name =
      method?.method ??
      (at.field('function')?.text() ?? '')
        .replace(/::<.*$/, '')
        .split('::')
        .pop() ??
      ''
    const verb = VERBS.exec(name)?.[1]
    if (LAYERS.has(name)) layer ??= args.map((one) => layerSays(one.text())).find(Boolean)
    else if (verb) {
      const handler = args[verb === 'on' ? 1 : 0]
      const known =
        handler && handler.kind() !== 'closure_expression' ? rustFunctionName(handler, rust) : undefined
      const methods =
        verb === 'on'
          ? [...(args[0]?.text() ?? '').matchAll(/\b(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b/g)].map(
              ([one]) => one,
            )
          : [verb]
      for (const one of methods)
        found.push({
          method: one.toUpperCase(),
          ...(known ? { handler: known } : {}),
          ...(layer ? { authentication: layer } : {}),
        })
    } else if (!method) found.push({ method: 'ANY' })
    if (!method) break
    at = method.receiver
  }
  return found.length > 0 ? found.reverse() : [{ method: 'ANY' }]
}

/** A function that gives a router: what hangs on it hangs on `users()`. */
function functionFacts(node: SgNode, rust: RustFile): RouteFact[] {
  const own = rustOwnName(node, rust)
  const name = `${own}()`
  const body = node.field('body')
  const said = { framework: ID, line: lineOf(node) }
  const facts: RouteFact[] = [{ ...said, fact: 'router', name }]
  node
    .field('parameters')
    ?.children()
    .filter((one) => one.kind() === 'parameter')
    .forEach((one, index) => {
      if (/Router/.test(one.field('type')?.text() ?? ''))
        facts.push({ ...said, fact: 'router', name: rustParameter(node, index, rust) })
    })
  const last = body
    ?.children()
    .filter((one) => one.isNamed() && !/comment/.test(String(one.kind())))
    .at(-1)
  const returned =
    body
      ?.findAll({ rule: { kind: 'return_expression' } })
      .flatMap((one) => one.children().filter((inner) => inner.isNamed())) ?? []
  for (const value of [...(last ? [last] : []), ...returned]) {
    const bare = unwrapped(value)
    const child = bare && routerName(bare, rust)
    if (child && child !== name)
      facts.push(...importFor(child), { ...said, fact: 'mount', parent: name, child, prefix: '' })
  }
  return facts
}

/** The router inside of `Ok(router)`, `(router, api)`. */
function unwrapped(node: SgNode): SgNode | undefined {
  if (/statement|declaration|item/.test(String(node.kind()))) return undefined
  if (node.kind() === 'tuple_expression') return node.children().find((one) => one.isNamed())
  const wraps = node.kind() === 'call_expression' && /^(Ok|Some)$/.test(node.field('function')?.text() ?? '')
  return wraps ? rustArguments(node)[0] : node
}
