import { z } from 'zod'
import type { AffectedComponent, CvssRating, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Item } from '../contract.ts'
import type { Element } from '../syntax/json.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { aliasesOf } from '../values/aliases.ts'
import { cvssRating } from '../values/cvss.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { anything, flag, label, needed, number, part, probability, shaped, text } from '../values/lenient.ts'
import { linksOf } from '../values/links.ts'
import { manifestType } from '../values/manifest-type.ts'
import { observe, withoutGaps } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { relativePath } from '../values/path.ts'
import { purlOf } from '../values/purl.ts'

const packageSchema = z.object({
  name: needed,
  version: label,
  path: text,
  detectionMethod: text,
  layerMetadata: part(z.object({ id: text, isBaseLayer: flag })),
  vulnerabilities: z.array(anything).nullish(),
})

const metricsSchema = part(z.object({ vector: text, vectorString: text, baseScore: number }))

const vulnerabilitySchema = z.object({
  name: needed,
  severity: text,
  fixedVersion: label,
  source: text,
  description: text,
  score: number,
  cvssV3Metrics: metricsSchema,
  cvssV2Metrics: metricsSchema,
  hasExploit: flag,
  hasCisaKevExploit: flag,
  epssProbability: probability,
})

type Vulnerability = z.output<typeof vulnerabilitySchema>

/** A package of the image or folder as a component, and what is known of it. */
export function* packageItems(element: Element): Generator<Item> {
  const read = shaped(packageSchema, element)
  if (read.type === 'problem') {
    yield read
    return
  }
  const { name, version, vulnerabilities, layerMetadata: layer } = read.value
  const path = (read.value.path && relativePath(read.value.path)) || undefined
  const type = element.pattern === '/result/libraries/*' ? manifestType(path) : undefined
  const isNamed = type !== undefined && (type !== 'maven' || name.includes(':'))
  const component = {
    name,
    version,
    purl: isNamed ? purlOf({ type, name, version: version ?? '' }) : undefined,
    path,
  }
  yield withoutGaps({
    type: 'component' as const,
    ref: element.where,
    ...component,
    componentType: 'library',
  })
  const isSystem = element.pattern === '/result/osPackages/*'
  for (const [index, value] of (vulnerabilities ?? []).entries()) {
    const found = shaped(vulnerabilitySchema, { where: `${element.where}/vulnerabilities/${index}`, value })
    if (found.type === 'problem') {
      yield found
      continue
    }
    const raw = JSON.stringify({ ...(element.value as object), vulnerabilities: [value] })
    yield observationOf(found.value, component, { isSystem, isBase: layer?.isBaseLayer, raw })
  }
}

function observationOf(
  from: Vulnerability,
  component: AffectedComponent,
  { isSystem, isBase, raw }: { isSystem: boolean; isBase: boolean | undefined; raw: string },
): Observation {
  const { aliases, related } = aliasesOf(from.name, advisoryIdsIn(from.source))
  return observe({
    kind: isSystem ? 'container' : packageKind(from.name, component.purl),
    rule: from.name,
    title: firstSentence(from.description) ?? `${from.name} in ${component.name}`,
    description: from.description,
    severity: severityOfWord(from.severity),
    toolSeverity: from.severity,
    cvss: ratingsOf(from),
    advisories: aliases,
    component: {
      ...component,
      fixVersions: from.fixedVersion ? [from.fixedVersion] : [],
    },
    references: linksOf(from.source),
    epss: from.epssProbability,
    knownExploited: from.hasCisaKevExploit || undefined,
    tags: [...related, ...(from.hasExploit ? ['exploit'] : []), ...(isBase ? ['base-image'] : [])],
    raw,
  })
}

function ratingsOf({ cvssV3Metrics: v3, cvssV2Metrics: v2, score }: Vulnerability): CvssRating[] {
  const ratings = [
    cvssRating({ vector: v3?.vectorString ?? v3?.vector, score: v3?.baseScore, version: '3.1' }),
    cvssRating({ vector: v2?.vectorString ?? v2?.vector, score: v2?.baseScore, version: '2.0' }),
  ].filter((rating) => rating !== undefined)
  if (ratings.length > 0) return ratings
  const rating = cvssRating({ score: score || undefined })
  return rating ? [rating] : []
}
