import type { SgNode } from '@ast-grep/napi'
import { constantIn, parameterName } from '../names.ts'
import { type GoFile, type GoName, knownName, standsFor, typeName } from './go-scopes.ts'

// Variables that are set from variables: more is a circle.
const FARTHEST = 12

/** What a framework knows of its routers, as far as naming them needs it. */
export interface RouterShape {
  /** Types that a router is passed as, with the package's own name: `gin.Engine`. */
  types: RegExp
  /** Functions that make a router: `gin.New`. */
  makers: RegExp
  /** Methods of a router that give a new one: `Group`, `With`. */
  groups: ReadonlySet<string>
  /** Methods of a router that give it back: `Use`. */
  same: ReadonlySet<string>
}

/** Name of a node that stands for itself: a router that is made there. Files of a package must not share it. */
export const placeName = (node: SgNode, go: GoFile): string =>
  `@${go.file.name.replace(/\W/g, '_')}:${node.range().end.index}`

/** `a.b(…)` taken apart; undefined for other calls. */
export function methodCall(call: SgNode): { receiver: SgNode; method: string; args: SgNode[] } | undefined {
  const called = call.field('function')
  if (called?.kind() !== 'selector_expression') return undefined
  const receiver = called.field('operand')
  const method = called.field('field')?.text()
  return receiver && method ? { receiver, method, args: argumentsOf(call) } : undefined
}

/** Arguments of a call, without brackets, commas and comments. */
export const argumentsOf = (call: SgNode): SgNode[] =>
  (call.field('arguments')?.children() ?? []).filter((one) => one.isNamed() && one.kind() !== 'comment')

/** Name of the router that an expression means; undefined when it can't be one. */
export function routerName(node: SgNode, go: GoFile, shape: RouterShape, depth = 0): string | undefined {
  if (depth > FARTHEST) return undefined
  const bare = unwrapped(node)
  if (bare.kind() === 'identifier') {
    const found = go.find(bare.text(), bare.range().start.index)
    if (!found) return bare.text()
    return localRouter(found, go, shape, depth)
  }
  if (bare.kind() === 'selector_expression') {
    const operand = bare.field('operand')
    const owner = operand && objectName(operand, go, shape, depth + 1)
    return owner ? `${owner}.${bare.field('field')?.text()}` : undefined
  }
  if (bare.kind() === 'call_expression') {
    const call = methodCall(bare)
    if (isMaker(bare, go, shape)) return placeName(bare, go)
    if (call && shape.groups.has(call.method)) return placeName(bare, go)
    if (call && shape.same.has(call.method)) return routerName(call.receiver, go, shape, depth + 1)
    const called = bare.field('function')
    const name = called && functionName(called, go, shape, depth + 1)
    return name ? `${name}()` : undefined
  }
  return STANDS_FOR_ITSELF.has(String(bare.kind())) ? placeName(bare, go) : undefined
}

const STANDS_FOR_ITSELF = new Set(['composite_literal', 'type_assertion_expression'])

function localRouter(found: GoName, go: GoFile, shape: RouterShape, depth: number): string | undefined {
  if (found.kind === 'receiver') return typeName(found.type)
  if (found.kind === 'parameter') {
    if (!shape.types.test(knownName(typeName(found.type), go))) return typeName(found.type) || undefined
    return found.owner && parameterName(ownName(found.owner, go), found.index)
  }
  if (!found.value) return undefined
  const made = unwrapped(found.value)
  // A struct that embeds its router is named by its type.
  if (
    made.kind() === 'composite_literal' &&
    !shape.makers.test(knownName(typeName(made.field('type') ?? undefined), go))
  )
    return typeName(made.field('type') ?? undefined)
  return found.index < 0 ? undefined : routerName(made, go, shape, depth + 1)
}

/** Whether an expression makes a new router, or takes one from where nothing shows that it is one: `server.Handler.(*mux.Router)`. */
export function isMaker(node: SgNode, go: GoFile, shape: RouterShape): boolean {
  if (node.kind() === 'type_assertion_expression')
    return shape.types.test(knownName(typeName(node.field('type') ?? undefined), go))
  const called = node.kind() === 'call_expression' ? node.field('function') : node.field('type')
  if (!called) return false
  if (called.text() === 'new') return shape.makers.test(knownName(typeName(argumentsOf(node)[0]), go))
  return shape.makers.test(knownName(typeName(called), go))
}

/** Name of the thing that has a method or a field: its type where that is known, else what it is made by. */
export function objectName(node: SgNode, go: GoFile, shape: RouterShape, depth = 0): string | undefined {
  if (depth > FARTHEST) return undefined
  const bare = unwrapped(node)
  if (bare.kind() === 'identifier') {
    const found = go.find(bare.text(), bare.range().start.index)
    if (!found) return bare.text()
    if (found.type) return typeName(found.type)
    return found.value && found.index >= 0 ? objectName(found.value, go, shape, depth + 1) : undefined
  }
  if (bare.kind() === 'selector_expression') {
    const operand = bare.field('operand')
    const owner = operand && objectName(operand, go, shape, depth + 1)
    return owner ? `${owner}.${bare.field('field')?.text()}` : undefined
  }
  if (bare.kind() === 'composite_literal') return typeName(bare.field('type') ?? undefined)
  if (bare.kind() !== 'call_expression') return undefined
  const called = bare.field('function')
  if (called?.text() === 'new') return typeName(argumentsOf(bare)[0])
  return called ? functionName(called, go, shape, depth + 1) : undefined
}

