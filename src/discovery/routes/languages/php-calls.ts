import type { SgNode } from '@ast-grep/napi'
import { constantIn } from '../names.ts'

const FARTHEST = 100

/** One call of a chain: `->prefix('x')`. */
export interface PhpCall {
  name: string
  args: PhpArgument[]
  node: SgNode
}

export interface PhpArgument {
  name?: string
  value: SgNode
}

const CALLS = /^(member|nullsafe_member|scoped)_call_expression$/

/** Arguments of a call or an attribute, with their names. */
export const phpArguments = (node: SgNode): PhpArgument[] =>
  (
    node
      .children()
      .find((one) => one.kind() === 'arguments')
      ?.children() ?? []
  )
    .filter((one) => one.kind() === 'argument')
    .flatMap((one) => {
      const name = one.field('name')?.text()
      const value = one
        .children()
        .filter((inner) => inner.isNamed())
        .at(-1)
      return value ? [{ ...(name ? { name } : {}), value }] : []
    })

/** A chain of calls, the innermost first, and what it begins with: `Route`, `$app`. */
export function phpChain(call: SgNode): { root: string; calls: PhpCall[] } | undefined {
  const calls: PhpCall[] = []
  let at: SgNode | null = call
  for (let step = 0; step < FARTHEST && at; step++) {
    const kind = String(at.kind())
    if (!CALLS.test(kind)) return { root: at.text().slice(0, 80), calls: calls.reverse() }
    const name = at.field('name')?.text() ?? ''
    calls.push({ name, args: phpArguments(at), node: at })
    if (kind === 'scoped_call_expression')
      return { root: at.field('scope')?.text() ?? '', calls: calls.reverse() }
    at = at.field('object')
  }
  return undefined
}

/** Calls that follow on the result of this one, nearest first. */
export function phpCallsAfter(call: SgNode): PhpCall[] {
  const calls: PhpCall[] = []
  let at = call
  for (let step = 0; step < FARTHEST; step++) {
    const next = at.parent()
    if (!next || !CALLS.test(String(next.kind())) || next.field('object')?.id() !== at.id()) break
    calls.push({ name: next.field('name')?.text() ?? '', args: phpArguments(next), node: next })
    at = next
  }
  return calls
}

/** Calls whose function argument this node stands in, the nearest first: `->group(function () { … })`. */
export function phpCallsAround(node: SgNode): SgNode[] {
  return node
    .ancestors()
    .filter((one) => CALLS.test(String(one.kind())))
    .filter((one) => /^(group|prefix|scopes?|name)$/.test(one.field('name')?.text() ?? ''))
    .filter((one) => {
      const list = one
        .children()
        .find((inner) => inner.kind() === 'arguments')
        ?.range()
      const { start } = node.range()
      return list !== undefined && list.start.index <= start.index && start.index < list.end.index
    })
}

/** Text of an expression; names of constants as `constantIn`, variables as parameters; undefined for anything else. */
export function phpText(node: SgNode | undefined, depth = 0): string | undefined {
  if (!node || depth > 8) return undefined
  const kind = node.kind()
  if (kind === 'string')
    return node
      .text()
      .slice(1, -1)
      .replace(/\\(['\\])/g, '$1')
  if (kind === 'encapsed_string')
    return node
      .text()
      .slice(1, -1)
      .replace(/\{?\$([\w>-]+)\}?/g, (_, name: string) => `{${name.replace(/^.*>/, '')}}`)
  if (kind === 'class_constant_access_expression') {
    const text = node.text().replace(/^\\/, '')
    if (/::class$/.test(text)) return text.slice(0, -7)
    const owner = node
      .ancestors()
      .find((one) => one.kind() === 'class_declaration')
      ?.field('name')
      ?.text()
    return constantIn(
      text
        .replace(/^(self|static)::/, `${owner ?? 'self'}::`)
        .replace(/::/g, '.')
        .split('\\')
        .pop() as string,
    )
  }
  if (kind === 'binary_expression' && node.field('operator')?.text() === '.') {
    const [left, right] = [
      phpText(node.field('left') ?? undefined, depth + 1),
      phpText(node.field('right') ?? undefined, depth + 1),
    ]
    return left === undefined && right === undefined ? undefined : `${left ?? '{value}'}${right ?? '{value}'}`
  }
  if (kind === 'variable_name') return undefined
  if (kind === 'parenthesized_expression') return phpText(node.children()[1], depth + 1)
  return undefined
}

/** Elements of an array, with their keys. */
export const phpElements = (node: SgNode | undefined): { key?: string; value: SgNode }[] =>
  (node?.kind() === 'array_creation_expression' ? node.children() : [])
    .filter((one) => one.kind() === 'array_element_initializer')
    .flatMap((one) => {
      const parts = one.children().filter((inner) => inner.isNamed() && inner.kind() !== 'comment')
      const value = parts.at(-1)
      const key = parts.length > 1 ? phpText(parts[0]) : undefined
      return value ? [{ ...(key !== undefined ? { key } : {}), value }] : []
    })

/** Texts of a string, or of an array of them. */
export function phpTexts(node: SgNode | undefined): string[] {
  if (!node) return []
  if (node.kind() === 'array_creation_expression')
    return phpElements(node).flatMap((one) => phpTexts(one.value))
  const text = phpText(node)
  return text === undefined ? [node.text().slice(0, 120)] : [text]
}

const shortName = (type: string): string => type.split('\\').pop() as string

/** Name of a handler: `[UserController::class, 'show']`, `'UserController@show'`, `'User:show'`, `Show::class`. */
export function phpHandler(node: SgNode | undefined, controller?: string): string | undefined {
  if (!node) return undefined
  if (node.kind() === 'array_creation_expression') {
    const uses = phpElements(node).find(
      (one) => one.key === 'uses' || one.key === 'as' || one.key === 'middleware',
    )
    if (uses) return phpHandler(phpElements(node).find((one) => one.key === 'uses')?.value, controller)
    const [type, name] = phpElements(node).map((one) => phpText(one.value))
    return type && name ? `${shortName(type)}.${name}` : undefined
  }
  const text = phpText(node)
  if (text === undefined) return undefined
  const [, type = '', name] = /^\\?([\w\\]+)(?:(?:@|::?)(\w+))?$/.exec(text) ?? []
  if (!type) return undefined
  if (name) return `${shortName(type)}.${name}`
  if (controller && /^[a-z]/.test(type)) return `${controller}.${type}`
  return `${shortName(type)}.__invoke`
}
