import { DAY_MS, dayOf } from '../../model/day.ts'
import type { Slice } from '../../model/slice.ts'
import type { FindingFilter } from '../queries/filter.ts'
import { isRecorded } from './recorded-risk.ts'

/** What a past day cannot be told of, and why; `figure` is the name of the field. */
export interface Caveat {
  figure: string
  text: string
}

const PAST: Caveat[] = [
  {
    figure: 'open',
    text: 'States and dates are kept day by day. Severities, tools, assignees, applications and teams are today’s.',
  },
  { figure: 'sla', text: 'Due dates are today’s; what was open and what was fixed is as of the day.' },
]

/** The caveats of figures as of a day; none for today but where the record of risk begins within the window. */
export function caveatsOf(
  past: string | undefined,
  filter: FindingFilter,
  by: Slice | undefined,
  { first, knownSince }: { first: number; knownSince: number },
): Caveat[] {
  const caveats = past === undefined ? [] : [...PAST]
  if (past !== undefined) caveats.push(topUnknown)
  if (past !== undefined && !isRecorded(filter, by)) caveats.push(notRecorded)
  if (knownSince > first) caveats.push(begins(knownSince))
  return caveats
}

const topUnknown: Caveat = {
  figure: 'risk.top',
  text: 'The highest score of a past day is not recorded, only the sum.',
}
export const notRecorded: Caveat = {
  figure: 'risk.sum',
  text: 'Risk is recorded by asset, kind and severity: with this filter or slice it is known for today only.',
}
export const begins = (day: number): Caveat => ({
  figure: 'risk.sum',
  text: `The record of risk begins on ${dayOf(day * DAY_MS)}.`,
})
