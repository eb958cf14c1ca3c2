import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { cell, eachRowOf, hasColumns } from '../syntax/csv-report.ts'
import { observationOf } from './observation.ts'

const COLUMNS = ['Vulnerability Name', 'Vulnerability ID', 'Rule Name', 'Severity', 'Status']

export const contrast = {
  id: 'contrast',
  name: 'Contrast Assess',
  link: 'https://docs.contrastsecurity.com/en/export-vulnerabilities.html',
  extensions: ['.csv'],
  kinds: ['web', 'code'],
  howTo: 'Vulnerabilities → Export findings → CSV',
  detect,
  read,
} satisfies Format

function detect({ columns }: Sample): number {
  return hasColumns(columns, [...COLUMNS, 'Application Name']) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  let application: string | undefined
  let begun = false
  for await (const entry of eachRowOf(input, context, { name: 'Contrast CSV', columns: COLUMNS })) {
    if (entry.type === 'problem') {
      yield entry
      continue
    }
    const target = cell(entry.row, 'Application Name')
    if (!begun || target !== application) {
      application = target
      begun = true
      yield { type: 'header', tool: 'Contrast Assess', ...(target && { target }) }
    }
    yield cell(entry.row, 'Rule Name')
      ? observationOf(entry.row, entry.text)
      : loss(entry.where, 'this row names no rule and is left out')
  }
  if (!begun) yield { type: 'header', tool: 'Contrast Assess' }
}
