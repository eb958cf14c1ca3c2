import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss, problem } from '../problem.ts'
import { eachLine } from '../syntax/lines.ts'
import { UnreadableReport } from '../unreadable.ts'
import { type Match, matchIn, matchObservation } from './match.ts'

export const yara = {
  id: 'yara',
  name: 'YARA',
  link: 'https://yara.readthedocs.io/en/stable/commandline.html',
  extensions: ['.txt'],
  kinds: ['malware'],
  howTo: 'yara --print-meta --print-strings --recursive rules.yar . > yara.txt',
  detect,
  read,
} satisfies Format

/** `0x1f:4:$bash: text`, the length only with `-L`. */
const STRING = /^0x[0-9a-f]+:(?:\d+:)?\$\w*(?:: .*)?$/
const FAILED = /^(?:error|warning)[: ]/i

function detect({ head }: Sample): number {
  const lines = head
    .split(/\r?\n/)
    .slice(0, 40)
    .filter((line) => line.trim() !== '')
  const cut = lines.length > 1 ? lines.slice(0, -1) : lines
  if (cut.length === 0 || !cut.every((line) => STRING.test(line) || FAILED.test(line) || isMatch(line)))
    return 0
  const first = cut.find((line) => !FAILED.test(line))
  if (first === undefined || STRING.test(first)) return 0
  if (cut.some((line) => STRING.test(line)) || cut.every((line) => /^\S+ \[.*\] \S/.test(line))) return 0.95
  return 0.6
}

/** A path from a root, a drive or a folder, with nothing of a web address. */
const PATH = /^(?:\/|\.{1,2}[/\\]|[A-Za-z]:[/\\]|\\\\|[\w.@+-]+[/\\])[^"'<>|`]*$/

/** Without metadata a line is a rule's name and a path, which must look like both. */
const isMatch = (line: string): boolean => {
  const match = matchIn(line)
  return (
    match !== undefined && (match.meta !== undefined || (/[A-Z_]/.test(match.rule) && PATH.test(match.path)))
  )
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  let begun = false
  let match: Match | undefined
  for await (const line of eachLine(input, context)) {
    const text = line.type === 'line' ? line.text : ''
    if (!begun && text.trim() !== '') {
      if (!isMatch(text) && !FAILED.test(text)) throw notOurs()
      begun = true
      yield { type: 'header', tool: 'YARA' }
    }
    if (line.type === 'problem') yield line
    else if (text.trim() === '') continue
    else if (STRING.test(text)) match?.lines.push(text)
    else {
      const next = FAILED.test(text) ? undefined : matchIn(text)
      if (match) yield matchObservation(match)
      match = next
      if (FAILED.test(text))
        yield problem(line.where, 'YARA could not look at something here: it may hold more')
      else if (!next) yield loss(line.where, 'this line is no match of a rule and is left out')
    }
  }
  if (!begun) throw notOurs()
  if (match) yield matchObservation(match)
}

const notOurs = () =>
  new UnreadableReport(
    'broken',
    'This does not read as the output of YARA: it begins with no match. Choose the right format, or run the tool again.',
  )
