import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Problem } from '../contract.ts'
import { loss } from '../problem.ts'
import type { Row } from '../syntax/csv.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { secretInMatch } from '../values/secret-in-match.ts'
import { isoTime } from '../values/time.ts'
import { type Cells, said } from './cells.ts'
import { componentOf } from './package.ts'

interface Report {
  /** Columns by which the sort is known, older and newer. */
  marks: string[][]
  itemOf(row: Row, node: string | undefined): Observation | Problem | undefined
}

export const REPORTS: Report[] = [
  {
    marks: [
      ['cve_caused_by_package', 'cve_id', 'cve_severity'],
      ['CVE ID', 'Caused By Package', 'Attack Vector', 'Masked'],
    ],
    itemOf: vulnerabilityOf,
  },
  { marks: [['Rule Name', 'File Name', 'Summary', 'Severity', 'Node Name']], itemOf: malwareOf },
  {
    marks: [
      ['Filename', 'Content', 'Rule', 'Severity', 'Node Name', 'Signature'],
      ['Filename', 'Content', 'Rule', 'Severity', 'Node Name', 'Content Starting Index'],
    ],
    itemOf: secretOf,
  },
  {
    marks: [
      ['compliance_check_type', 'test_number', 'test_desc', 'status'],
      ['Compliance Standard', 'Control ID', 'Status', 'Node Name'],
    ],
    itemOf: complianceOf,
  },
]

/** What all four say: hidden by somebody in ThreatMapper, and when it was seen. */
function shared(cells: Cells): Partial<Observation> {
  const seenAt = isoTime(said(cells, '@timestamp')?.replace(/ UTC$/, ''))
  const isMasked = said(cells, 'Masked', 'masked')?.toLowerCase() === 'true'
  return {
    ...(seenAt && { seenAt }),
    ...(isMasked && { verdict: { state: 'accepted' as const, source: 'threatmapper-mask' } }),
  }
}

const lacking = ({ where }: Row, column: string) => loss(where, `left out, because of ${column}: missing`)

function severityOf(cells: Cells): Pick<Observation, 'severity' | 'toolSeverity'> {
  const word = said(cells, 'Severity', 'cve_severity')
  return { severity: severityOfWord(word), ...(word && { toolSeverity: word }) }
}

function vulnerabilityOf(row: Row): Observation | Problem {
  const { row: cells } = row
  const id = said(cells, 'CVE ID', 'cve_id')
  const component = componentOf(cells)
  if (!id || !component) return lacking(row, id ? 'Caused By Package' : 'CVE ID')
  const description = said(cells, 'Description', 'cve_description')
  const rating = cvssRating({
    // Written in small letters.
    vector: said(cells, 'Attack Vector', 'cve_attack_vector')?.toUpperCase().replace('/AU:', '/Au:'),
    score: said(cells, 'CVSS Score', 'cve_cvss_score'),
  })
  return observe({
    kind: said(cells, 'Type', 'cve_type') === 'base' ? 'container' : 'dependency',
    rule: id,
    title: `${id} in ${component.name}`,
    ...(description && { description }),
    ...severityOf(cells),
    ...(rating && { cvss: [rating] }),
    advisories: advisoryIds(id),
    component,
    references: linksOf(said(cells, 'Link', 'cve_link')),
    ...shared(cells),
    raw: row.text,
  })
}

function malwareOf(row: Row): Observation | Problem {
  const { row: cells } = row
  const rule = said(cells, 'Rule Name')
  const file = said(cells, 'File Name')
  if (!rule || !file) return lacking(row, rule ? 'File Name' : 'Rule Name')
  const description = said(cells, 'Summary')
  const sort = said(cells, 'Class')
  return observe({
    kind: 'malware',
    rule,
    title: `${rule} matches ${file.split('/').at(-1)}`,
    ...(description && { description }),
    ...severityOf(cells),
    location: { path: pathIn(file) },
    ...shared(cells),
    tags: sort ? [sort] : [],
    raw: row.text,
  })
}

/** Files of images are unpacked into a folder of the scanner's, those of hosts are below where they are mounted. */
const pathIn = (file: string): string =>
  relativePath(file.replace(/^\/?tmp\/Deepfence\/YaraHunter\/[^/]+|^\/?fenced\/mnt\/host(?=\/)/, ''))

function secretOf(row: Row): Observation | Problem {
  const { row: cells } = row
  const file = said(cells, 'Filename')
  const rule = said(cells, 'Name', 'Rule')
  if (!file || !rule) return lacking(row, file ? 'Rule' : 'Filename')
  const content = said(cells, 'Content')
  const secret = content && secretInMatch(content)
  const number = said(cells, 'Name') && said(cells, 'Rule')
  return observe({
    kind: 'secret',
    rule: number ?? rule,
    title: rule,
    ...severityOf(cells),
    location: { path: pathIn(file) },
    ...(secret && { secret }),
    ...shared(cells),
    raw: row.text,
  })
}

/** Those that passed, and those that could not be asked. */
const NO_FINDING = ['pass', 'ok', 'skip', 'delete']

function complianceOf(row: Row, node: string | undefined): Observation | Problem | undefined {
  const { row: cells } = row
  const status = said(cells, 'Status', 'status')
  if (status && NO_FINDING.includes(status.toLowerCase())) return undefined
  const rule = said(cells, 'Control ID', 'test_number')
  if (!rule) return lacking(row, 'Control ID')
  const standard = said(cells, 'Compliance Standard', 'compliance_check_type')
  const category = said(cells, 'Category', 'test_category')
  const description = said(cells, 'Description', 'test_desc')
  const remediation = said(cells, 'Remediation')
  const type = said(cells, 'Node Type', 'node_type')
  const account = said(cells, 'cloud_account_id')
  return observe({
    kind: 'config',
    rule,
    title: description ?? rule,
    severity: severityOfWord(status),
    ...(status && { toolSeverity: status }),
    ...(node && { resource: { address: node, ...(type && { type }), ...(account && { account }) } }),
    ...(standard && { controls: [`${standard.toUpperCase()}:${rule.replace(`${standard}_`, '')}`] }),
    ...(remediation && { remediation }),
    ...shared(cells),
    tags: category ? [category] : [],
    raw: row.text,
  })
}
