import type { Input, Item, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachLine } from '../syntax/lines.ts'
import { UnreadableReport } from '../unreadable.ts'
import { withoutGaps } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'
import { entryObservation } from './entry.ts'

const SECTION = /^(Added|Removed|Changed) (?:entries|files|directories):$/i
const DETAILS = /^Detailed information about changes:$/i
/** `f > ... ....H  : /path`, before 0.16 `changed: /path`. */
const ENTRY = /^([fdlbcpsD?!|][ <>=+.\-!:\w|]{3,}?|(?:added|removed|changed))\s*: (\/.*)$/
const SUBJECT = /^(File|Directory|Link|Block device|Character device|FIFO|Pipe|Socket|Door|Entry): (\/.*)$/

/** What is known of a report before it is read for its entries. */
interface Facts {
  isReport: boolean
  version?: string | undefined
  startedAt?: string | undefined
  changed: number
  detailed: number
}

/** A changed entry is told with its details where every one has them; which is counted first. */
export async function* readText(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const facts = await factsOf(input, context)
  if (!facts.isReport)
    throw new UnreadableReport(
      'broken',
      'This does not read as a report of AIDE: it lacks the line that says what AIDE found. Send its whole output.',
    )
  yield withoutGaps({
    type: 'header' as const,
    tool: 'AIDE',
    toolVersion: facts.version,
    producedAt: isoTime(facts.startedAt),
  })
  const detailed = facts.detailed > 0 && facts.detailed === facts.changed
  let section: 'added' | 'removed' | 'changed' | 'details' | undefined
  let block: { kind: string; path: string; lines: string[] } | undefined
  const close = function* (): Generator<Item> {
    if (block && detailed) {
      const raw = block.lines.join('\n')
      const details = block.lines
        .slice(1)
        .map((line) => line.trim())
        .join('\n')
      const { kind, path } = block
      yield entryObservation({ change: 'changed', kind, path, details: details || undefined, raw })
    }
    block = undefined
  }
  for await (const line of eachLine(input, context)) {
    if (line.type === 'problem') {
      yield line
      continue
    }
    const { text } = line
    const [, name] = SECTION.exec(text) ?? []
    if (name || DETAILS.test(text) || /^The attributes of the/.test(text)) {
      yield* close()
      section = name ? (name.toLowerCase() as typeof section) : DETAILS.test(text) ? 'details' : undefined
    } else if (section === 'details') {
      const [, kind, path] = SUBJECT.exec(text) ?? []
      if (kind && path) {
        yield* close()
        block = { kind, path, lines: [text] }
      } else if (text.trim() === '' || /^-+$/.test(text)) yield* close()
      else block?.lines.push(text)
    } else if (section && text.trim() !== '' && !/^-+$/.test(text)) {
      const [, flags, path] = ENTRY.exec(text) ?? []
      if (!path) yield loss(line.where, 'this line is no entry of AIDE and is left out')
      else if (section !== 'changed' || !detailed)
        yield entryObservation({ change: section, path, flags, raw: text })
    }
  }
  yield* close()
}

async function factsOf(input: Input, context: ReadContext): Promise<Facts> {
  const facts: Facts = { isReport: false, changed: 0, detailed: 0 }
  let section = ''
  for await (const line of eachLine(input, context)) {
    if (line.type === 'problem') continue
    const { text } = line
    facts.isReport ||= /^AIDE (?:[\d.]+ )?found /.test(text)
    facts.version ??= /\(AIDE ([\d.]+)/.exec(text)?.[1] ?? /^AIDE ([\d.]+) found/.exec(text)?.[1]
    facts.startedAt ??= /^Start timestamp: ([\d-]+ [\d:]+(?: [+-]\d{4})?)/.exec(text)?.[1]
    if (SECTION.test(text)) section = text
    else if (DETAILS.test(text)) section = 'details'
    else if (/^The attributes of the/.test(text)) section = ''
    if (section === 'details' && SUBJECT.test(text)) facts.detailed++
    else if (/^Changed/i.test(section) && ENTRY.test(text)) facts.changed++
  }
  return facts
}
