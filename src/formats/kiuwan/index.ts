import type { Observation } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import type { Format, Input, Item, Problem, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import type { Row } from '../syntax/csv.ts'
import { cell, eachRowOf, hasColumns } from '../syntax/csv-report.ts'
import { byWord } from '../values/by-word.ts'
import { cwesOf } from '../values/cwe.ts'
import { positionIn } from '../values/fields.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'

const COLUMNS = ['Rule code', 'Rule', 'Priority', 'Software characteristic', 'File', 'Line number']

export const kiuwan = {
  id: 'kiuwan',
  name: 'Kiuwan Code Security',
  link: 'https://www.kiuwan.com/docs/display/K5/Vulnerabilities',
  extensions: ['.csv'],
  kinds: ['code'],
  howTo: 'In Kiuwan, open Code Security > Vulnerabilities and choose Export to CSV.',
  detect: ({ columns }: Sample) => (hasColumns(columns, COLUMNS) ? 1 : 0),
  read,
} satisfies Format

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'Kiuwan' }
  for await (const row of eachRowOf(input, context, { name: "Kiuwan's table", columns: COLUMNS }))
    yield row.type === 'problem' ? row : itemOf(row)
}

const SEVERITY: Record<string, Severity> = byWord({
  'very high': 'critical',
  high: 'high',
  normal: 'medium',
  low: 'low',
  'very low': 'info',
})

function itemOf({ row, text: raw, where }: Row): Observation | Problem {
  const at = (column: string) => cell(row, column)
  const [rule, path] = [at('Rule code') ?? at('Rule'), at('File')]
  if (rule === undefined) return loss(where, 'left out, because of Rule code: missing')
  const word = at('Priority')?.toLowerCase() ?? ''
  const source = at('Source file') ?? path
  const sourceLine = positionIn(at('Source line number'))
  const sink = path
    ? { path: relativePath(path), line: positionIn(at('Line number')), snippet: at('Line text') }
    : undefined
  return observe({
    kind: 'code',
    rule,
    title: at('Rule') ?? rule,
    severity: Object.hasOwn(SEVERITY, word) ? (SEVERITY[word] as Severity) : 'unknown',
    toolSeverity: at('Priority'),
    cwes: cwesOf(at('CWE')?.split(/[,;\s]+/)),
    location: sink,
    flow:
      source && sink && sourceLine
        ? [{ path: relativePath(source), line: sourceLine, snippet: at('Source line text') }, sink]
        : [],
    controls: at('Normative')?.split(/,\s*/),
    verdict: /^yes$/i.test(at('Muted') ?? '')
      ? { state: 'accepted', reason: at('Status'), source: 'kiuwan-muted' }
      : undefined,
    tags: ['Software characteristic', 'Vulnerability type', 'Language', 'Framework', 'CWE Scope'].flatMap(
      (column) => at(column) ?? [],
    ),
    raw,
  })
}
