import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import type { Feed, IntelItem } from '../../src/intel/feeds/contract.ts'
import { epss } from '../../src/intel/feeds/epss/index.ts'
import { exploitdb } from '../../src/intel/feeds/exploitdb/index.ts'
import { kev } from '../../src/intel/feeds/kev/index.ts'
import { nvd } from '../../src/intel/feeds/nvd/index.ts'
import { vulnrichment } from '../../src/intel/feeds/vulnrichment/index.ts'
import type { CvssRating } from '../../src/model/observation.ts'

export interface Snapshot {
  /** The day that the scores are of. */
  day: string
  scores: Map<string, number>
}

export interface Rated {
  /** Day of the record; empty where it says none. */
  at: string
  score: number | null
  vector: string | null
  exploitation: 'none' | 'poc' | 'active' | null
}

const itemsOf = (feed: Feed, file: string): AsyncIterable<IntelItem> =>
  feed.read({ path: basename(file), open: () => createReadStream(file) })

/** EPSS of one day, as FIRST publishes it. */
export async function readEpss(file: string): Promise<Snapshot> {
  const scores = new Map<string, number>()
  let day = ''
  for await (const item of itemsOf(epss, file)) {
    if (item.type === 'as-of') day = item.day
    else if (item.type === 'epss') scores.set(item.cve, item.score)
  }
  if (!day) throw new Error(`${file} does not say of which day it is (score_date in its first line).`)
  return { day, scores }
}

/** CVE → the day it was added. */
export async function readKev(file: string): Promise<Map<string, string>> {
  const added = new Map<string, string>()
  for await (const item of itemsOf(kev, file))
    if (item.type === 'known-exploited') added.set(item.cve, item.added)
  return added
}

/** What CISA's assessments and NVD's records rate, by CVE: the worst rating of each. */
export async function readRatings(
  vulnrichments: readonly string[],
  nvds: readonly string[],
): Promise<Map<string, Rated>> {
  const rated = new Map<string, Rated>()
  for (const file of nvds)
    for await (const item of itemsOf(nvd, file))
      if (item.type === 'advisory')
        rated.set(item.advisory.id, {
          at: item.advisory.published?.slice(0, 10) ?? '',
          ...worst(item.advisory.cvss),
          exploitation: null,
        })
  for (const file of vulnrichments)
    for await (const item of itemsOf(vulnrichment, file)) {
      if (item.type !== 'assessment' || item.rejected) continue
      const known = rated.get(item.cve)
      const own = worst(item.cvss)
      rated.set(item.cve, {
        at: item.at?.slice(0, 10) ?? '',
        ...(own.score === null && known ? { score: known.score, vector: known.vector } : own),
        exploitation: item.exploitation ?? null,
      })
    }
  return rated
}

function worst(ratings: readonly CvssRating[]): Pick<Rated, 'score' | 'vector'> {
  const [most] = ratings.toSorted((a, b) => (b.score ?? -1) - (a.score ?? -1))
  return { score: most?.score ?? null, vector: most?.vector ?? null }
}

/** CVEs with a published exploit. The lists say no dates. */
export async function readExploits(file: string): Promise<Set<string>> {
  const cves = new Set<string>()
  for await (const item of itemsOf(exploitdb, file)) if (item.type === 'exploit') cves.add(item.cve)
  return cves
}
