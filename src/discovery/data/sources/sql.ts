import type { RawField } from '../raw-field.ts'
import { endsWith, type FieldSource } from './contract.ts'
import { nameAt, partsIn, skipSpace } from './sql-scan.ts'

const TABLE =
  /\bcreate\s+(?:(?:or\s+replace|global|local|temp|temporary|unlogged|foreign|external|column|row)\s+)*table\s+(?:if\s+not\s+exists\s+)?/gi
const ALTER = /\balter\s+table\s+(?:if\s+exists\s+)?(?:only\s+)?/gi
const ADD = /\badd\s+(?:column\s+)?(?:if\s+not\s+exists\s+)?/gi
const COMMENT = /\bcomment\s+on\s+column\s+([\w."`]+)\s+is\s+'([^']{0,300})'/gi
// First words of a table's parts that are no columns.
const NO_COLUMN =
  /^(?:primary|unique|key|index|constraint|foreign|check|fulltext|spatial|exclude|like|period|partition|inherits)$/i
const TYPE =
  /^\s*(enum|set|double\s+precision|character\s+varying|national\s+\w+|timestamp\s+with(?:out)?\s+time\s+zone|[["`]?[a-z_][\w.]*[\]"`]?)\s*(\([^)]{0,200}\))?/i

/** Columns of `CREATE TABLE` and `ALTER TABLE … ADD` in any of the usual dialects. */
export const sql: FieldSource = {
  id: 'sql',
  wants: endsWith('.sql', '.ddl', '.psql', '.pgsql', '.mysql', '.hql', '.cql'),
  mentions: /\btable\b/i,
  read: (file) => sqlFields(file.text, (offset) => file.lineAt(offset)),
}

/** Columns that statements in `text` declare. */
export function sqlFields(text: string, lineAt: (offset: number) => number): RawField[] {
  const fields: RawField[] = []
  for (const found of text.matchAll(TABLE)) {
    const table = nameAt(text, skipSpace(text, found.index + found[0].length))
    if (!table) continue
    const open = skipSpace(text, table.end)
    if (text[open] !== '(') continue
    for (const part of partsIn(text, open).parts) {
      const field = column(table.name, part.text, part.note)
      if (field) fields.push({ ...field, line: lineAt(part.start) })
    }
  }
  for (const found of text.matchAll(ALTER)) {
    const table = nameAt(text, skipSpace(text, found.index + found[0].length))
    if (!table) continue
    const end = text.indexOf(';', table.end)
    const body = text.slice(table.end, Math.min(end < 0 ? text.length : end, table.end + 20_000))
    for (const add of body.matchAll(ADD)) {
      const at = add.index + add[0].length
      const start = table.end + at
      const own =
        body[at] === '(' ? partsIn(body, at).parts : [{ start: at, text: body.slice(at, at + 300), note: '' }]
      for (const part of own) {
        const field = column(table.name, part.text, part.note)
        if (field) fields.push({ ...field, line: lineAt(body[at] === '(' ? table.end + part.start : start) })
      }
    }
  }
  comment(fields, text)
  return fields
}

function column(model: string, text: string, note: string): Omit<RawField, 'line'> | undefined {
  const name = nameAt(text, 0)
  if (!name || NO_COLUMN.test(name.name)) return undefined
  const type = TYPE.exec(text.slice(name.end, name.end + 300))
  if (!type) return undefined
  return {
    model,
    name: name.name,
    type: type[0].trim().replace(/["`]/g, ''),
    source: 'sql',
    note: note || text.slice(0, 300),
  }
}

/** `COMMENT ON COLUMN` tells of a column that another statement declared. */
function comment(fields: RawField[], text: string): void {
  for (const [, path = '', said = ''] of text.matchAll(COMMENT)) {
    const [name, model] = path.replace(/["`]/g, '').split('.').reverse()
    for (const field of fields)
      if (field.name === name && field.model === model) field.note = `${field.note ?? ''} ${said}`
  }
}

/** Statements inside of code: migrations that are written as SQL. */
export const sqlInCode: FieldSource = {
  id: 'sql-in-code',
  wants: endsWith(
    '.ts',
    '.js',
    '.mjs',
    '.cjs',
    '.py',
    '.go',
    '.php',
    '.rb',
    '.java',
    '.kt',
    '.cs',
    '.rs',
    '.ex',
    '.exs',
  ),
  mentions: /\b(?:create\s+table|alter\s+table)\b/i,
  // Escaped quotes are quotes once the program runs.
  read: (file) => sqlFields(file.text.replace(/\\(["'`])/g, ' $1'), (offset) => file.lineAt(offset)),
}
