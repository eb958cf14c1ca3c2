import { z } from 'zod'
import type { Component } from '../../model/component.ts'
import type { Observation } from '../../model/observation.ts'
import { severityOfScore } from '../../model/severity.ts'
import { advisoryIds, advisoryIdsIn } from './advisory-id.ts'
import { cvssRating } from './cvss.ts'
import { cwesOf } from './cwe.ts'
import type { Json } from './fields.ts'
import { linksIn } from './html-text.ts'
import { label, number, text, texts } from './lenient.ts'
import { observe, withoutGaps } from './observe.ts'
import { packageKind } from './package-kind.ts'
import { keptPurl } from './purl.ts'
import { packageOfPurl } from './purl-package.ts'

/** Clients of OSS Index write the names of its fields in different letters. */
export const lowerKeys = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value as Json).map(([key, item]) => [key.toLowerCase(), item]))
    : value

const vulnerabilitySchema = z.object({
  id: label,
  title: text,
  description: text,
  cvssscore: number,
  cvssvector: text,
  cve: text,
  cwe: text,
  reference: text,
  externalreferences: texts,
})

/** A vulnerability as Sonatype's OSS Index gives it to its clients: https://ossindex.sonatype.org/rest */
export const ossIndexVulnerability = z
  .preprocess(lowerKeys, vulnerabilitySchema)
  .refine(({ id, cve, title }) => id ?? cve ?? title, { path: ['id'] })

export type OssIndexVulnerability = z.output<typeof ossIndexVulnerability>

/** The package that a report's coordinates (a package URL) mean. */
export function ossIndexPackage(coordinates: string): NonNullable<Observation['component']> {
  const { name = coordinates, version } = packageOfPurl(coordinates) ?? {}
  return { name, version, purl: keptPurl(coordinates) }
}

export const ossIndexComponent = (coordinates: string): Component =>
  withoutGaps({
    type: 'component' as const,
    ref: coordinates,
    ...ossIndexPackage(coordinates),
    componentType: 'library',
  })

/** OSS Index rates by CVSS alone; a score of 0 without a vector is one that nobody gave. */
export function ossIndexObservation(
  from: OssIndexVulnerability,
  component: NonNullable<Observation['component']>,
  raw: string,
  others: Partial<Observation> = {},
): Observation {
  const rule = from.id ?? from.cve ?? from.title ?? ''
  const rating = cvssRating({ vector: from.cvssvector, score: from.cvssscore || undefined })
  return observe({
    kind: packageKind(rule, component.purl),
    rule,
    title: from.title ?? `${rule} in ${component.name}`,
    description: from.description,
    severity: rating?.score === undefined ? 'unknown' : severityOfScore(rating.score),
    toolSeverity: rating?.score?.toString(),
    cvss: rating ? [rating] : [],
    cwes: cwesOf(from.cwe, from.title),
    advisories: advisoryIds(from.id, from.cve, advisoryIdsIn(/^\[[^\]]*\]/.exec(from.title ?? '')?.[0])),
    component,
    references: [...new Set([...linksIn(from.reference), ...from.externalreferences])],
    raw,
    ...others,
  })
}
