import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import { constantIn, parameterName } from '../names.ts'

const FARTHEST = 200

interface RustName {
  at: number
  scope: [number, number]
  value?: SgNode
  /** Function or closure that takes it as its index-th parameter. */
  owner?: SgNode
  index: number
}

/** What a Rust file declares inside of functions, by name and position. */
export interface RustFile {
  file: SourceFile
  find(name: string, at: number): RustName | undefined
}

const known = new WeakMap<SourceFile, RustFile>()
const FUNCTIONS = ['function_item', 'closure_expression'] as const

export function rustFile(file: SourceFile): RustFile {
  const before = known.get(file)
  if (before) return before
  const names = new Map<string, RustName[]>()
  const add = (name: string, one: RustName) => names.set(name, [...(names.get(name) ?? []), one])
  const kinds = ['let_declaration', 'assignment_expression', 'parameters', 'closure_parameters']
  for (const node of file.tree().findAll({ rule: { any: kinds.map((kind) => ({ kind })) } })) {
    const kind = String(node.kind())
    const owner = node.parent()
    if (kind.endsWith('parameters')) {
      if (!owner || !FUNCTIONS.some((one) => one === owner.kind())) continue
      const { start, end } = owner.range()
      const list = node.children().filter((one) => one.isNamed() && one.kind() !== 'attribute_item')
      list.forEach((one, index) => {
        const pattern = one.field('pattern') ?? (one.kind() === 'identifier' ? one : undefined)
        const name = pattern?.text().replace(/^(ref |mut )+/, '')
        if (name) add(name, { at: start.index, scope: [start.index, end.index], owner, index })
      })
      continue
    }
    const target = node.field(kind === 'let_declaration' ? 'pattern' : 'left')
    const value = node.field(kind === 'let_declaration' ? 'value' : 'right')
    const block = node.ancestors().find((one) => one.kind() === 'block')
    if (!target || !value || !block) continue
    const { start, end } = block.range()
    const name = target.text().replace(/^(ref |mut )+/, '')
    add(name, { at: node.range().end.index, scope: [start.index, end.index], value, index: 0 })
  }
  const made: RustFile = {
    file,
    find(name, at) {
      let best: RustName | undefined
      for (const one of names.get(name) ?? []) {
        if (at < one.scope[0] || at > one.scope[1] || one.at > at) continue
        if (!best || one.at >= best.at) best = one
      }
      return best
    },
  }
  known.set(file, made)
  return made
}

/** Name of something that is made at this place. */
export const rustPlace = (node: SgNode, rust: RustFile): string =>
  `@${rust.file.path.replace(/\W/g, '_')}:${node.range().start.index}`

/** `a.b(…)` taken apart; undefined for other calls. */
export function rustMethod(call: SgNode): { receiver: SgNode; method: string; args: SgNode[] } | undefined {
  if (call.kind() !== 'call_expression') return undefined
  const called = call.field('function')
  if (called?.kind() !== 'field_expression') return undefined
  const receiver = called.field('value')
  const method = called.field('field')?.text()
  return receiver && method ? { receiver, method, args: rustArguments(call) } : undefined
}

export const rustArguments = (call: SgNode): SgNode[] =>
  (call.field('arguments')?.children() ?? []).filter(
    (one) => one.isNamed() && !/comment|attribute/.test(String(one.kind())),
  )

/** What a chain of method calls begins with. */
export function chainRoot(node: SgNode): SgNode {
  let at = node
  for (let step = 0; step < FARTHEST; step++) {
    const call = rustMethod(at)
    const inner =
      call?.receiver ??
      (/^(try|await|reference|parenthesized)_expression$/.test(String(at.kind()))
        ? at.children().find((one) => one.isNamed())
        : undefined)
    if (!inner) return at
    at = inner
  }
  return at
}

/** Methods that are called on the result of this call, nearest first. */
export function callsAfter(call: SgNode): { method: string; args: SgNode[] }[] {
  const found: { method: string; args: SgNode[] }[] = []
  let at = call
  for (let step = 0; step < FARTHEST; step++) {
    const field = at.parent()
    const next = field?.kind() === 'field_expression' ? field.parent() : undefined
    const said = next ? rustMethod(next) : undefined
    if (!next || !said) break
    found.push(said)
    at = next
  }
  return found
}

