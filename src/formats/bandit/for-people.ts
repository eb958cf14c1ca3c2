import type { Input, Problem, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import type { Element } from '../syntax/element.ts'
import { eachLine } from '../syntax/lines.ts'
import { refuseEntities } from '../syntax/xml-slicer.ts'
import { unescapedText } from '../values/html-text.ts'

/** What Bandit prints in a terminal, with or without colors, and its page. */
export const isForPeople = (head: string): boolean =>
  /^\s*<[\s\S]{0,400}<title>\s*Bandit Report\s*<\/title>/i.test(head) ||
  /^>> Issue: \[B\d{3}:/m.test(head.replace(COLORS, '')) ||
  /^Run started:[^\n]{0,80}\n\s{0,8}Test results:\s{0,8}No issues identified/m.test(head)

const COLORS = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g')

/** A result's lines as they are told; the fields' names are those of the JSON report. */
interface Shown {
  where: string
  lines: string[]
  fields: Record<string, unknown>
  code: string[]
}

/**
 * The results as elements that read like those of the JSON report. What is cut off before the sums (or before the page's end) is
 * incomplete.
 */
export async function* eachShownResult(
  input: Input,
  context: ReadContext,
): AsyncGenerator<Element | Problem> {
  let shown: Shown | undefined
  let ended = false
  let isPage: boolean | undefined
  for await (const line of eachLine(input, context)) {
    if (line.type === 'problem') {
      yield line
      continue
    }
    const text = line.text.replace(COLORS, '')
    if (text.trim() !== '') isPage ??= /^\s*</.test(text)
    if (isPage) refuseEntities(text)
    ended ||= /^(?:Code scanned:|<\/html>)/.test(text)
    const isFirst = /^(?:>> Issue: |<div class="issue-block)/.test(text)
    if ((isFirst || ended) && shown) yield elementOf(shown)
    if (isFirst) shown = { where: line.where, lines: [], fields: {}, code: [] }
    else if (ended) shown = undefined
    if (shown) take(shown, text)
  }
  if (shown) yield elementOf(shown)
  if (!ended) yield loss('', 'the report ends before its sums: results may be missing')
}

const PARTS: RegExp[] = [
  /^>> Issue: \[(?<test_id>B\d{3}):(?<test_name>\w+)\] (?<issue_text>.+)$/,
  /^ +Severity: (?<issue_severity>\w+) +Confidence: (?<issue_confidence>\w+)/,
  /^ +CWE: CWE-(?<cwe>\d+)/,
  /^ +More Info: (?<more_info>\S+)/,
  /^ +Location: (?<filename>.+?):(?<line_number>\d+)(?::(?<col_offset>\d+))?$/,
  /^ *<b>Test ID:<\/b> (?<test_id>B\d{3})<br>$/,
  /^ *<b>Severity: <\/b>(?<issue_severity>\w+)<br>$/,
  /^ *<b>Confidence: <\/b>(?<issue_confidence>\w+)<br>$/,
  /^ *<b>CWE: <\/b><a [^<>]*>CWE-(?<cwe>\d+)<\/a>/,
  /^ *<b>File: <\/b><a [^<>]*>(?<filename>.+)<\/a>/,
  /^ *<b>Line number: ?<\/b> ?(?<line_number>\d+)<br>$/,
  /^ *<b>More info: <\/b><a [^<>]*>(?<more_info>.+)<\/a>/,
  // Last: the others have names of this kind too.
  /^ *<b>(?<test_name>\w+): <\/b>(?<issue_text>.+)<br>$/,
]

function take({ fields, code, lines }: Shown, text: string): void {
  lines.push(text)
  if (/^\d+\t/.test(text)) {
    code.push(unescapedText(text) ?? text)
    return
  }
  for (const part of PARTS) {
    const found = part.exec(text)?.groups
    if (!found) continue
    for (const [name, value] of Object.entries(found)) {
      if (value === undefined) continue
      const said = unescapedText(value)?.trim()
      if (name === 'cwe') fields.issue_cwe ??= { id: said }
      else fields[name] ??= name === 'col_offset' ? Number(said) : said
    }
    return
  }
}

const elementOf = ({ where, lines, fields, code }: Shown): Element => ({
  type: 'element',
  pattern: '',
  where,
  holder: '',
  value: { ...fields, ...(code.length > 0 && { code: `${code.join('\n')}\n` }) },
  text: lines.join('\n').trimEnd(),
})
