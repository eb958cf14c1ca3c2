import type { Observation } from '../../model/observation.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { problem } from '../problem.ts'
import { eachLine } from '../syntax/lines.ts'
import { UnreadableReport } from '../unreadable.ts'
import { observe, withoutGaps } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { isoTime } from '../values/time.ts'

export const clamav = {
  id: 'clamav',
  name: 'ClamAV',
  link: 'https://docs.clamav.net/manual/Usage/Scanning.html',
  extensions: ['.txt', '.log'],
  kinds: ['malware'],
  howTo: 'clamscan --recursive --log=clamav.txt .',
  detect,
  read,
} satisfies Format

const SUMMARY = /^-{5,} SCAN SUMMARY -{5,}$/m
/** The daemon's log has the time before the path, and digest and size behind the name. */
const FOUND =
  /^(?:(?<time>\w{3} \w{3} +\d+ [\d:]+ \d{4}) -> )?(?<path>.+?): (?<name>\S+?)(?:\((?<digest>[0-9a-f]{32,64}):\d+\))? FOUND$/
const LINE = /: (?:OK|Empty file|Excluded|Symbolic link|Removed\.|moved to .+)$/
const FAILED = /(?: ERROR$|^ERROR: |^WARNING: |^LibClamAV (?:Warning|Error): )/

function detect({ head }: Sample): number {
  if (SUMMARY.test(head)) return /^(?:Known viruses|Infected files): /m.test(head) ? 1 : 0.9
  const lines = head
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, 5)
  const isResult = (line: string) => FOUND.test(line) || LINE.test(line)
  return lines.some(isResult) && lines.every((line) => isResult(line) || FAILED.test(line)) ? 0.8 : 0
}

interface Facts {
  ours: boolean
  version?: string | undefined
  endedAt?: string | undefined
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const facts = await factsOf(input, context)
  if (!facts.ours)
    throw new UnreadableReport(
      'broken',
      'This does not read as the output of ClamAV: it has neither results nor a summary. Choose the right format, or run the tool again.',
    )
  yield withoutGaps({
    type: 'header' as const,
    tool: 'ClamAV',
    toolVersion: facts.version,
    producedAt: isoTime(facts.endedAt),
  })
  for await (const line of eachLine(input, context)) {
    if (line.type === 'problem') yield line
    else if (SUMMARY.test(line.text)) break
    else {
      const groups = FOUND.exec(line.text)?.groups
      if (groups) yield observationOf(groups, line.text)
      else if (FAILED.test(line.text))
        yield problem(line.where, 'ClamAV could not look at something here: it may hold more')
    }
  }
}

/** What stands behind the results: a log is read once for it. */
async function factsOf(input: Input, context: ReadContext): Promise<Facts> {
  const facts: Facts = { ours: false }
  for await (const line of eachLine(input, context)) {
    if (line.type === 'problem') continue
    facts.ours ||= SUMMARY.test(line.text) || FOUND.test(line.text) || LINE.test(line.text)
    facts.version ??= /^Engine version: (\S+)/.exec(line.text)?.[1]
    const [, date, clock] = /^End Date:\s+(\d{4}:\d\d:\d\d) ([\d:]+)/.exec(line.text) ?? []
    if (date) facts.endedAt = `${date.replaceAll(':', '-')} ${clock}`
  }
  return facts
}

function observationOf(groups: { [name: string]: string | undefined }, raw: string): Observation {
  const { path = '', name = '', digest, time } = groups
  const relative = relativePath(path)
  return observe({
    kind: 'malware',
    rule: name,
    title: `${name} found`,
    severity: 'unknown',
    location: relative === '' ? undefined : { path: relative },
    fingerprints: { clamav: digest ?? name },
    seenAt: isoTime(time?.replace(/^\w{3} (\w{3} +\d+) ([\d:]+) (\d{4})$/, '$1 $3 $2 UTC')),
    tags: /^PUA\./.test(name) ? ['potentially-unwanted'] : /^Heuristics\./.test(name) ? ['heuristic'] : [],
    raw,
  })
}
