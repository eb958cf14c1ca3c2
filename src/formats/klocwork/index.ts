import type { Observation, ProducerVerdict } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { cell, eachRowOf, hasColumns } from '../syntax/csv-report.ts'
import { byWord } from '../values/by-word.ts'
import { positionIn } from '../values/fields.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'

const COLUMNS = ['File', 'Line', 'Code', 'Severity', 'State', 'Status']

export const klocwork = {
  id: 'klocwork',
  name: 'Klocwork',
  link: 'https://help.klocwork.com/current/en-us/concepts/exportingissues.htm',
  extensions: ['.csv'],
  kinds: ['code'],
  howTo: 'Klocwork portal → Issues → Export → CSV',
  detect,
  read,
} satisfies Format

function detect({ columns }: Sample): number {
  return hasColumns(columns, [...COLUMNS, 'Taxonomy', 'Owner']) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  let begun = false
  for await (const entry of eachRowOf(input, context, { name: 'Klocwork CSV', columns: COLUMNS })) {
    if (!begun) yield { type: 'header', tool: 'Klocwork' }
    begun = true
    if (entry.type === 'problem') yield entry
    else
      yield cell(entry.row, 'Code')
        ? observationOf(entry.row, entry.text)
        : loss(entry.where, 'this row has no code and is left out')
  }
  if (!begun) yield { type: 'header', tool: 'Klocwork' }
}

/** `Error (2)`: critical, error, warning, review. */
const SEVERITIES: { [number: string]: Severity } = byWord({
  '1': 'critical',
  '2': 'high',
  '3': 'medium',
  '4': 'low',
})

function observationOf(row: Record<string, string>, raw: string): Observation {
  const [code, severity, id] = [cell(row, 'Code') as string, cell(row, 'Severity'), cell(row, 'ID')]
  const path = relativePath(cell(row, 'Path') ?? cell(row, 'File') ?? '')
  return observe({
    kind: 'code',
    rule: code,
    title: cell(row, 'Title') ?? cell(row, 'Message') ?? code,
    description: cell(row, 'Message'),
    severity: SEVERITIES[/\((\d)\)$/.exec(severity ?? '')?.[1] ?? ''] ?? 'unknown',
    toolSeverity: severity,
    location:
      path === ''
        ? undefined
        : { path, line: positionIn(cell(row, 'Line')), symbol: cell(row, 'Method')?.replace(/\(\)$/, '') },
    fingerprints: id ? { id } : undefined,
    verdict: verdictOf(cell(row, 'Status'), cell(row, 'State')),
    tags: [cell(row, 'Taxonomy')].filter((tag) => tag !== undefined),
    raw,
  })
}

/** `Analyze` and those that ask for a fix are open. */
const VERDICTS: { [status: string]: ProducerVerdict['state'] } = byWord({
  'not a problem': 'false_positive',
  ignore: 'accepted',
  defer: 'accepted',
  filter: 'accepted',
})

function verdictOf(status: string | undefined, state: string | undefined): ProducerVerdict | undefined {
  if (state === 'Fixed') return { state: 'fixed', reason: state, source: 'klocwork-state' }
  const verdict = VERDICTS[status?.toLowerCase() ?? '']
  return verdict && { state: verdict, reason: status, source: 'klocwork-status' }
}