/** `crate::api::users` as names of symbols are written: with dots. */
export const dotted = (path: string): string =>
  path
    .replace(/\s+/g, '')
    .replace(/::<.*>$/, '')
    .replace(/::/g, '.')

/** Name of a function where it is declared, with the type that it belongs to. */
export function rustOwnName(owner: SgNode, rust: RustFile): string {
  if (owner.kind() === 'closure_expression') return rustPlace(owner, rust)
  const type = owner
    .ancestors()
    .find((one) => one.kind() === 'impl_item')
    ?.field('type')
    ?.text()
    .replace(/<.*$/s, '')
  const name = owner.field('name')?.text() ?? ''
  return type ? `${type}.${name}` : name
}

/** Name of a function value: a path, or a closure. */
export function rustFunctionName(node: SgNode, rust: RustFile): string | undefined {
  if (node.kind() === 'closure_expression') return rustPlace(node, rust)
  if (node.kind() === 'generic_function') return rustFunctionName(node.field('function') ?? node, rust)
  if (node.kind() === 'identifier' || node.kind() === 'scoped_identifier') {
    const name = dotted(node.text())
    if (!name.startsWith('Self.')) return name
    const type = node
      .ancestors()
      .find((one) => one.kind() === 'impl_item')
      ?.field('type')
      ?.text()
      .replace(/<.*$/s, '')
    return type ? `${type}${name.slice(4)}` : name
  }
  return undefined
}

/** The import that explains a path that is written out: `crate::api::routes()`. */
export const importFor = (
  name: string,
): { fact: 'import'; local: string; module: string; name: string }[] => {
  const steps = name.replace(/\(.*$/, '').split('.')
  if (steps.length < 2) return []
  const local = steps.slice(0, -1).join('.')
  return [{ fact: 'import', local, module: local.replace(/\./g, '::'), name: '*' }]
}

/** The text of an expression with names as `constantIn`; undefined when it is computed. */
export function rustText(node: SgNode | undefined, rust: RustFile, depth = 0): string | undefined {
  if (!node || depth > 8) return undefined
  const kind = node.kind()
  if (kind === 'string_literal') return node.text().slice(1, -1)
  if (kind === 'raw_string_literal') return node.text().replace(/^r#*"|"#*$/g, '')
  if (kind === 'reference_expression') return rustText(node.field('value') ?? undefined, rust, depth + 1)
  if (kind === 'identifier' || kind === 'scoped_identifier') {
    const found = rust.find(node.text(), node.range().start.index)
    return found?.value
      ? rustText(found.value, rust, depth + 1)
      : found
        ? undefined
        : constantIn(dotted(node.text()))
  }
  if (kind === 'macro_invocation') {
    const [, text, rest = ''] = /^(?:format|concat)!\s*\(\s*"([^"]*)"\s*([\s\S]*)\)$/.exec(node.text()) ?? []
    if (text === undefined) return undefined
    const args = rest
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean)
    if (node.text().startsWith('concat')) return args.length ? undefined : text
    let at = 0
    return text.replace(/\{(\w*)\}/g, (_, name: string) => constantIn(name || dotted(args[at++] ?? 'value')))
  }
  const call = rustMethod(node)
  return call && /^(as_str|to_string|to_owned|into|as_ref|clone)$/.test(call.method)
    ? rustText(call.receiver, rust, depth + 1)
    : undefined
}

export const rustParameter = (owner: SgNode, index: number, rust: RustFile): string =>
  parameterName(rustOwnName(owner, rust), index)

/** `/a/:id/*rest` and `/a/{id}/{*rest}`, `{id:\d+}`, `{tail:.*}` as templates. */
export function rustTemplate(path: string): string {
  return path
    .replace(/(^|\/):(\w+)/g, '$1{$2}')
    .replace(/(^|\/)\*(\w*)$/, (_, slash: string, name: string) => `${slash}{*${name || 'path'}}`)
    .replace(/\{(\w+):\s*\.[*+]\}/g, '{*$1}')
    .replace(/\{(\w+):(?:[^{}]|\{[^{}]*\})*\}/g, '{$1}')
}
