import { z } from 'zod'
import type { CvssRating } from '../../model/observation.ts'
import { aliasesOf } from '../values/aliases.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { label, texts } from '../values/lenient.ts'

/** A CVE as Xray lists it beside its own issue: `cvss_v3` is `9.8/CVSS:3.0/AV:N/…` or the score alone, or each has its own member. */
export const cveSchema = z.object({
  cve: label,
  id: label,
  cwe: texts,
  cvss_v2: label,
  cvss_v3: label,
  cvss_v2_score: label,
  cvss_v2_vector: label,
  cvss_v3_score: label,
  cvss_v3_vector: label,
})

type Cve = z.output<typeof cveSchema>

export const ratingsOfCves = (cves: Cve[]): CvssRating[] =>
  cves.flatMap((cve) => [
    ...ratingIn(cve.cvss_v3, '3.1'),
    ...ratingIn(cve.cvss_v2, '2.0'),
    ...rated({ score: cve.cvss_v3_score, vector: cve.cvss_v3_vector, version: '3.1' }),
    ...rated({ score: cve.cvss_v2_score, vector: cve.cvss_v2_vector, version: '2.0' }),
  ])

function ratingIn(text: string | undefined, version: string): CvssRating[] {
  const [, score, vector] = /^([\d.]+)?\/?((?:CVSS:|AV:).*)?$/.exec(text ?? '') ?? []
  return rated({ score, vector, version })
}

const rated = (given: Parameters<typeof cvssRating>[0]): CvssRating[] => {
  const rating = cvssRating(given)
  return rating ? [rating] : []
}

export const cwesOfCves = (cves: Cve[]): number[] => cwesOf(cves.map(({ cwe }) => cwe))

/** Xray's issue and the CVEs that it is about. */
export const advisoriesOf = (issue: string | undefined, cves: Cve[]) => {
  const ids = cves.flatMap(({ cve, id }) => cve ?? id ?? [])
  const [first = '', ...others] = issue ? [issue, ...ids] : ids
  return first ? aliasesOf(first, others) : { aliases: [], related: [] }
}
