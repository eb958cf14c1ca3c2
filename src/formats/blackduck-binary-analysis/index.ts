import type { Observation } from '../../model/observation.ts'
import { severityOfScore } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import type { Row } from '../syntax/csv.ts'
import { cell, eachRowOf, hasColumns } from '../syntax/csv-report.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { cvssRating, leadingScore } from '../values/cvss.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { linksIn } from '../values/html-text.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'

const COLUMNS = ['Component', 'CVE', 'Matching type', 'Object full path']

export const blackduckBinaryAnalysis = {
  id: 'blackduck-binary-analysis',
  name: 'Black Duck Binary Analysis',
  link: 'https://documentation.blackduck.com/bundle/bdba/page/index.html',
  extensions: ['.csv'],
  kinds: ['dependency'],
  howTo: 'Application > Export > CSV report of vulnerabilities',
  detect,
  read,
} satisfies Format

function detect({ columns }: Sample): number {
  return hasColumns(columns, COLUMNS) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const rows = eachRowOf(input, context, { name: 'Black Duck Binary Analysis CSV', columns: COLUMNS })
  let begun = false
  for await (const row of rows) {
    if (!begun) yield { type: 'header', tool: 'Black Duck Binary Analysis' }
    begun = true
    yield row.type === 'problem' ? row : itemOf(row)
  }
  if (!begun) yield { type: 'header', tool: 'Black Duck Binary Analysis' }
}

function itemOf({ row, where, text }: Row): Item {
  const name = cell(row, 'Component')
  const id = cell(row, 'CVE') ?? cell(row, 'BDSA')
  if (!name || !id) return loss(where, 'this row is left out: it names no component or no vulnerability')
  const cvss = ratingsOf(row)
  const score = leadingScore(cvss)
  const summary = cell(row, 'Summary')
  const path = cell(row, 'Object full path')
  return observe({
    kind: 'dependency',
    rule: id,
    title: firstSentence(summary) ?? `${id} in ${name}`,
    description: summary,
    severity: score === undefined ? 'unknown' : severityOfScore(score),
    toolSeverity: score?.toString(),
    cvss,
    advisories: advisoryIds(id, cell(row, 'BDSA')),
    component: { name, version: cell(row, 'Version'), path: path && (relativePath(path) || undefined) },
    references: linksIn(cell(row, 'Vulnerability URL')),
    verdict: verdictOf(row),
    tags: tagsOf(row),
    raw: text,
  })
}

/** Those that nobody gave are 0.0. */
function ratingsOf(row: Record<string, string>): NonNullable<Observation['cvss']> {
  const score = (column: string) => Number(cell(row, column) ?? 0) || undefined
  const distribution = cell(row, 'Distribution package') ?? 'distribution'
  return [
    cvssRating({ vector: cell(row, 'CVSS vector (v3)'), score: score('CVSS3'), version: '3.1' }),
    cvssRating({ vector: cell(row, 'CVSS vector (v2)'), score: score('CVSS'), version: '2.0' }),
    cvssRating({ score: score('CVSS3 (Distribution)'), version: '3.1', source: distribution }),
    cvssRating({ score: score('CVSS (Distribution)'), version: '2.0', source: distribution }),
  ].filter((rating) => rating !== undefined)
}

/** What somebody triaged is no longer held against the application, as long as a triage of it stands. */
function verdictOf(row: Record<string, string>): Observation['verdict'] {
  if (!cell(row, 'Triage vectors') || cell(row, 'Unresolving triage vectors')) return undefined
  const reason = [cell(row, 'Note type'), cell(row, 'Note reason')].filter(Boolean).join(': ')
  return { state: 'accepted', ...(reason && { reason }), source: 'bdba-triage' }
}

const tagsOf = (row: Record<string, string>): string[] => [
  ...(cell(row, 'Missing exploit mitigations')
    ?.split(/\s*,\s*/)
    .filter(Boolean) ?? []),
  ...TAGGED.flatMap(([column, name]) => {
    const value = cell(row, column)
    return value ? [`${name}:${value}`] : []
  }),
]

const TAGGED = [
  ['Matching type', 'match'],
  ['Latest version', 'latest'],
  ['Object SHA1', 'object-sha1'],
  ['Distribution package', 'distribution-package'],
] as const
