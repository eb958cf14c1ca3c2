import type { CodeLocation, Observation } from '../../model/observation.ts'
import { type Severity, severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachLine } from '../syntax/lines.ts'
import { emptyReport, UnreadableReport } from '../unreadable.ts'
import { byWord } from '../values/by-word.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { eachMessage, isRustTitle } from './listing.ts'
import type { Message } from './message.ts'

export const compilerMessages = {
  id: 'compiler-messages',
  name: 'Compiler and linter messages (text)',
  link: 'https://www.gnu.org/prep/standards/html_node/Errors.html',
  extensions: ['.txt', '.log'],
  kinds: ['code', 'secret'],
  howTo: 'any tool that prints file:line:column: message, such as flake8 > flake8.txt',
  silentWhenClean: true,
  detect,
  read,
} satisfies Format

const ESCAPE = String.fromCharCode(27)
/** Colors, and what makes words links in a terminal. */
const COLORS = new RegExp(`${ESCAPE}\\[[\\d;]*m|${ESCAPE}\\]8;;[^${ESCAPE}]*${ESCAPE}\\\\`, 'g')

/** There are more of them than of other lines at the margin: a log that names a file now and then is none. */
function detect({ syntax, head, root }: Sample): number {
  if (root || (syntax !== 'text' && syntax !== 'csv')) return 0
  const lines = head.replace(COLORS, '').split(/\r?\n/)
  const whole = lines.length > 1 ? lines.slice(0, -1) : lines
  const [messages, others] = [[] as string[], [] as string[]]
  const messageIn = eachMessage()
  for (const line of whole) (messageIn(line) ? messages : others).push(line)
  return messages.length > others.filter(stands).length ? 0.6 : 0
}

/** Rules, sums, lines of code behind their number, and files as headings: `**** Module a`, `2 issue(s) found:`, `12 | run: x`, `/srv/a.py`. */
const BESIDE =
  /^[*=-]{2,}|^(?:Found |✖ )?\d+ (?:[|+~-]|\w+)|^\|?\s*[~^]+|^(?=\S+$)\S*[\\/.]|^(?:help: |Done processing |Total errors found|Starting audit|Audit done)/

/** At the margin, and no part of a message that has its place below. */
const stands = (line: string): boolean => /^\S/.test(line) && !BESIDE.test(line) && !isRustTitle(line)

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  let held: Held | undefined
  let begun = false
  let empty = true
  let title: string | undefined
  const messageIn = eachMessage()
  for await (const line of eachLine(input, context)) {
    if (line.type === 'problem') {
      yield line
      continue
    }
    const text = line.text.replace(COLORS, '')
    empty &&= text.trim() === ''
    const message = messageIn(text)
    if (!message) {
      if (isRustTitle(text)) title = text
      else held?.lines.push(text)
    } else if (held && isNote(message)) held.notes.push(message)
    else {
      if (!begun) yield { type: 'header' }
      begun = true
      if (held) yield observationOf(held)
      held = { message, notes: [], lines: title === undefined ? [text] : [title, text] }
      title = undefined
    }
  }
  if (empty) throw emptyReport()
  if (!held) throw otherReport()
  yield observationOf(held)
}

const otherReport = (): UnreadableReport =>
  new UnreadableReport(
    'broken',
    'This does not read as messages of compilers or linters: no line begins with a file, a line and what is wrong there. Choose the right format, or run the tool again.',
  )

/** ShellCheck's notes are results of their own, with rules. */
const isNote = ({ word, rule }: Message): boolean => /^note$/i.test(word ?? '') && rule === undefined

/** A message until the next one begins: notes explain it, other lines show its code. */
interface Held {
  message: Message
  notes: Message[]
  lines: string[]
}

/** Letters of Pylint, RuboCop and Semgrep; Flawfinder counts from 0 to 5. */
const LETTERS: Record<string, Severity> = byWord({
  F: 'high',
  E: 'high',
  'fatal error': 'high',
  W: 'medium',
  C: 'low',
  R: 'low',
  style: 'low',
  performance: 'low',
  portability: 'low',
  convention: 'low',
  refactor: 'low',
  I: 'info',
  hint: 'info',
  notice: 'low',
  5: 'critical',
  4: 'high',
  3: 'medium',
  2: 'low',
  1: 'low',
  0: 'info',
})

/** Bandit's and flake8-bandit's message holds the password. */
const PASSWORD = /hard-?coded password\b[^']*'([^']+)'/i

function observationOf({ message, notes, lines }: Held): Observation {
  const { rule, text, code } = message
  // Pylint's ids begin with the severity.
  const word = message.word ?? (/^[CRWEFI]\d{4}$/.test(rule ?? '') ? rule?.[0] : undefined)
  const known = Object.hasOwn(LETTERS, word ?? '') ? LETTERS[word ?? ''] : severityOfWord(word)
  const secret = PASSWORD.exec(text)?.[1]
  return observe({
    kind: secret === undefined ? 'code' : 'secret',
    // Who names no rule has no other name for it than its words, whose names and numbers change.
    rule: rule ?? lintIn(lines) ?? text.replace(/(["'`‘]).{0,400}?["'`’]/g, '…').replace(/\d+/g, '…'),
    title: text,
    severity: known ?? 'unknown',
    toolSeverity: word,
    location: { ...placeOf(message), snippet: code ?? codeIn(lines) },
    secret,
    related: notes.map((note) => ({ ...placeOf(note), message: note.text })),
    raw: lines.join('\n').trimEnd(),
  })
}

/** Clippy's and rustc's lints, which stand below the code: Clippy's with a link, rustc's where they come for the first time. */
function lintIn(lines: string[]): string | undefined {
  for (const line of lines) {
    const clippy = /rust-clippy\/[^\s#]*#(\w+)$/.exec(line)?.[1]
    if (clippy) return `clippy::${clippy}`
    const own = /^\s*= note: `#\[(?:warn|deny|forbid)\(([\w:]+)\)\]`/.exec(line)?.[1]
    if (own) return own
  }
  return undefined
}

const placeOf = ({ path, line, column }: Message): CodeLocation => ({
  path: relativePath(path),
  line,
  column,
})

/** The line of code that is printed above a mark such as `    ^~~~`; GCC puts its number and a bar before it. */
function codeIn(lines: string[]): string | undefined {
  const mark = lines.findIndex((line, index) => index > 1 && /^\s*(?:\|\s*)?[~\s]*\^[~^\s-]*/.test(line))
  return mark < 0 ? undefined : lines[mark - 1]?.replace(/^\s*\d+\s*\| ?/, '').trim()
}
