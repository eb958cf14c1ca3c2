import type { Input, Problem, ReadContext, Sample } from '../contract.ts'
import { eachRow } from '../syntax/csv.ts'
import type { Element } from '../syntax/json.ts'
import { eachLine } from '../syntax/lines.ts'
import { childrenOf, eachNode, textOf } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'

/** The shapes of a gosec report besides JSON (which its YAML and its page hold), each with what it is known by. */
export const SHAPES: {
  isIn: (sample: Sample) => boolean
  eachIssue: (input: Input, context: ReadContext) => AsyncGenerator<Element | Problem>
}[] = [
  { isIn: isTable, eachIssue: eachRowIssue },
  { isIn: ({ root, head }) => root !== undefined && JUNIT.test(head), eachIssue: eachJunitIssue },
  {
    isIn: ({ syntax, head }) => isPlain(syntax) && (LINE.test(plain(head)) || PASSAGE.test(plain(head))),
    eachIssue: eachPrintedIssue,
  },
]

/** Messages may have commas enough to look like a table. */
const isPlain = (syntax: Sample['syntax']): boolean => syntax === 'text' || syntax === 'csv'

/** A test suite is named after what was found, its cases after files. */
const JUNIT = /<failure message="Found \d+ vulnerabilit(?:y|ies)\. See stacktrace for details\.">/
/** `-fmt=golint`: `a.go:45:31: [CWE-338] Use of … (Rule:G404, Severity:HIGH, Confidence:MEDIUM)` */
const LINE =
  /^(.+?):(\d+(?:-\d+)?):(\d+): (?:\[CWE-(\d+)\] )?(.+) \(Rule:(G\d+), Severity:([A-Z]+), Confidence:([A-Z]+)\)$/m
/** `-fmt=text`: `[a.go:45] - G404 (CWE-338): Use of … (Confidence: MEDIUM, Severity: HIGH)`, then the code. */
const PASSAGE =
  /^\[(.+):(\d+(?:-\d+)?)\] - (?:(G\d+) \(CWE-(\d+)\): )?(.+) \(Confidence: (\w+), Severity: (\w+)(?:, CWE: (\w*))?\)$/m
const COLORS = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g')
/** What is printed without `-color=false` is colored in files too. */
const plain = (text: string): string => text.replace(COLORS, '')
/** A line of code below it; `>` marks the place, in JUnit the first line. */
const CODE = /^[> ]*(\d+: .*|\d+:)$/

/** An element of the JSON report. The table and JUnit name no rule: what it says, which is the same for all its results, stands for it. */
const element = (where: string, { rule_id, details, ...fields }: Record<string, unknown>): Element => {
  const rule = rule_id ?? (CREDENTIALS.test(String(details)) ? 'G101' : details)
  const value = { ...fields, details, rule_id: rule }
  return { type: 'element', pattern: '', holder: '', where, value, text: JSON.stringify(value) }
}

/** Known by its words where its rule is not told, because a secret stands in its code. */
const CREDENTIALS = /^Potential hardcoded credentials\b/

/** The table has no names for its columns: file, line, details, severity, confidence, code, CWE. */
function isTable({ columns }: Sample): boolean {
  const [file, line, , severity, confidence, , cwe] = columns ?? []
  const isLevel = (word = '') => /^(?:HIGH|MEDIUM|LOW)$/.test(word)
  return (
    columns?.length === 7 &&
    /\.go$/.test(file ?? '') &&
    /^\d+(?:-\d+)?$/.test(line ?? '') &&
    isLevel(severity) &&
    isLevel(confidence) &&
    /^(?:CWE-\d+)?$/.test(cwe ?? '')
  )
}

const COLUMNS = ['file', 'line', 'details', 'severity', 'confidence', 'code', 'cwe']

async function* eachRowIssue(input: Input, context: ReadContext): AsyncGenerator<Element | Problem> {
  for await (const row of eachRow(input, context, COLUMNS)) {
    if (row.type === 'problem') yield row
    else yield element(row.where, { ...row.row, cwe: { id: row.row.cwe?.replace('CWE-', '') } })
  }
}

async function* eachJunitIssue(input: Input, context: ReadContext): AsyncGenerator<Element | Problem> {
  await xmlRoot(input, context, { name: "gosec's JUnit", roots: ['testsuites'] })
  for await (const slice of eachNode(input, context, ['/testsuites/testsuite/testcase'])) {
    if (slice.type === 'problem') {
      yield slice
      continue
    }
    for (const failure of childrenOf(slice.node, 'failure')) {
      const passages = new Passages()
      for (const text of (textOf(failure) ?? '').split('\n')) yield* passages.take(text, slice.where)
      yield* passages.end()
    }
  }
}

async function* eachPrintedIssue(input: Input, context: ReadContext): AsyncGenerator<Element | Problem> {
  const passages = new Passages()
  for await (const line of eachLine(input, context)) {
    if (line.type === 'problem') yield line
    else {
      const [, file, place, column, id, details, rule_id, severity, confidence] =
        LINE.exec(plain(line.text)) ?? []
      if (file)
        yield element(line.where, {
          rule_id,
          file,
          line: place,
          column,
          details,
          severity,
          confidence,
          cwe: { id },
        })
      else yield* passages.take(plain(line.text), line.where)
    }
  }
  yield* passages.end()
}

/** Issues that are printed with their code below them, put together line by line. */
class Passages {
  #issue: { where: string; fields: Record<string, unknown>; code: string[] } | undefined;

  *take(text: string, where: string): Generator<Element> {
    const [, file, line, rule_id, cwe, details, confidence, severity, number] = PASSAGE.exec(text) ?? []
    if (file) {
      yield* this.end()
      const fields = { rule_id, file, line, details, severity, confidence, cwe: { id: cwe ?? number } }
      this.#issue = { where, fields, code: [] }
    } else {
      const [, code] = CODE.exec(text) ?? []
      if (code) this.#issue?.code.push(code)
      const [, autofix] = /^ ?Autofix: (.*\S)/.exec(text) ?? []
      if (autofix && this.#issue) this.#issue.fields.autofix = autofix
    }
  }

  *end(): Generator<Element> {
    if (!this.#issue) return
    const { where, fields, code } = this.#issue
    this.#issue = undefined
    yield element(where, { ...fields, code: code.join('\n') })
  }
}
