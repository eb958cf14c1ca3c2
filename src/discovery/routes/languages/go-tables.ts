import type { SgNode } from '@ast-grep/napi'
import { type GoFile, typeName } from './go-scopes.ts'

const MOST_ROWS = 300
/** A loop without these makes no routes. */
const MAKES =
  /\.(?:Handle\w*|Methods?\w*|Path\w*|Add\w*|Map|Any|Get|Post|Put|Patch|Delete|GET|POST|PUT|PATCH|DELETE)\(|\bhttp\.Method|"(?:GET|POST|PUT|PATCH|DELETE)"/

interface Table {
  loop: [number, number]
  rows: ReadonlyMap<string, SgNode>[]
}

const known = new WeakMap<GoFile, Table[]>()

/**
 * The file once for each round of the loop around a call, with what the loop's variable stands for, when it goes over a table that the
 * file writes down: `for _, r := range routes { mux.HandleFunc(r.Path, r.Handler) }`. The file alone where there is none.
 */
export function rowsAround(call: SgNode, go: GoFile): GoFile[] {
  const tables = tablesOf(go)
  if (tables.length === 0) return [go]
  const at = call.range().start.index
  const table = tables.find(({ loop: [start, end] }) => start <= at && at < end)
  return table ? table.rows.map((row) => ({ ...go, row })) : [go]
}

function tablesOf(go: GoFile): Table[] {
  const before = known.get(go)
  if (before) return before
  const loops = /\brange\b/.test(go.file.text)
    ? go.file.tree().findAll({ rule: { kind: 'range_clause' } })
    : []
  const tables = loops.flatMap((clause) => tableOf(clause, go))
  known.set(go, tables)
  return tables
}

function tableOf(clause: SgNode, go: GoFile): Table[] {
  const loop = clause.parent()
  const over = clause.field('right')
  const variable = clause
    .field('left')
    ?.children()
    .filter((one) => one.kind() === 'identifier')
    .at(1)
    ?.text()
  if (!loop || !over || !variable || variable === '_' || !MAKES.test(loop.text().slice(0, 4_000))) return []
  const list = listOf(over, go)
  const rows = list ? elementsOf(list) : []
  if (!list || rows.length === 0 || rows.length > MOST_ROWS) return []
  const fields = fieldsOf(list, go)
  const { start, end } = loop.range()
  return [{ loop: [start.index, end.index], rows: rows.map((row) => rowOf(variable, row, fields)) }]
}

/** The list that a loop goes over: written there, kept in a variable of the function or of the package. */
function listOf(over: SgNode, go: GoFile, depth = 0): SgNode | undefined {
  if (depth > 4) return undefined
  if (over.kind() === 'composite_literal') return over
  if (over.kind() !== 'identifier') return undefined
  const value = go.find(over.text(), over.range().start.index)?.value ?? globalOf(over.text(), go)
  return value && listOf(value, go, depth + 1)
}

const globalOf = (name: string, go: GoFile): SgNode | undefined =>
  go.file
    .tree()
    .find({ rule: { kind: 'var_spec', has: { field: 'name', regex: `^${name}$` } } })
    ?.field('value')
    ?.child(0) ?? undefined

const elementsOf = (list: SgNode): SgNode[] =>
  (list.field('body')?.children() ?? []).flatMap((one) => {
    const inner = one.kind() === 'keyed_element' ? one.children().at(-1) : one
    return inner?.kind() === 'literal_element' ? (inner.child(0) ?? []) : []
  })

/** Names of the fields of the rows' type in order, for rows that leave them out. */
function fieldsOf(list: SgNode, go: GoFile): string[] {
  const whole = list.field('type')
  // `[]route{…}`, `map[string]route{…}`
  const element = whole?.field('element') ?? whole?.field('value') ?? undefined
  const named = typeName(element)
  const type =
    element?.kind() === 'struct_type'
      ? element
      : /^\w+$/.test(named)
        ? go.file
            .tree()
            .find({ rule: { kind: 'type_spec', has: { field: 'name', regex: `^${named}$` } } })
            ?.field('type')
        : undefined
  return (type?.findAll({ rule: { kind: 'field_declaration' } }) ?? []).flatMap((one) =>
    one.fieldChildren('name').map((name) => name.text()),
  )
}

/** `r.Path` → what the row says for it; `r` → the row itself. */
function rowOf(variable: string, row: SgNode, fields: readonly string[]): ReadonlyMap<string, SgNode> {
  const literal = row.kind() === 'unary_expression' ? row.field('operand') : row
  const body = literal?.kind() === 'literal_value' ? literal : literal?.field('body')
  const said = new Map([[variable, row]])
  for (const [at, one] of (body?.children() ?? []).filter((part) => part.isNamed()).entries()) {
    const keyed = one.kind() === 'keyed_element'
    const name = keyed ? one.child(0)?.text() : fields[at]
    const value = (keyed ? one.children().at(-1) : one)?.child(0)
    if (name && value) said.set(`${variable}.${name}`, value)
  }
  return said
}
