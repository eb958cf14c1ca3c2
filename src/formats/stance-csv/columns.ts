/** The fields of the JSON format that fit into a cell. */
const FIELDS = [
  ...['title', 'severity', 'kind', 'rule', 'description', 'confidence', 'cwe', 'cve', 'advisories', 'cvss'],
  ...['path', 'line', 'endLine', 'column', 'endColumn', 'snippet', 'symbol'],
  ...['package', 'version', 'purl', 'fix', 'direct'],
  ...['url', 'method', 'parameter', 'request', 'response', 'evidence'],
  ...['resource', 'secret', 'controls', 'references', 'remediation', 'fingerprint', 'epss', 'knownExploited'],
  ...['state', 'reason', 'seenAt', 'tags', 'tool'],
]

const BY_NAME = new Map([...FIELDS.map((field) => [field.toLowerCase(), field] as const), ['file', 'path']])

const LISTS = ['cwe', 'cve', 'advisories', 'fix', 'controls', 'references', 'tags']
const NUMBERS = ['line', 'endLine', 'column', 'endColumn']

/** The field that a column fills, by its name without regard to case, blanks, dashes and underscores; undefined for other columns. */
export const fieldOf = (column: string): string | undefined =>
  BY_NAME.get(column.toLowerCase().replace(/[\s_-]/g, ''))

/** A row as a finding of the JSON format: empty cells are absent, lists are separated by semicolons. */
export function findingIn(row: Record<string, string>): Record<string, unknown> {
  const finding: Record<string, unknown> = {}
  for (const [column, cell] of Object.entries(row)) {
    const field = fieldOf(column)
    const value = cell.trim()
    if (field === undefined || value === '') continue
    if (LISTS.includes(field)) finding[field] = value.split(';').map((item) => item.trim())
    else finding[field] = NUMBERS.includes(field) ? Number(value) : value
  }
  return finding
}
