import type { Observation } from '../../model/observation.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachLine } from '../syntax/lines.ts'
import { UnreadableReport } from '../unreadable.ts'
import { cwesOf } from '../values/cwe.ts'
import { linksIn } from '../values/html-text.ts'
import { observe } from '../values/observe.ts'

export const skf = {
  id: 'skf',
  name: 'OWASP Security Knowledge Framework',
  link: 'https://owasp.org/www-project-security-knowledge-framework/',
  extensions: ['.csv'],
  kinds: ['code'],
  howTo: 'In the Security Knowledge Framework, open the project’s results and choose Download CSV.',
  detect,
  read,
} satisfies Format

const HEADER = /^title,description,mitigation\s*$/

/** Its titles are requirements of a checklist: `Authentication … : Verify that …`. */
function detect({ head }: Sample): number {
  const [first = '', ...rows] = head.trimStart().split('\n')
  if (!HEADER.test(first)) return 0
  if (rows.every((row) => row.trim() === '')) return 0.7
  return rows.some((row) => /^"[^"]+ : (?:Verify|Ensure|Check)\b/.test(row)) ? 1 : 0.4
}

/** Quotes stand in the text as they are, so a row is cut where one cell's end and the next one's begin meet. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  let begun = false
  for await (const line of eachLine(input, context)) {
    if (line.type === 'problem') {
      yield line
      continue
    }
    const text = line.text.trim()
    if (text === '') continue
    if (!begun) {
      if (!HEADER.test(text)) throw refusal()
      yield { type: 'header', tool: 'OWASP SKF' }
      begun = true
      continue
    }
    const cells = text.replace(/^"|"$/g, '').split('","')
    const title = cells[0] && unescaped(cells[0])
    if (cells.length !== 3 || !title)
      yield loss(line.where, 'this row is left out: it does not have a title, a description and a mitigation')
    else yield observationOf(title, unescaped(cells[1] ?? ''), unescaped(cells[2] ?? ''), text)
  }
  if (!begun) throw refusal()
}

const refusal = () =>
  new UnreadableReport(
    'broken',
    'This does not read as SKF CSV: its columns are not title, description and mitigation. Choose the right format, or export again.',
  )

const unescaped = (cell: string): string => cell.replaceAll('\\,', ',').replaceAll("''", "'").trim()

function observationOf(title: string, description: string, mitigation: string, raw: string): Observation {
  const [, category, requirement] = /^(.*?) : (.+)$/.exec(title) ?? []
  const proactive = [...title.matchAll(/\((C\d{1,2}(?:, ?C\d{1,2})*)\)/g)].flatMap(([, ids = '']) =>
    ids.split(/, ?/),
  )
  return observe({
    kind: 'code',
    rule: title,
    title: requirement ?? title,
    description: description || undefined,
    severity: 'unknown',
    cwes: cwesOf(description, mitigation),
    controls: proactive.map((id) => `OWASP-Proactive:${id}`),
    references: linksIn(`${description}\n${mitigation}`),
    remediation: mitigation || undefined,
    tags: category ? [category] : [],
    raw,
  })
}
