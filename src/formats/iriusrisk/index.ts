import type { Observation, ProducerVerdict } from '../../model/observation.ts'
import { type Severity, severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import type { Row } from '../syntax/csv.ts'
import { eachRowOf, hasColumns } from '../syntax/csv-report.ts'
import { byWord } from '../values/by-word.ts'
import { cwesOf } from '../values/cwe.ts'
import { asText as said } from '../values/fields.ts'
import { observe } from '../values/observe.ts'
import { oneLine } from '../values/title.ts'

export const iriusrisk = {
  id: 'iriusrisk',
  name: 'IriusRisk',
  link: 'https://support.iriusrisk.com/hc/en-us/articles/360021521291-Generating-Reports',
  extensions: ['.csv'],
  kinds: ['config'],
  howTo: 'IriusRisk → a project → Reports → Threats as CSV',
  detect,
  read,
} satisfies Format

const COLUMNS = ['Component', 'Threat', 'Risk Response', 'Inherent Risk', 'Current Risk']

function detect({ columns }: Sample): number {
  return hasColumns(columns, COLUMNS) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'IriusRisk' }
  for await (const entry of eachRowOf(input, context, { name: 'IriusRisk CSV', columns: COLUMNS })) {
    if (entry.type === 'problem') yield entry
    else if (!said(entry.row.Threat)) yield loss(entry.where, 'this row names no threat and is left out')
    else yield observationOf(entry)
  }
}

/** Risk is rated in five steps, with `Critical` above them. */
const SEVERITY: Record<string, Severity> = byWord({ 'very high': 'critical', 'very low': 'info' })

function observationOf({ row, text }: Row): Observation {
  const threat = said(row.Threat) as string
  const risk = said(row['Current Risk'])
  const component = said(row.Component)
  const reference = said(row['MITRE reference'])
  return observe({
    kind: 'config',
    rule: oneLine(threat),
    title: threat,
    description: descriptionOf(row, threat),
    severity: SEVERITY[risk?.toLowerCase() ?? ''] ?? severityOfWord(risk),
    toolSeverity: risk,
    cwes: cwesOf(reference),
    resource: component ? { address: component } : undefined,
    verdict: verdictOf(row),
    tags: [...new Set([row['Use case'], row['STRIDE-LM'], reference].flatMap((tag) => said(tag) ?? []))],
    raw: text,
  })
}

const TOLD = [
  'Source',
  'Risk Response',
  'Inherent Risk',
  'Projected Risk',
  'Countermeasure progress',
  'Weakness tests',
  'Countermeasure tests',
  'Owner',
]

function descriptionOf(row: Row['row'], threat: string): string {
  const facts = TOLD.flatMap((column) => (said(row[column]) ? [`${column}: ${row[column]}`] : []))
  return [threat, facts.join('\n')].filter(Boolean).join('\n\n')
}

/** `Planned mitigation: 0%. Mitigated: 100%. Unmitigated: 0%.` */
function verdictOf(row: Row['row']): ProducerVerdict | undefined {
  const response = said(row['Risk Response'])
  if (response && /\bMitigated: 100%/.test(response))
    return { state: 'fixed', reason: response, source: 'iriusrisk' }
  if (response && /\bAccept(?:ed)?\b/i.test(response))
    return { state: 'accepted', reason: response, source: 'iriusrisk' }
  return undefined
}
