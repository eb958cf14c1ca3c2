import type { VersionRange } from '../../model/advisory.ts'
import type { VersionScheme } from '../versions/scheme.ts'

/** An end of a range, read. `at` is undefined for `introduced: "0"`, which comes before every version. */
interface Step {
  kind: 'introduced' | 'fixed' | 'lastAffected'
  text: string
  at: unknown
}

/** A range whose events are read and sorted once. */
export interface PreparedRange {
  range: VersionRange
  scheme: VersionScheme
  steps: Step[]
  /** Versions that it must come before: one of them is enough; empty where nothing limits it. */
  limits: unknown[]
  /** An end that is no version of the scheme: nothing can be said of this range. */
  unreadable?: string
}

export function prepareRange(range: VersionRange, scheme: VersionScheme): PreparedRange {
  const prepared: PreparedRange = { range, scheme, steps: [], limits: [] }
  const read = (text: string): unknown => {
    const version = scheme.parse(text)
    if (version === undefined) prepared.unreadable ??= text
    return version
  }
  let unlimited = false
  for (const event of range.events) {
    if ('limit' in event) {
      if (event.limit === '*') unlimited = true
      else prepared.limits.push(read(event.limit))
    } else prepared.steps.push(stepOf(event, read))
  }
  if (unlimited) prepared.limits = []
  if (prepared.unreadable === undefined)
    prepared.steps = withoutEmptySpans(prepared.steps, scheme).sort((a, b) => order(a, b, scheme))
  return prepared
}

/** A span that ends where it begins holds nothing: `introduced: 2.0.0`, then `fixed: 2.0.0`. */
const withoutEmptySpans = (steps: Step[], scheme: VersionScheme): Step[] => {
  const isEmptyAt = (index: number): boolean => {
    const [from, to] = [steps[index], steps[index + 1]]
    if (from?.kind !== 'introduced' || to?.kind !== 'fixed' || from.at === undefined) return false
    return scheme.compare(from.at, to.at) === 0
  }
  return steps.filter((_, index) => !isEmptyAt(index) && !isEmptyAt(index - 1))
}

type End = Exclude<VersionRange['events'][number], { limit: string }>

function stepOf(event: End, read: (text: string) => unknown): Step {
  if ('introduced' in event) {
    const text = event.introduced
    return { kind: 'introduced', text, at: text === '0' ? undefined : read(text) }
  }
  if ('fixed' in event) return { kind: 'fixed', text: event.fixed, at: read(event.fixed) }
  return { kind: 'lastAffected', text: event.lastAffected, at: read(event.lastAffected) }
}

/**
 * By version. Where one span ends at the version with which another begins, that version belongs to the other, whichever the record tells
 * first; other ends at the same version stay in its order (`sort` is stable).
 */
function order(a: Step, b: Step, scheme: VersionScheme): number {
  if (a.at === undefined || b.at === undefined) return Number(a.at !== undefined) - Number(b.at !== undefined)
  return scheme.compare(a.at, b.at) || Number(a.kind !== 'fixed') - Number(b.kind !== 'fixed')
}

/**
 * Whether a range holds a version: `IncludedInRanges` of https://ossf.github.io/osv-schema/#evaluation. The range must be readable and
 * the version of its scheme.
 */
export function holds({ scheme, steps, limits }: PreparedRange, version: unknown): boolean {
  if (limits.length > 0 && !limits.some((limit) => scheme.compare(version, limit) < 0)) return false
  let affected = false
  for (const { kind, at } of steps) {
    const distance = at === undefined ? 1 : scheme.compare(version, at)
    // The steps are in order: none that follows is reached.
    if (distance < 0) break
    if (kind === 'introduced') affected = true
    else if (kind === 'fixed' || distance > 0) affected = false
  }
  return affected
}

/** The fixed versions above a version, nearest first, each with its reading. */
export const fixesAbove = (
  { scheme, steps }: PreparedRange,
  version: unknown,
): { text: string; at: unknown }[] =>
  steps.filter(({ kind, at }) => kind === 'fixed' && scheme.compare(at, version) > 0)

/** The part of a range that holds a version, in words. */
export function spanOf({ scheme, steps, limits, range }: PreparedRange, version: unknown): string {
  const reached = steps.filter(({ at }) => at === undefined || scheme.compare(version, at) >= 0)
  const from = reached.findLast(({ kind }) => kind === 'introduced')
  const to = steps.find(
    ({ kind, at }) =>
      (kind === 'fixed' && scheme.compare(version, at) < 0) ||
      (kind === 'lastAffected' && scheme.compare(version, at) <= 0),
  )
  const start = from?.at === undefined ? 'from the first version' : `from ${from.text}`
  const until = to ? `${to.kind === 'fixed' ? 'before' : 'up to'} ${to.text}` : 'without a known end'
  const limit =
    limits.length > 0 && !to ? range.events.findLast((event) => 'limit' in event)?.limit : undefined
  return `it is in the affected range ${start} ${limit === undefined ? until : `before ${limit}`}`
}