/** Name of a function value: `Register`, `UserHandler.Register`, `users.Routes`. */
export function functionName(node: SgNode, go: GoFile, shape: RouterShape, depth = 0): string | undefined {
  if (depth > FARTHEST) return undefined
  const bare = unwrapped(standsFor(node, go))
  if (bare.kind() === 'func_literal') return placeName(bare, go)
  if (bare.kind() === 'identifier') {
    const found = go.find(bare.text(), bare.range().start.index)
    if (found?.value) return functionName(found.value, go, shape, depth + 1)
    return found ? undefined : bare.text()
  }
  if (bare.kind() === 'call_expression') {
    const called = bare.field('function')
    const name = called && functionName(called, go, shape, depth + 1)
    return name ? `${name}()` : undefined
  }
  return bare.kind() === 'selector_expression' ? objectName(bare, go, shape, depth + 1) : undefined
}

/** Name of a function where it is declared. */
export function ownName(owner: SgNode, go: GoFile): string {
  if (owner.kind() === 'func_literal') return placeName(owner, go)
  const name = owner.field('name')?.text() ?? ''
  const receiver = owner.field('receiver')?.find({ rule: { kind: 'parameter_declaration' } })
  return receiver ? `${typeName(receiver.field('type') ?? undefined)}.${name}` : name
}

/** The expression without brackets, `&` and `*`. */
function unwrapped(node: SgNode): SgNode {
  let bare = node
  for (let depth = 0; depth < FARTHEST; depth++) {
    const inner =
      bare.kind() === 'unary_expression'
        ? bare.field('operand')
        : bare.kind() === 'parenthesized_expression'
          ? bare.children().find((one) => one.isNamed())
          : undefined
    if (!inner) return bare
    bare = inner
  }
  return bare
}

/** The text that an expression stands for, with `constantIn` for names; undefined when it is computed. */
export function textIn(said: SgNode | undefined, go: GoFile, depth = 0): string | undefined {
  if (!said || depth > FARTHEST) return undefined
  const node = standsFor(said, go)
  const kind = node.kind()
  if (kind === 'interpreted_string_literal' || kind === 'raw_string_literal') return node.text().slice(1, -1)
  if (kind === 'identifier') {
    const found = go.find(node.text(), node.range().start.index)
    return found ? textIn(found.value, go, depth + 1) : constantIn(node.text())
  }
  if (kind === 'selector_expression') {
    const text = node.text().replace(/\s/g, '')
    const method = /^http\.Method(\w+)$/.exec(text)?.[1]
    if (method) return method.toUpperCase()
    return /^[\w.]+$/.test(text) ? constantIn(text) : undefined
  }
  if (kind === 'parenthesized_expression') return textIn(node.children()[1], go, depth + 1)
  if (kind === 'binary_expression') {
    if (node.field('operator')?.text() !== '+') return undefined
    const left = textIn(node.field('left') ?? undefined, go, depth + 1)
    const right = textIn(node.field('right') ?? undefined, go, depth + 1)
    // A part that is computed stands as a parameter of its name; a path of nothing else is none.
    return left === undefined && right === undefined
      ? undefined
      : (left ?? computed(node.field('left'))) + (right ?? computed(node.field('right')))
  }
  return kind === 'call_expression' ? formatted(node, go, depth) : undefined
}

const computed = (node: SgNode | null): string =>
  `{${/(\w+)\W*$/.exec(node?.text().slice(-80) ?? '')?.[1] ?? 'value'}}`

/** `fmt.Sprintf("/%s/x", name)`, `path.Join("/a", "b")` and conversions. */
function formatted(call: SgNode, go: GoFile, depth: number): string | undefined {
  const name = call.field('function')?.text() ?? ''
  const args = argumentsOf(call).map((one) => textIn(one, go, depth + 1))
  const [first, ...rest] = args
  if (/Sprintf$/.test(name) && first !== undefined) {
    let at = 0
    return first.replace(/%[a-z]/g, () => rest[at++] ?? '{value}')
  }
  if (/(^|\.)(Join|JoinPath)$/.test(name))
    return args.every((one) => one !== undefined) ? args.join('/') : undefined
  // What is put around one path is a setting, which is the root mostly: `conf.BaseURI("/api")`.
  const isPath = args.length === 1 && (first?.startsWith('/') || ABOUT_PATHS.test(name))
  return name === 'string' || isPath ? first : undefined
}

const ABOUT_PATHS = /(?:ur[il]|path|prefix|base)\w*$/i
