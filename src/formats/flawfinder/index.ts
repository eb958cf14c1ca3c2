import type { Observation } from '../../model/observation.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { sampleOf } from '../sample.ts'
import { cell, eachRowOf, hasColumns } from '../syntax/csv-report.ts'
import { cwesOf } from '../values/cwe.ts'
import { positionIn } from '../values/fields.ts'
import { observe } from '../values/observe.ts'
import { paragraphs } from '../values/paragraphs.ts'
import { relativePath } from '../values/path.ts'
import { SEVERITIES, titleOf } from './level.ts'
import { isText, readText } from './text.ts'

const COLUMNS = ['File', 'Line', 'Level', 'Category', 'Name', 'Warning', 'CWEs']

export const flawfinder = {
  id: 'flawfinder',
  name: 'Flawfinder',
  link: 'https://dwheeler.com/flawfinder/flawfinder.pdf',
  extensions: ['.csv', '.txt', '.html'],
  kinds: ['code'],
  howTo: 'flawfinder --csv . > flawfinder.csv',
  detect,
  read,
} satisfies Format

function detect({ columns, head }: Sample): number {
  return isText(head) || hasColumns(columns, [...COLUMNS, 'Context', 'Fingerprint']) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  if (isText((await sampleOf(input)).head)) yield* readText(input, context)
  else yield* readCsv(input, context)
}

async function* readCsv(input: Input, context: ReadContext): AsyncGenerator<Item> {
  let begun = false
  for await (const entry of eachRowOf(input, context, { name: 'Flawfinder CSV', columns: COLUMNS })) {
    if (!begun) {
      const version = entry.type === 'row' ? cell(entry.row, 'ToolVersion') : undefined
      yield { type: 'header', tool: 'Flawfinder', ...(version && { toolVersion: version }) }
      begun = true
    }
    if (entry.type === 'problem') yield entry
    else yield itemOf(entry.row, entry.where, entry.text)
  }
  if (!begun) yield { type: 'header', tool: 'Flawfinder' }
}

function itemOf(row: Record<string, string>, where: string, raw: string): Item {
  const [category, name] = [cell(row, 'Category'), cell(row, 'Name')]
  const path = relativePath(cell(row, 'File') ?? '')
  // A row that lacks a cell has all behind it in the wrong column.
  if (!category || !name || path === '' || !/^\d+$/.test(cell(row, 'Level') ?? ''))
    return loss(where, 'this row lacks its file, level, category or name and is left out')
  return observationOf(row, { category, name, path, raw })
}

function observationOf(
  row: Record<string, string>,
  { category, name, path, raw }: { category: string; name: string; path: string; raw: string },
): Observation {
  const [warning, level] = [cell(row, 'Warning'), cell(row, 'Level')]
  const [fingerprint, link] = [cell(row, 'Fingerprint'), cell(row, 'HelpUri')]
  return observe({
    kind: 'code',
    rule: cell(row, 'RuleId') ?? `${category}/${name}`,
    title: titleOf(name, warning) ?? `${name}: ${category}`,
    description: paragraphs(warning, cell(row, 'Note')),
    severity: SEVERITIES[level ?? ''] ?? 'unknown',
    toolSeverity: level,
    cwes: cwesOf(cell(row, 'CWEs')),
    location: {
      path,
      line: positionIn(cell(row, 'Line')),
      column: positionIn(cell(row, 'Column')),
      snippet: cell(row, 'Context'),
    },
    remediation: cell(row, 'Suggestion'),
    references: link ? [link] : [],
    fingerprints: fingerprint ? { flawfinder: fingerprint } : undefined,
    tags: [category],
    raw,
  })
}
