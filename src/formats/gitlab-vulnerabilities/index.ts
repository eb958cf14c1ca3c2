import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { cell, eachRowOf, hasColumns } from '../syntax/csv-report.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { isAnswer, readAnswer } from './api.ts'
import { toldByRow } from './csv-row.ts'
import { itemOf } from './item.ts'

const COLUMNS = ['Scanner Name', 'Status', 'Vulnerability', 'Details', 'Severity', 'CVE']

/** What GitLab keeps of its scanners' reports (their own are the format `gitlab`), with what people decided. */
export const gitlabVulnerabilities = {
  id: 'gitlab-vulnerabilities',
  name: 'GitLab vulnerability report',
  link: 'https://docs.gitlab.com/user/application_security/vulnerability_report/#exporting',
  extensions: ['.csv', '.json', '.jsonl'],
  kinds: ['code', 'secret', 'dependency', 'container', 'web', 'api', 'malware', 'config', 'pipeline'],
  howTo: 'Secure > Vulnerability report > Export, or an answer of the API with vulnerabilities',
  detect,
  read,
} satisfies Format

function detect({ columns, outline }: Sample): number {
  return isAnswer(outline) || hasColumns(columns, COLUMNS) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const first = await firstCharacter(input)
  if (first === '{' || first === '[') yield* readAnswer(input, context)
  else yield* readTable(input, context)
}

async function* readTable(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const table = { name: "GitLab's table of vulnerabilities", columns: COLUMNS }
  let target: string | undefined
  let begun = false
  for await (const entry of eachRowOf(input, context, table)) {
    // A table of a group has rows of many projects.
    const project = entry.type === 'row' ? cell(entry.row, 'Full Path') : undefined
    if (!begun || (project !== undefined && project !== target))
      yield { type: 'header', tool: 'GitLab', ...(project !== undefined && { target: project }) }
    begun = true
    target = project ?? target
    if (entry.type === 'problem') yield entry
    else yield itemOf(toldByRow(entry.row), entry)
  }
  if (!begun) yield { type: 'header', tool: 'GitLab' }
}
