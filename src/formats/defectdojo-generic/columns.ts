import { byWord } from '../values/by-word.ts'
import { FIELDS, TELLING } from './finding.ts'

/** Columns of the CSV format that are called other than the fields of the JSON one. */
const COLUMNS: Record<string, string> = byWord({
  cweid: 'cwe',
  cweids: 'cwes',
  url: 'endpoints',
  falsepositive: 'false_p',
  ismitigated: 'is_mitigated',
  mitigateddate: 'mitigated',
  'vulnerability id': 'vulnerability_ids',
})

/** Those of them that other tools' tables don't have. */
const OWN = ['cweid', 'cweids', 'falsepositive', 'ismitigated', 'mitigateddate', 'vulnerability id']

/** The field that a column fills; undefined for other columns. */
export function fieldOf(column: string): string | undefined {
  const name = column.trim().toLowerCase()
  if (Object.hasOwn(COLUMNS, name)) return COLUMNS[name]
  return FIELDS.has(name) ? name : undefined
}

export const isTelling = (column: string): boolean => {
  const name = column.trim().toLowerCase()
  return OWN.includes(name) || TELLING.has(name)
}

/** A row as a finding of the JSON format. */
export function findingIn(row: Record<string, string>): Record<string, unknown> {
  const finding: Record<string, unknown> = {}
  for (const [column, cell] of Object.entries(row)) {
    const field = fieldOf(column)
    const value = cell.trim()
    if (field === undefined || value === '') continue
    if (field === 'cwes') finding[field] = value.split(/[,;\s]+/)
    else if (field === 'tags') finding[field] = value.split(',').map((tag) => tag.trim())
    else finding[field] = field === 'endpoints' ? [value] : value
  }
  return finding
}
