import { cveAge, cveYear } from '../../src/model/cve-age.ts'
import { type Maturity, NOTHING_KNOWN } from '../../src/risk/score/input.ts'
import { score } from '../../src/risk/score/score.ts'
import { EPSS } from '../../src/risk/score/steps.ts'
import { trendOf } from '../../src/risk/score/threat.ts'
import type { Rated } from './read-feeds.ts'
import type { Ranking } from './recall.ts'

/** What was known of each vulnerability on the day of the ranking. */
export interface Known {
  cves: readonly string[]
  day: string
  epss: Float64Array
  /** About 30 days before; undefined without such a snapshot. */
  before: ReadonlyMap<string, number> | undefined
  /** In the catalogue of exploited ones that day. */
  listed: Uint8Array
  ratings: ReadonlyMap<string, Rated>
  exploits: ReadonlySet<string> | undefined
}

/** The four that are compared. */
export const rankingsOf = (known: Known): Ranking[] => [
  { name: 'CVSS alone', scores: ofEach(known, (cve) => known.ratings.get(cve)?.score ?? -1) },
  { name: 'EPSS alone', scores: known.epss },
  {
    name: 'KEV, then EPSS',
    scores: ofEach(known, (_, place) => (known.listed[place] ? 2 : 0) + (known.epss[place] as number)),
  },
  { name: 'Stance', scores: stanceScores(known) },
]

const ofEach = ({ cves }: Known, number: (cve: string, place: number) => number): Float64Array =>
  Float64Array.from(cves, number)

/** Stance's own score of a finding of which nothing is known but the facts of its CVE; each distinct input is scored once. */
function stanceScores(known: Known): Float64Array {
  const at = new Date(`${known.day}T00:00:00Z`)
  const made = new Map<string, number>()
  return ofEach(known, (cve, place) => {
    const epss = known.epss[place] as number
    const ago = known.before?.get(cve)
    const rated = known.ratings.get(cve)
    const facts = {
      knownExploited: known.listed[place] === 1,
      maturity: maturityOf(known, cve, place),
      epssTrend: ago === undefined ? null : trendOf(epss, ago),
      cveAge: cveAge(cveYear([cve]), at),
      cvss: rated?.score ?? null,
      cvssVector: rated?.vector ?? null,
    }
    const key = `${EPSS.of(epss)} ${Object.values(facts).join(' ')}`
    const before = made.get(key)
    if (before !== undefined) return before
    const value = score({ ...NOTHING_KNOWN, kind: 'dependency', published: true, epss, ...facts }).score
    made.set(key, value)
    return value
  })
}

const ASSESSED = { none: 0, poc: 1, active: 3 } as const

function maturityOf({ listed, exploits, ratings }: Known, cve: string, place: number): Maturity | null {
  if (listed[place]) return 3
  const said = ratings.get(cve)?.exploitation
  const known = [said ? ASSESSED[said] : -1, exploits ? Number(exploits.has(cve)) : -1]
  const most = Math.max(...known)
  return most < 0 ? null : (most as Maturity)
}
