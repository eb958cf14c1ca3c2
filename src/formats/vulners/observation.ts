import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfScore, severityOfWord } from '../../model/severity.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { number, part, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { hostPlace } from '../values/scanned-host.ts'

/** A flaw that an agent's host has. */
export const resultSchema = z.object({
  vulnID: z.string().trim().min(1),
  title: text,
  family: text,
  severity: number,
  severityText: text,
  agentip: text,
  agentfqdn: text,
  cumulativeFix: text,
  packages: texts,
})

/** What the report tells of the flaw, once for all hosts. */
export const vulnerabilitySchema = z.object({
  title: text,
  description: text,
  href: text,
  vhref: text,
  cvelist: texts,
  references: texts,
  cvss: part(z.object({ score: number, vector: text })),
  cvss3: part(z.object({ cvssV3: part(z.object({ baseScore: number, vectorString: text })) })),
})

type Result = z.output<typeof resultSchema> & { host: string }
export type Vulnerability = z.output<typeof vulnerabilitySchema>

export function observationOf(found: Result, about: Vulnerability | undefined, raw: string): Observation {
  const { vulnID, severityText, severity } = found
  const v3 = about?.cvss3?.cvssV3
  const ratings = [
    cvssRating({ score: v3?.baseScore || undefined, vector: v3?.vectorString }),
    cvssRating({ score: about?.cvss?.score || undefined, vector: about?.cvss?.vector }),
  ]
  const word = severityOfWord(severityText)
  return observe({
    kind: 'runtime',
    rule: vulnID,
    title: found.title ?? about?.title ?? vulnID,
    description: about?.description,
    severity: word === 'unknown' && severity !== undefined ? severityOfScore(severity) : word,
    toolSeverity: severityText ?? (severity === undefined ? undefined : String(severity)),
    cvss: ratings.filter((rating) => rating !== undefined),
    advisories: advisoryIds(vulnID, about?.cvelist),
    ...(found.host && hostPlace({ host: found.host })),
    references: [...new Set([about?.href, about?.vhref, ...(about?.references ?? [])])].filter(
      (link) => link !== undefined,
    ),
    remediation: found.cumulativeFix,
    tags: [...(found.family ? [found.family] : []), ...found.packages],
    raw,
  })
}
