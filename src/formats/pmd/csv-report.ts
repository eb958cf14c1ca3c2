import type { Input, Item, ReadContext } from '../contract.ts'
import { cell, eachRowOf } from '../syntax/csv-report.ts'
import { shaped } from '../values/lenient.ts'
import { observationOf, violationSchema } from './observation.ts'

export const COLUMNS = ['Problem', 'File', 'Priority', 'Line', 'Description', 'Rule set', 'Rule']

export async function* readCsv(input: Input, context: ReadContext): AsyncGenerator<Item> {
  let begun = false
  for await (const entry of eachRowOf(input, context, { name: 'PMD CSV', columns: COLUMNS })) {
    if (!begun) yield { type: 'header', tool: 'PMD' }
    begun = true
    if (entry.type === 'problem') yield entry
    else yield violationItem(entry.row, entry.where, entry.text)
  }
  if (!begun) yield { type: 'header', tool: 'PMD' }
}

function violationItem(row: Record<string, string>, where: string, raw: string): Item {
  const value = {
    rule: cell(row, 'Rule'),
    ruleset: cell(row, 'Rule set'),
    priority: cell(row, 'Priority'),
    description: cell(row, 'Description'),
    beginline: cell(row, 'Line'),
    package: cell(row, 'Package'),
  }
  const violation = shaped(violationSchema, { where, value })
  return violation.type === 'problem' ? violation : observationOf(violation.value, cell(row, 'File'), raw)
}
