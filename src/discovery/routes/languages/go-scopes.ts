import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import { importsOf, packageName } from './go.ts'

/** A name that a Go function declares, and where it holds. */
export interface GoName {
  name: string
  at: number
  scope: [number, number]
  /** `parameter`: the index-th of `owner`; `receiver`: of a method; `local`: set to `value`, the index-th of its results. */
  kind: 'parameter' | 'receiver' | 'local'
  index: number
  type?: SgNode
  value?: SgNode
  owner?: SgNode
}

/** All that one Go file declares inside of functions, looked up by name and position. Made once a file. */
export interface GoFile {
  file: SourceFile
  /** Local package name → import path. */
  packages: ReadonlyMap<string, string>
  find(name: string, at: number): GoName | undefined
  /** Variables of the package that this file declares with a type, by name. */
  globals: ReadonlyMap<string, SgNode>
  /** What expressions stand for in one round of a loop over a table: `r.Path` → `"/users"`. */
  row?: ReadonlyMap<string, SgNode>
}

/** The expression, or what it stands for in the round of the loop that is looked at. */
export const standsFor = (node: SgNode, go: GoFile): SgNode => go.row?.get(node.text()) ?? node

const known = new WeakMap<SourceFile, GoFile>()

/** Scopes of a Go file; made once for all frameworks that read it. */
export function goFile(file: SourceFile): GoFile {
  const before = known.get(file)
  if (before) return before
  const names = new Map<string, GoName[]>()
  for (const one of declarationsOf(file.tree())) {
    const own = names.get(one.name) ?? []
    own.push(one)
    names.set(one.name, own)
  }
  const made: GoFile = {
    file,
    globals: new Map(globalsOf(file.tree())),
    packages: new Map(importsOf(file.text).map((one) => [one.local, one.module])),
    find(name, at) {
      let best: GoName | undefined
      for (const one of names.get(name) ?? []) {
        const [start, end] = one.scope
        if (at < start || at > end || one.at > at) continue
        const narrower = !best || start > best.scope[0] || (start === best.scope[0] && one.at >= best.at)
        if (narrower) best = one
      }
      return best
    },
  }
  known.set(file, made)
  return made
}

const DECLARES = [
  'short_var_declaration',
  'var_spec',
  'assignment_statement',
  'parameter_declaration',
  'range_clause',
] as const
const SCOPES = new Set([
  'block',
  'func_literal',
  'function_declaration',
  'method_declaration',
  'source_file',
  'if_statement',
  'for_statement',
  'expression_switch_statement',
  'type_switch_statement',
  'communication_case',
  'expression_case',
  'default_case',
])
const FUNCTIONS = new Set(['func_literal', 'function_declaration', 'method_declaration'])

function declarationsOf(root: SgNode): GoName[] {
  return root
    .findAll({ rule: { any: DECLARES.map((kind) => ({ kind })) } })
    .flatMap((node) => (node.kind() === 'parameter_declaration' ? parameters(node) : locals(node)))
}

const globalsOf = (root: SgNode): [string, SgNode][] =>
  root
    .findAll({ rule: { kind: 'var_spec', inside: { kind: 'source_file', stopBy: { kind: 'block' } } } })
    .flatMap((spec) => {
      const type = spec.field('type')
      return type ? spec.fieldChildren('name').map((name): [string, SgNode] => [name.text(), type]) : []
    })

function parameters(node: SgNode): GoName[] {
  const list = node.parent()
  const owner = list?.parent()
  if (!list || !owner || !FUNCTIONS.has(String(owner.kind()))) return []
  const receiver = owner.field('receiver')?.id() === list.id()
  if (!receiver && owner.field('parameters')?.id() !== list.id()) return []
  const type = node.field('type') ?? undefined
  // `a, b T` are two parameters; those before this declaration count as well.
  let index = 0
  for (const one of list.children()) {
    if (one.id() === node.id()) break
    if (one.kind() === 'parameter_declaration') index += Math.max(1, one.fieldChildren('name').length)
  }
  const { start, end } = owner.range()
  return node.fieldChildren('name').map((name, offset) => ({
    name: name.text(),
    at: start.index,
    scope: [start.index, end.index] as [number, number],
    kind: receiver ? ('receiver' as const) : ('parameter' as const),
    index: index + offset,
    owner,
    ...(type ? { type } : {}),
  }))
}

function locals(node: SgNode): GoName[] {
  const scope = node.ancestors().find((one) => SCOPES.has(String(one.kind())))
  if (!scope || scope.kind() === 'source_file') return []
  const left =
    node.kind() === 'var_spec' ? node.fieldChildren('name') : (node.field('left')?.children() ?? [])
  const names = left.filter((one) => one.kind() === 'identifier')
  const right = node.field('right') ?? node.field('value')
  const values = (right?.kind() === 'expression_list' ? right.children() : right ? [right] : []).filter(
    (one) => one.kind() !== ',',
  )
  const range = node.kind() === 'range_clause'
  const type = node.field('type') ?? undefined
  const { start, end } = scope.range()
  return names.map((name, index) => {
    const value =
      values.length === names.length || index === 0 || range ? values[range ? 0 : index] : undefined
    return {
      name: name.text(),
      // What stands right of `=` still means the name as it was.
      at: range ? node.range().start.index : node.range().end.index,
      scope: [start.index, end.index] as [number, number],
      kind: 'local' as const,
      index: range ? -1 : index,
      ...(type ? { type } : {}),
      ...(value ? { value } : {}),
    }
  })
}

/** A type's name as the file says it, without pointers and type arguments: `gin.Engine`. */
export const typeName = (type: SgNode | undefined): string =>
  (type?.text() ?? '').replace(/^[*&\s]+/, '').replace(/\[.*$/s, '')

/** A name of a package with the package's own name, by the last element of the import path, whatever the file calls it. */
export function knownName(name: string, go: GoFile): string {
  const at = name.indexOf('.')
  const module = at < 0 ? undefined : go.packages.get(name.slice(0, at))
  return module ? `${packageName(module)}${name.slice(at)}` : name
}
