import { type Known, rankingsOf } from './rankings.ts'
import type { Rated, Snapshot } from './read-feeds.ts'
import { type Found, measure } from './recall.ts'

export const EFFORTS = [0.01, 0.05, 0.1, 0.2] as const
/** Of the published figures: CVSS v3 at its best threshold, EPSS v3. */
export const COVERAGES = [0.32, 0.68] as const

export interface Evaluation {
  /** Which vulnerabilities count: of those with an EPSS score all, or those with a CVSS rating; the listed ones kept or taken out. */
  universe: 'all' | 'rated'
  listed: 'kept' | 'taken out'
  size: number
  positives: number
  found: Found[]
}

export interface Question {
  snapshot: Snapshot
  before: Snapshot | undefined
  kev: ReadonlyMap<string, string>
  ratings: ReadonlyMap<string, Rated>
  exploits: ReadonlySet<string> | undefined
  /** Added to the catalogue after this day is what is to be found … */
  after: string
  /** … and up to this one. */
  until: string
}

/** Everything that is known later than `after` is left out: entries of the catalogue by their day, ratings by theirs. */
export function evaluate(question: Question): Evaluation[] {
  const { snapshot, before, kev, after, until, exploits } = question
  const cves = [...snapshot.scores.keys()]
  const added = cves.map((cve) => kev.get(cve))
  const listed = Uint8Array.from(added, (day) => Number(day !== undefined && day <= after))
  const ratings = new Map([...question.ratings].filter(([, { at }]) => at !== '' && at <= after))
  const known: Known = {
    cves,
    day: after,
    epss: Float64Array.from(snapshot.scores.values()),
    before: before?.scores,
    listed,
    ratings,
    exploits,
  }
  const rankings = rankingsOf(known)
  const isPositive = added.map((day) => day !== undefined && day > after && day <= until)
  const views = (['all', 'rated'] as const).flatMap((universe) =>
    (['taken out', 'kept'] as const).map((how) => ({ universe, listed: how })),
  )
  return views.map((view) => {
    const inside = Uint8Array.from(cves, (cve, place) =>
      Number(
        (view.listed === 'kept' || !listed[place]) &&
          (view.universe === 'all' || ratings.get(cve)?.score != null),
      ),
    )
    const positives = cves.flatMap((_, place) => (isPositive[place] && inside[place] ? place : []))
    const size = inside.reduce((sum, one) => sum + one, 0)
    const asked = { efforts: EFFORTS, coverages: COVERAGES }
    return {
      ...view,
      size,
      positives: positives.length,
      found: rankings.map((one) => measure(one, positives, inside, asked)),
    }
  })
}
