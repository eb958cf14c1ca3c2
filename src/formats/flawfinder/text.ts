import type { Observation } from '../../model/observation.ts'
import type { Input, Item, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachLine } from '../syntax/lines.ts'
import { refuseEntities } from '../syntax/xml-slicer.ts'
import { cwesOf } from '../values/cwe.ts'
import { positionIn } from '../values/fields.ts'
import { unescapedText } from '../values/html-text.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { SEVERITIES, titleOf } from './level.ts'

/** What Flawfinder prints by itself, and its page, whose hits are the same text with markup in it. */
export const isText = (head: string): boolean =>
  /^\s*Flawfinder version \d/.test(head) || /^\s*<[\s\S]{0,400}<title>Flawfinder Results<\/title>/i.test(head)

const VERSION = /Flawfinder version ([\d.]+)/
const HIT =
  /^(?:<li>)?(.+?):(\d+)(?::(\d+))?:\s+(?:<b>\s*)?\[([0-5])\]\s+(?:<\/b>\s*)?\((\w+)\)\s+(?:<i>\s*)?(\w[\w.]*):(.*)$/
/** Behind the last hit. */
const SUMMARY = /^(?:<\/ul>|ANALYSIS SUMMARY|No hits found)/

interface Hit {
  found: RegExpExecArray
  lines: string[]
}

/**
 * Hits in the order of the report: the place, level, category and function in one line, what is wrong below it, indented. A report that
 * breaks off before its sums is incomplete.
 */
export async function* readText(input: Input, context: ReadContext): AsyncGenerator<Item> {
  let begun = false
  let hit: Hit | undefined
  let ended = false
  let isPage: boolean | undefined
  for await (const line of eachLine(input, context)) {
    if (line.type === 'problem') {
      yield line
      continue
    }
    if (line.text.trim() !== '') isPage ??= /^\s*</.test(line.text)
    if (isPage) refuseEntities(line.text)
    if (!begun) {
      const [, version] = VERSION.exec(line.text) ?? []
      if (version === undefined) continue
      yield { type: 'header', tool: 'Flawfinder', toolVersion: version }
      begun = true
      continue
    }
    const found = HIT.exec(line.text)
    ended ||= SUMMARY.test(line.text)
    if (found || ended) {
      if (hit) yield observationOf(hit)
      hit = found ? { found, lines: [] } : undefined
    } else hit?.lines.push(line.text)
  }
  if (hit) yield observationOf(hit)
  if (!ended) yield loss('', 'the report ends before its sums: hits may be missing')
}

function observationOf({ found, lines }: Hit): Observation {
  const [first, file = '', line, column, level = '', category = '', name = '', rest = ''] = found
  const { words, snippet } = withCode(lines)
  const said = textOf([rest, ...words].join(' '))
  const [, warning = said, suggestion] = /^(.*?\(CWE-[^()]*\)\.)\s+(.+)$/s.exec(said) ?? []
  return observe({
    kind: 'code',
    rule: `${category}/${name}`,
    title: titleOf(name, warning) ?? `${name}: ${category}`,
    description: said || undefined,
    severity: SEVERITIES[level] ?? 'unknown',
    toolSeverity: level,
    cwes: cwesOf(...(said.match(/CWE-\d+/g) ?? [])),
    location: { path: relativePath(file), line: positionIn(line), column: positionIn(column), snippet },
    remediation: suggestion,
    tags: [category],
    raw: [first, ...lines].join('\n').trimEnd(),
  })
}

/** With `--context` the line of code stands below the words, which end with a full stop; the page has it between `<pre>` and `</pre>`. */
function withCode(lines: string[]): { words: string[]; snippet: string | undefined } {
  const pre = lines.findIndex((line) => /^<pre>/.test(line))
  const last = lines.findLastIndex((line) => line.trim() !== '')
  const isCode = last > 0 && !/\.$/.test(lines[last] ?? '') && /\.$/.test(lines[last - 1] ?? '')
  const at = pre >= 0 ? pre : isCode ? last : lines.length
  const code = lines.slice(at).map((line) => unescapedText(line.replace(/<\/?pre>/g, ''))?.trim())
  return { words: lines.slice(0, at), snippet: code.find(Boolean) }
}

const textOf = (said: string): string =>
  (unescapedText(said.replace(/<\/?(?:a|i|b)\b[^<>]*>/g, '')) ?? '').replace(/\s+/g, ' ').trim()
