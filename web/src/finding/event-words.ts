import type { FindingEvent, Severity, State } from '../api/types.ts'
import { day } from '../words/format.ts'
import { SEVERITY, STATE } from '../words/labels.ts'

type Data = Record<string, unknown>

const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value))

/** One sentence for each type of event; a type that is not known here reads as its own name. */
const WORDS: Record<string, (data: Data) => string> = {
  opened: () => 'Opened',
  fixed: () => 'Fixed: no tool that saw it sees it any longer',
  reopened: () => 'Seen again',
  moved: ({ from, to }) => `Moved from ${text(from)} to ${text(to)}`,
  changed: () => 'The tool says something new about it',
  merged: ({ tool, lines }) =>
    `${text(tool) || 'Another tool'} sees it too${typeof lines === 'number' && lines > 0 ? `, ${lines} lines away` : ''}`,
  joined: () => 'Another finding became part of it',
  split: ({ into }) => (into ? 'Part of it was split off' : 'Split off from another finding'),
  decided: ({ decision, reason, until }) =>
    [
      decision ? STATE[text(decision) as State] : 'Decision taken back',
      reason ? `: ${text(reason)}` : '',
      until ? ` (until ${day(text(until))})` : '',
    ].join(''),
  expired: () => 'The decision ran out',
  lapsed: ({ reason }) => `The exception ended before its time${reason ? `: ${text(reason)}` : ''}`,
  revoked: () => 'The exception was taken back',
  assigned: ({ to, note }) => `Assigned to ${text(to) || 'nobody'}${note ? `: ${text(note)}` : ''}`,
  severity: ({ to }) =>
    to
      ? `Severity set to ${SEVERITY[text(to) as Severity]?.label.toLowerCase()}`
      : 'Severity as the tools say',
  noted: () => 'Note added',
  'sla-paused': ({ reason }) => `Due date paused: ${text(reason)}`,
  'sla-resumed': ({ reason }) => `Due date goes on: ${text(reason)}`,
  'exception-requested': () => 'An exception was asked for',
  exploited: () => 'Known to be exploited in the wild from now on',
  withdrawn: ({ advisory, reason }) =>
    `${text(advisory)} was taken back${reason ? `: ${text(reason)}` : ' by its source'}`,
}

export const eventWords = ({ type, data }: FindingEvent): string => WORDS[type]?.(data) ?? type

/** The other finding that an event is about, if any. */
export const otherFinding = ({ type, data }: FindingEvent): string | null =>
  type === 'split' ? text(data.into ?? data.from) || null : null

/** The exception that an event is about, if any. */
export const exceptionOf = ({ data }: FindingEvent): string | null => text(data.exception) || null
