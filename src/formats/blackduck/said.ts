import { cell } from '../syntax/csv-report.ts'

export type Table = 'vulnerabilities' | 'components' | 'files'

/** The columns of each field; older releases called components projects, and origins channels. */
const COLUMNS = {
  name: ['Component name', 'Project name'],
  version: ['Component version name', 'Version'],
  vulnerability: ['Vulnerability id'],
  description: ['Description'],
  score: ['Base score'],
  cvssVersion: ['CVSS Version'],
  source: ['Vulnerability source'],
  status: ['Remediation status'],
  comment: ['Remediation comment'],
  url: ['URL'],
  risk: ['Security Risk'],
  cwes: ['CWE Ids', 'CWE IDs'],
  fix: ['How to Fix'],
  links: ['References and Related Links'],
  files: ['File Paths'],
  solution: ['Solution available'],
  workaround: ['Workaround available'],
  exploit: ['Exploit available'],
  reachable: ['Reachable'],
  vulnerabilityTags: ['Vulnerability tags'],
  license: ['License names'],
  operationalRisk: ['Operational Risk'],
  policy: ['Component policy status'],
  overriddenBy: ['Overridden By'],
  usage: ['Usage'],
  path: ['Path'],
  archive: ['Archive context'],
} as const

type Field = keyof typeof COLUMNS | 'origin' | 'originId'

/** The origin and its id: `Component origin name` is the place in today's tables, the component's version in files of then. */
const ORIGINS: Record<Table, [string[], string[]]> = {
  vulnerabilities: [
    ['Component origin name', 'Channel version origin'],
    ['Component origin id', 'Channel version origin id'],
  ],
  components: [['Origin name'], ['Origin id']],
  files: [['Origin name'], ['Origin name id']],
}

/** What a row says of each field. */
export function said(table: Table, row: Record<string, string>): { [field in Field]?: string } {
  const first = (columns: readonly string[]) =>
    columns.map((column) => cell(row, column)).find((value) => value !== undefined)
  const [origin, originId] = ORIGINS[table]
  const fields = { ...COLUMNS, origin, originId }
  return Object.fromEntries(
    Object.entries(fields)
      .map(([field, columns]) => [field, first(columns)] as const)
      .filter(([, value]) => value !== undefined),
  )
}
