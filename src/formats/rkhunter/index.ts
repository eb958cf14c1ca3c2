import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachLine } from '../syntax/lines.ts'
import { peek } from '../unpack/upload.ts'
import { UnreadableReport } from '../unreadable.ts'
import { withoutGaps } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'
import { type Warning, warningObservation } from './warning.ts'

export const rkhunter = {
  id: 'rkhunter',
  name: 'Rootkit Hunter',
  link: 'https://rkhunter.sourceforge.net/',
  extensions: ['.log', '.txt'],
  kinds: ['malware', 'config', 'runtime'],
  howTo: 'rkhunter --check --skip-keypress --logfile rkhunter.log',
  detect,
  read,
} satisfies Format

const BANNER = /Running Rootkit Hunter version (\S+) on (\S+)|^\[ Rootkit Hunter version (\S+) \]/m

function detect({ head }: Sample): number {
  return BANNER.test(head) ? 1 : 0
}

/** `[05:10:38] text`: the log has the time, the screen does not. */
const LINE = /^(?:\[\d\d:\d\d:\d\d\] ?)?(.*)$/
const RESULT = /^\s*(?:Checking (?:for )?)?(\S.*?)\s+\[ (.+?) \]$/

const FIRST = 8192

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const head = (await peek(input, FIRST)).toString('utf8')
  const [banner, logged, host, shown] = BANNER.exec(head) ?? []
  if (banner === undefined)
    throw new UnreadableReport(
      'broken',
      'This does not read as a log of Rootkit Hunter: it lacks its first line. Send the whole log.',
    )
  const [, day, clock, zone, year] = /Start date is \w+ (\w+ +\d+) ([\d:]+) (\S+) (\d{4})/.exec(head) ?? []
  yield withoutGaps({
    type: 'header' as const,
    tool: 'Rootkit Hunter',
    toolVersion: logged ?? shown,
    target: host,
    producedAt: isoTime(day && `${day} ${year} ${clock} ${zone}`),
  })
  if (host) yield { type: 'asset', kind: 'host', name: host }
  let test: string | undefined
  let open: Warning | undefined
  for await (const line of eachLine(input, context)) {
    if (line.type === 'problem') {
      yield line
      continue
    }
    const [, text = ''] = LINE.exec(line.text) ?? []
    const [, check, result] = RESULT.exec(text) ?? []
    const [, message] = /^\s*Warning: (\S.*?)(?:\s+\[ Warning \])?$/.exec(text) ?? []
    const starting = /^Info: Starting test name '([^']+)'/.exec(text)?.[1]
    // A message explains the check before it, unless that has one.
    if (message && open?.check && open.messages.length === 0) open.messages.push(message)
    else if (message ?? (result !== undefined || starting)) {
      if (open) yield warningObservation(open)
      open = message
        ? { test, messages: [message], lines: [] }
        : result === 'Warning'
          ? { test, check, messages: [], lines: [] }
          : undefined
    } else if (open && open.messages.length > 0 && /^\s{3,}\S/.test(text)) open.messages.push(text.trim())
    else if (open && text.trim() === '') {
      yield warningObservation(open)
      open = undefined
    }
    if (starting) test = starting
    if (open && text.trim() !== '' && !/^Info: /.test(text)) open.lines.push(line.text)
  }
  if (open) yield warningObservation(open)
}
