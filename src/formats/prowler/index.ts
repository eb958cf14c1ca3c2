import { z } from 'zod'
import type { Format, Input, Item, Problem, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachRow } from '../syntax/csv.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { eachRecord } from '../syntax/ndjson.ts'
import { eachOnce } from '../values/claims.ts'
import { shaped } from '../values/lenient.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { type Check, checkOfRow, checkSchema, oldCheckSchema } from './check.ts'
import { claimOf, itemOf, targetOf } from './observation.ts'

export const prowler = {
  id: 'prowler',
  name: 'Prowler CSV and JSON',
  link: 'https://docs.prowler.com/user-guide/cli/tutorials/reporting',
  extensions: ['.csv', '.json'],
  kinds: ['cloud', 'config', 'identity'],
  howTo: 'prowler aws --output-formats csv',
  detect,
  read,
} satisfies Format

const json = z.object({ CheckID: z.string(), StatusExtended: z.unknown(), Status: z.string() })
const oldJson = z.object({
  'Control ID': z.string(),
  Control: z.string(),
  Status: z.string(),
  Message: z.string(),
})

/** Columns of version 3 and later, of version 2, and of before 2.4. */
const COLUMNS = [
  ['CHECK_ID', 'STATUS', 'STATUS_EXTENDED', 'PROVIDER'],
  ['TITLE_ID', 'CHECK_RESULT', 'TITLE_TEXT'],
  ['TITLE_ID', 'RESULT', 'TITLE_TEXT', 'NOTES'],
]

function detect({ columns, outline }: Sample): number {
  if (columns) return COLUMNS.some((names) => names.every((name) => columns.includes(name))) ? 1 : 0
  const first = Array.isArray(outline) ? outline[0] : outline
  return fits(json, first) || fits(oldJson, first) ? 1 : 0
}

interface Found {
  type: 'check'
  check: Check
  where: string
  text: string
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const once = eachOnce()
  let told: string | undefined
  for await (const found of checksIn(input, context)) {
    const target = found.type === 'check' ? targetOf(found.check) : told
    const version = found.type === 'check' ? found.check.version : undefined
    if (told === undefined || target !== told) {
      told = target ?? ''
      yield {
        type: 'header',
        tool: 'Prowler',
        ...(version && { toolVersion: version }),
        ...(target && { target }),
      }
    }
    if (found.type === 'problem') yield found
    else {
      yield* once([claimOf(found.check)])
      yield* itemOf(found.check, found.text)
    }
  }
  if (told === undefined) yield { type: 'header', tool: 'Prowler' }
}

async function* checksIn(input: Input, context: ReadContext): AsyncGenerator<Found | Problem> {
  const first = await firstCharacter(input)
  if (first !== '{' && first !== '[') {
    for await (const entry of eachRow(input, context)) {
      const check = entry.type === 'problem' ? undefined : checkOfRow(entry.row)
      if (entry.type === 'problem') yield entry
      else if (check) yield { type: 'check', check, where: entry.where, text: entry.text }
      else yield loss(entry.where, 'this row has no check and result of Prowler and is left out')
    }
    return
  }
  for await (const element of eachRecord(input, context)) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    const old = readBy(oldCheckSchema, element.value)
    const check = old ? { type: 'shaped' as const, value: old } : shaped(checkSchema, element)
    yield check.type === 'problem'
      ? check
      : { type: 'check', check: check.value, where: element.where, text: element.text }
  }
}
