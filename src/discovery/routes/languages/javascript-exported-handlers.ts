import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import { kindOf, named, unwrap } from './javascript-nodes.ts'

/** A method that a file hands out, with the code that answers, as far as it stands in the file. */
export interface ExportedHandler {
  method: string
  node: SgNode
  code: string
}

/** `export function GET`, `export const GET =`, `export const { GET, POST } =`, `export { handler as GET }`. */
export function exportedMethods(program: SgNode, file: SourceFile, names: RegExp): ExportedHandler[] {
  const found: ExportedHandler[] = []
  const add = (method: string, node: SgNode, code: string): void => {
    if (names.test(method) && !found.some((one) => one.method === method)) found.push({ method, node, code })
  }
  for (const statement of named(program)) {
    if (statement.kind() !== 'export_statement') continue
    const declaration = statement.field('declaration')
    if (declaration && /function/.test(kindOf(declaration)))
      add(declaration.field('name')?.text() ?? '', statement, declaration.text())
    else if (declaration)
      for (const one of named(declaration)) {
        const [name, value] = [one.field('name'), one.field('value')]
        if (name?.kind() === 'object_pattern')
          for (const each of named(name))
            add((each.field('value') ?? each).text(), statement, value?.text() ?? '')
        else if (name) add(name.text(), statement, codeOf(program, value, file))
      }
    for (const one of named(statement.children().find((each) => each.kind() === 'export_clause') ?? null)) {
      const name = one.field('name')
      add((one.field('alias') ?? name)?.text() ?? '', statement, codeOf(program, name, file))
    }
  }
  return found
}

/** The code behind an expression: its own, with that of the functions of the file that it names. */
export function codeOf(program: SgNode, value: SgNode | null, { text }: SourceFile): string {
  if (!value) return ''
  const own = unwrap(value).text()
  const name = /^[\w$]+$/.test(own) ? own : /\(\s*([\w$]+)\s*[,)]/.exec(own)?.[1]
  if (!name || !text.includes(name)) return own
  for (const statement of named(program)) {
    const declared = statement.kind() === 'export_statement' ? statement.field('declaration') : statement
    if (!declared) continue
    if (declared.field('name')?.text() === name) return `${own}\n${declared.text()}`
    const variable = named(declared).find(
      (one) => one.kind() === 'variable_declarator' && declares(one.field('name'), name),
    )
    if (variable) return `${own}\n${variable.text()}`
  }
  return own
}

/** `name` itself, or `{ action: name, loader }`. */
const declares = (target: SgNode | null, name: string): boolean =>
  target?.text() === name ||
  (target?.kind() === 'object_pattern' &&
    named(target).some((one) => (one.field('value') ?? one).text() === name))

/** The statement that hands something out by default. */
export const defaultExport = (program: SgNode): SgNode | undefined =>
  named(program).find(
    (one) =>
      (one.kind() === 'export_statement' && /^export\s+(?:default\b|\{[^}]*\bdefault\b)/.test(one.text())) ||
      (one.kind() === 'expression_statement' && /^module\.exports\s*=/.test(one.text())),
  )

/** What that is called; `default` without a name. */
export const nameOfDefault = (program: SgNode): string =>
  /^export\s+default\s+(?:async\s+)?(?:function\s+)?([\w$]+)\s*(?:[(;<\n]|$)/.exec(
    defaultExport(program)?.text() ?? '',
  )?.[1] ?? 'default'

/** The value that a file hands out under a name, where it stands right there: `export const actions = { … } satisfies Actions`. */
export function valueExported(program: SgNode, name: string): SgNode | undefined {
  for (const statement of named(program)) {
    if (statement.kind() !== 'export_statement') continue
    for (const one of named(statement.field('declaration')))
      if (one.kind() === 'variable_declarator' && one.field('name')?.text() === name) {
        const value = one.field('value')
        return value ? unwrap(value) : undefined
      }
  }
  return undefined
}
