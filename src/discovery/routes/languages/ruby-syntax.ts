import type { SgNode } from '@ast-grep/napi'

/** Arguments of a call: those by position, and the pairs by their keys. `get 'x' => 'a#b'` is a pair whose key is a text. */
export interface RubyArguments {
  positional: SgNode[]
  named: Map<string, SgNode>
  /** Pairs whose keys are texts or constants: `'x' => 'a#b'`, `Engine => '/x'`. */
  pairs: { key: SgNode; value: SgNode }[]
}

/** Texts of variables that a loop fills. */
export type Variables = ReadonlyMap<string, string>

export function rubyArguments(call: SgNode): RubyArguments {
  const found: RubyArguments = { positional: [], named: new Map(), pairs: [] }
  const list = call.field('arguments')
  const given = list?.children() ?? []
  // `resources(:a, { only: :b })`
  const flat = given.flatMap((one) => (one.kind() === 'hash' ? one.children() : [one]))
  for (const one of flat) {
    if (!one.isNamed() || one.kind() === 'comment') continue
    if (one.kind() !== 'pair') {
      found.positional.push(one)
      continue
    }
    const [key, value] = [one.field('key'), one.field('value')]
    if (!key || !value) continue
    if (/symbol/.test(String(key.kind()))) found.named.set(key.text().replace(/^:|:$/g, ''), value)
    else found.pairs.push({ key, value })
  }
  return found
}

/** Text of a string or symbol; variables of loops are filled in, others become parameters. */
export function rubyText(
  node: SgNode | null | undefined,
  variables: Variables = new Map(),
): string | undefined {
  if (!node) return undefined
  const kind = String(node.kind())
  if (kind === 'simple_symbol') return node.text().slice(1)
  if (kind === 'hash_key_symbol' || kind === 'bare_symbol' || kind === 'bare_string') return node.text()
  if (kind === 'identifier') return variables.get(node.text())
  if (kind !== 'string' && kind !== 'delimited_symbol') return undefined
  let text = ''
  for (const one of node.children()) {
    if (one.kind() === 'string_content') text += one.text()
    else if (one.kind() === 'interpolation') {
      const inner =
        one
          .children()
          .find((part) => part.isNamed())
          ?.text() ?? ''
      text += variables.get(inner) ?? `{${/(\w+)\W*$/.exec(inner)?.[1] ?? 'value'}}`
    }
  }
  return text
}

/** Texts of an array of strings or symbols, or of a single one. */
export function rubyTexts(node: SgNode | null | undefined, variables: Variables = new Map()): string[] {
  if (!node) return []
  if (/^(?:array|symbol_array|string_array)$/.test(String(node.kind())))
    return node.children().flatMap((one) => (one.isNamed() ? (rubyText(one, variables) ?? []) : []))
  if (node.kind() === 'call' && node.field('receiver')) return rubyTexts(node.field('receiver'), variables)
  return [rubyText(node, variables)].filter((one) => one !== undefined)
}

/** Statements of a block, class or method. */
export function statementsOf(node: SgNode | null | undefined): SgNode[] {
  if (!node) return []
  const inner =
    node.field('body') ??
    node.children().find((one) => /^(?:body_statement|block_body|then|program)$/.test(String(one.kind())))
  return (inner ?? node).children().filter((one) => one.isNamed() && one.kind() !== 'comment')
}

/** Name of the method that a call or a bare word calls. */
export const calledName = (node: SgNode): string =>
  node.kind() === 'call'
    ? (node.field('method')?.text() ?? '')
    : node.kind() === 'identifier'
      ? node.text()
      : ''

export const rubyLine = (node: SgNode): number => node.range().start.line + 1

/** Modules and classes around a node and itself, as one name: `Api::V1::UsersController`. */
export function fullName(node: SgNode): string {
  const names: string[] = []
  for (let at: SgNode | null = node; at; at = at.parent())
    if (at.kind() === 'class' || at.kind() === 'module') names.unshift(at.field('name')?.text() ?? '')
  return names.join('::').replace(/^::/, '')
}
