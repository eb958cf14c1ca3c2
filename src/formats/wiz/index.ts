import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { sampleOf } from '../sample.ts'
import { eachRowOf, hasColumns } from '../syntax/csv-report.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { eachOnce } from '../values/claims.ts'
import { isAnswer, readAnswer } from './api.ts'
import { issueItem } from './issue.ts'
import { vulnerabilityItem } from './vulnerability.ts'

const ISSUES = ['Issue ID', 'Control ID', 'Resource external ID', 'Title']
const VULNERABILITIES = ['WizURL', 'DetailedName', 'FindingStatus', 'Name']

export const wiz = {
  id: 'wiz',
  name: 'Wiz',
  link: 'https://docs.wiz.io/',
  extensions: ['.csv', '.json', '.jsonl'],
  kinds: ['cloud', 'container', 'dependency', 'malware'],
  howTo:
    'Issues > Export > CSV, Vulnerability Findings > Export > CSV, or an answer of the API with the nodes of either',
  detect,
  read,
} satisfies Format

function detect({ columns, outline }: Sample): number {
  if (isAnswer(outline)) return 1
  return hasColumns(columns, ISSUES) || hasColumns(columns, VULNERABILITIES) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const first = await firstCharacter(input)
  yield* first === '{' || first === '[' ? readAnswer(input, context) : readTable(input, context)
}

/** The two tables that people export: issues by controls, and vulnerabilities. */
async function* readTable(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const isVulnerabilities = hasColumns((await sampleOf(input)).columns, VULNERABILITIES)
  const columns = isVulnerabilities ? VULNERABILITIES : ISSUES
  const once = eachOnce()
  let begun = false
  for await (const row of eachRowOf(input, context, { name: "Wiz's CSV", columns })) {
    if (!begun) yield { type: 'header', tool: 'Wiz' }
    begun = true
    if (row.type === 'problem') {
      yield row
      continue
    }
    const { claim, item } = isVulnerabilities ? vulnerabilityItem(row) : issueItem(row)
    yield* once([claim])
    yield item
  }
  if (!begun) yield { type: 'header', tool: 'Wiz' }
}
