import type { FindingEvent, Severity, State } from '../api/types.ts'
import { day } from '../words/format.ts'
import { SEVERITY, STATE } from '../words/labels.ts'

type Data = Record<string, unknown>

const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value))

/** One sentence for each type of event; a type that is not known here reads as its own name. */
const WORDS: Record<string, (data: Data) => string> = {
  opened: () => 'Opened',
  fixed: () => 'Fixed: no longer seen by any tool that saw it',
  reopened: () => 'Seen again',
  moved: ({ from, to }) => `Moved from ${text(from)} to ${text(to)}`,
  changed: () => 'The tool says something new about it',
  merged: ({ tool, lines }) =>
    `${tool ? text(tool) : 'Another tool'} sees it too${typeof lines === 'number' ? `, ${lines} lines away` : ''}`,
  joined: () => 'Another finding became part of it',
  split: ({ from }) => (from ? 'Split off from another finding' : 'Part of it was split off'),
  decided: ({ decision, state, reason, until }) =>
    `${STATE[text(decision ?? state) as State] ?? 'Decision taken back'}${reason ? `: ${text(reason)}` : ''}${until ? ` (until ${day(text(until))})` : ''}`,
  expired: () => 'The decision ran out',
  assigned: ({ to, assignee }) => `Assigned to ${text(to ?? assignee) || 'nobody'}`,
  severity: ({ to, severity }) =>
    to || severity
      ? `Severity set to ${SEVERITY[text(to ?? severity) as Severity]?.label ?? ''}`
      : 'Severity as the tools say',
  noted: () => 'Note added',
}

export const eventWords = ({ type, data }: FindingEvent): string => WORDS[type]?.(data ?? {}) ?? type
