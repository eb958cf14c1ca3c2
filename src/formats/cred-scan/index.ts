import type { Observation, ProducerVerdict } from '../../model/observation.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { cell, eachRowOf, hasColumns } from '../syntax/csv-report.ts'
import { positionIn } from '../values/fields.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { secretInMatch } from '../values/secret-in-match.ts'
import { isoTime } from '../values/time.ts'

const COLUMNS = ['Source', 'Searcher', 'Line', 'IsSuppressed', 'HashKey']

export const credScan = {
  id: 'cred-scan',
  name: 'CredScan',
  link: 'https://learn.microsoft.com/en-us/azure/security/develop/security-code-analysis-customize',
  extensions: ['.csv', '.tsv'],
  kinds: ['secret'],
  howTo: 'CredentialScanner -I . -O credscan -f csv',
  detect,
  read,
} satisfies Format

function detect({ columns }: Sample): number {
  return hasColumns(columns, COLUMNS) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  let begun = false
  for await (const entry of eachRowOf(input, context, { name: 'CredScan CSV', columns: COLUMNS })) {
    if (!begun) yield { type: 'header', tool: 'CredScan' }
    begun = true
    if (entry.type === 'problem') yield entry
    else
      yield cell(entry.row, 'Searcher')
        ? observationOf(entry.row, entry.text)
        : loss(entry.where, 'this row names no searcher and is left out')
  }
  if (!begun) yield { type: 'header', tool: 'CredScan' }
}

/** What is written in place of the match unless the triage mode is on. */
const NOT_SHOWN = /^\[.*\]$/

/** `CSCAN-GENERAL0060 General Password`: a searcher is its id and its name. */
function observationOf(row: Record<string, string>, raw: string): Observation {
  const searcher = cell(row, 'Searcher') as string
  const [, rule = searcher, name = searcher] = /^(CSCAN\S+)\s+(.+)$/.exec(searcher) ?? []
  const match = cell(row, 'Description')
  const path = relativePath(cell(row, 'Source') ?? '')
  const hash = cell(row, 'HashKey')
  return observe({
    kind: 'secret',
    rule,
    title: name,
    severity: 'unknown',
    confidence: confidenceOf(cell(row, 'MatchingScore')),
    location: path === '' ? undefined : { path, line: positionIn(cell(row, 'Line')) },
    secret: match && !NOT_SHOWN.test(match) ? secretInMatch(match) : undefined,
    fingerprints: hash ? { HashKey: hash } : undefined,
    verdict: verdictOf(row),
    seenAt: isoTime(cell(row, 'TimeofDiscovery')),
    raw,
  })
}

/** A score of 0–100 for how well the text fits the searcher. */
function confidenceOf(score: string | undefined): Observation['confidence'] {
  const number = Number(score)
  if (!score || Number.isNaN(number)) return undefined
  return number >= 80 ? 'high' : number >= 50 ? 'medium' : 'low'
}

const verdictOf = (row: Record<string, string>): ProducerVerdict | undefined =>
  /^(?:yes|true)$/i.test(cell(row, 'IsSuppressed') ?? '')
    ? { state: 'accepted', reason: cell(row, 'SuppressJustification'), source: 'credscan-suppression' }
    : undefined
