import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { cell, eachRowOf, hasColumns } from '../syntax/csv-report.ts'
import { observationOf } from './observation.ts'

const COLUMNS = ['ProjectKey', 'CheckerKey', 'VulnerabilityName', 'Severity', 'URL', 'Status']

export const seeker = {
  id: 'seeker',
  name: 'Seeker IAST',
  link: 'https://www.blackduck.com/interactive-application-security-testing.html',
  extensions: ['.csv'],
  kinds: ['web', 'code'],
  howTo: 'Project → Vulnerabilities → Export → CSV',
  detect,
  read,
} satisfies Format

function detect({ columns }: Sample): number {
  return hasColumns(columns, [...COLUMNS, 'CodeLocation', 'SeekerServerLink']) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  let project: string | undefined
  let begun = false
  for await (const entry of eachRowOf(input, context, { name: 'Seeker CSV', columns: COLUMNS })) {
    if (entry.type === 'problem') {
      yield entry
      continue
    }
    const target = cell(entry.row, 'ProjectKey')
    if (!begun || target !== project) {
      project = target
      begun = true
      yield { type: 'header', tool: 'Seeker', ...(target && { target }) }
    }
    yield cell(entry.row, 'CheckerKey')
      ? observationOf(entry.row, entry.text)
      : loss(entry.where, 'this row names no checker and is left out')
  }
  if (!begun) yield { type: 'header', tool: 'Seeker' }
}
