import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachLine } from '../syntax/lines.ts'
import { UnreadableReport } from '../unreadable.ts'
import { isoTime } from '../values/time.ts'
import { newHost } from '../values/web-address.ts'
import { type About, itemsOf } from './entry.ts'

export const lynis = {
  id: 'lynis',
  name: 'Lynis report',
  link: 'https://cisofy.com/documentation/lynis/',
  extensions: ['.dat'],
  kinds: ['config', 'container'],
  howTo: 'lynis audit system --report-file lynis-report.dat',
  detect,
  read,
} satisfies Format

const FIRST = /^# Lynis Report/i
const MEMBERS = [/^report_version_major=/m, /^lynis_version=/m]

function detect({ head }: Sample): number {
  if (!MEMBERS.some((member) => member.test(head))) return FIRST.test(head.trimStart()) ? 0.9 : 0
  return MEMBERS.every((member) => member.test(head)) ? 1 : FIRST.test(head.trimStart()) ? 0.95 : 0
}

/** Lines of `name=value`; `name[]=` is one of several. Who was audited is told before what was found. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const said = new Map<string, string>()
  for await (const line of eachLine(input, context)) {
    const [, name, value = ''] = line.type === 'line' ? (/^(\w+)=(.*)$/.exec(line.text) ?? []) : []
    if (name && SINGLE.has(name)) said.set(name, value.trim())
  }
  if (!said.has('report_version_major') && !said.has('lynis_version'))
    throw new UnreadableReport('broken', 'This does not read as a report of Lynis: send its report.dat.')
  const about = aboutOf(said)
  yield* headerOf(said, about)
  for await (const line of eachLine(input, context)) {
    if (line.type === 'problem') yield line
    else yield* itemsOf(line, about)
  }
  if (!said.has('finish') && !said.has('report_datetime_end'))
    yield loss(
      'the end of the report',
      'the audit did not run to its end: what it did not look at may be missing',
    )
}

const SINGLE = new Set([
  'report_version_major',
  'lynis_version',
  'report_datetime_start',
  'report_datetime_end',
  'hostname',
  'domainname',
  'os_fullname',
  'os_name',
  'os_version',
  'finish',
])

function aboutOf(said: Map<string, string>): About {
  const name = said.get('hostname')
  const domain = said.get('domainname')
  return {
    host: name && domain && !name.endsWith(`.${domain}`) ? `${name}.${domain}` : name || undefined,
    seenAt: isoTime(said.get('report_datetime_end')) ?? isoTime(said.get('report_datetime_start')),
  }
}

function* headerOf(said: Map<string, string>, { host, seenAt }: About): Generator<Item> {
  const version = said.get('lynis_version')
  yield {
    type: 'header',
    tool: 'Lynis',
    ...(version && { toolVersion: version }),
    ...(host && { target: host }),
    ...(seenAt && { producedAt: seenAt }),
  }
  const os =
    said.get('os_fullname') || [said.get('os_name'), said.get('os_version')].filter(Boolean).join(' ')
  yield* newHost(host, new Set(), { os })
}
