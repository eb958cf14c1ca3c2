import type { CodeLocation, Observation, ProducerVerdict } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { cell, eachRowOf, hasColumns } from '../syntax/csv-report.ts'
import { cwesOf } from '../values/cwe.ts'
import { positionIn } from '../values/fields.ts'
import { linksIn } from '../values/html-text.ts'
import { observe } from '../values/observe.ts'
import { paragraphs } from '../values/paragraphs.ts'
import { relativePath } from '../values/path.ts'

const COLUMNS = ['Vulnerability', 'File', 'Line', 'Severity Level', 'Status']

export const solarAppscreener = {
  id: 'solar-appscreener',
  name: 'Solar appScreener',
  link: 'https://solarappscreener.com/',
  extensions: ['.csv'],
  kinds: ['code'],
  howTo: 'Projects → a scan → Export → Detailed results → CSV',
  detect,
  read,
} satisfies Format

function detect({ columns }: Sample): number {
  return hasColumns(columns, [...COLUMNS, 'Recommendations', 'Trace']) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  let begun = false
  for await (const entry of eachRowOf(input, context, { name: 'Solar appScreener CSV', columns: COLUMNS })) {
    if (!begun) yield { type: 'header', tool: 'Solar appScreener' }
    begun = true
    if (entry.type === 'problem') yield entry
    else
      yield said(entry.row, 'Vulnerability')
        ? observationOf(entry.row, entry.text)
        : loss(entry.where, 'this row names no vulnerability and is left out')
  }
  if (!begun) yield { type: 'header', tool: 'Solar appScreener' }
}

/** Cells without a value hold a dash. */
function said(row: Record<string, string>, column: string): string | undefined {
  const text = cell(row, column)
  return text === '-' ? undefined : text
}

function observationOf(row: Record<string, string>, raw: string): Observation {
  const rule = said(row, 'Vulnerability') as string
  const [links, severity, language] = ['Links', 'Severity Level', 'Language'].map((name) => said(row, name))
  return observe({
    kind: 'code',
    rule,
    title: rule,
    description: paragraphs(said(row, 'Description'), said(row, 'Vulnerability Comment')),
    severity: severityOfWord(severity),
    toolSeverity: severity,
    cwes: cwesOf(links),
    location: placeOf(said(row, 'File'), said(row, 'Line')),
    flow: flowOf(said(row, 'Trace')),
    references: linksIn(links?.replaceAll(/,(?=https?:)/g, ' ')),
    remediation: said(row, 'Recommendations'),
    verdict: verdictOf(said(row, 'Status')),
    tags: [language, said(row, 'Jira Task Identifier')].filter((tag) => tag !== undefined),
    raw,
  })
}

/** Lines may be a range. */
function placeOf(file: string | undefined, lines: string | undefined): CodeLocation | undefined {
  const path = relativePath(file ?? '')
  if (path === '') return undefined
  const [first, last = first] = lines?.split('-') ?? []
  return { path, line: positionIn(first), endLine: positionIn(last) }
}

/** `[index.php:5]-[shared.php:51]` */
function flowOf(trace: string | undefined): CodeLocation[] {
  const steps = [...(trace ?? '').matchAll(/\[([^[\]]+):(\d+)\]/g)].flatMap(([, file, line]) => {
    const path = relativePath(file ?? '')
    return path === '' ? [] : [{ path, line: positionIn(line) }]
  })
  return steps.length > 1 ? steps : []
}

const verdictOf = (status: string | undefined): ProducerVerdict | undefined =>
  /reject|false/i.test(status ?? '')
    ? { state: 'false_positive', reason: status, source: 'appscreener-status' }
    : undefined
