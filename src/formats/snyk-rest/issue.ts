import { z } from 'zod'
import type { Kind } from '../../model/kind.ts'
import type { CvssRating, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Element } from '../syntax/json.ts'
import { aliasesOf } from '../values/aliases.ts'
import { byWord } from '../values/by-word.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { flag, label, listOf, needed, number, part, text, texts } from '../values/lenient.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { reachabilityOf } from '../values/reachability.ts'
import { isoTime } from '../values/time.ts'
import { type Place, placesOf, representationSchema } from './place.ts'

const coordinateSchema = z.object({
  reachability: text,
  remedies: listOf(z.object({ description: text })),
  representations: listOf(representationSchema),
})

export const issueSchema = z.object({
  id: text,
  attributes: z.object({
    type: text,
    title: needed,
    description: text,
    key: text,
    key_asset: text,
    status: text,
    ignored: flag,
    resolution: part(z.object({ type: text, details: text })),
    effective_severity_level: text,
    created_at: text,
    classes: listOf(z.object({ id: text, source: text })),
    problems: listOf(z.object({ id: text, source: text, url: text })),
    severities: listOf(z.object({ source: text, vector: text, score: number, version: label })),
    coordinates: listOf(coordinateSchema),
    exploit_details: part(z.object({ sources: texts, maturity_levels: listOf(z.object({ level: text })) })),
    risk: part(z.object({ score: part(z.object({ value: number })) })),
  }),
  relationships: part(z.object({ scan_item: part(z.object({ data: part(z.object({ id: text })) })) })),
})

type Issue = z.output<typeof issueSchema>
type Attributes = Issue['attributes']

const KINDS: Record<string, { kind: Kind; tool: string }> = byWord({
  package_vulnerability: { kind: 'dependency', tool: 'Snyk Open Source' },
  license: { kind: 'license', tool: 'Snyk Open Source' },
  code: { kind: 'code', tool: 'Snyk Code' },
  config: { kind: 'config', tool: 'Snyk IaC' },
  cloud: { kind: 'cloud', tool: 'Snyk Cloud' },
})

/** An observation for each package or resource that an issue is in; further places of one flaw in code are related to the first. */
export function* observationsOf({ attributes }: Issue, element: Element): Generator<Observation> {
  const { kind, tool } = (Object.hasOwn(KINDS, attributes.type ?? '') && KINDS[attributes.type ?? '']) || {
    kind: 'config' as const,
    tool: 'Snyk',
  }
  for (const place of placesOf(
    attributes.coordinates.flatMap(({ representations }) => representations),
    ruleOf(attributes),
  ))
    yield observationOf(
      attributes,
      { kind: place.kind && kind === 'dependency' ? place.kind : kind, tool },
      place,
      element.text,
    )
}

/** Of flaws in code there is no rule: the key is that of the one issue. */
function ruleOf({ problems, key, title, type }: Attributes): string {
  const own = problems.find(({ id, source }) => source === 'SNYK' && /^(?:SNYK-|snyk:)/.test(id ?? ''))?.id
  return own ?? (key && type !== 'code' && !/^[\da-f-]{36}$/.test(key) ? key : title)
}

function observationOf(
  from: Attributes,
  { kind, tool }: { kind: Kind; tool: string },
  place: Place,
  raw: string,
): Observation {
  const rule = ruleOf(from)
  const isPackage = from.type === 'package_vulnerability'
  const { aliases, related } = aliasesOf(
    rule,
    from.problems.map(({ id }) => id),
  )
  const { exploit_details: exploit, risk } = from
  return observe({
    kind,
    rule,
    title: from.title,
    description: from.description,
    severity: severityOfWord(from.effective_severity_level),
    toolSeverity: from.effective_severity_level,
    cvss: ratingsOf(from),
    cwes: cwesOf(from.classes.map(({ id }) => id)),
    advisories: isPackage ? aliases : [],
    ...place.fields,
    references: linksOf(from.problems.map(({ url }) => url)),
    remediation: from.coordinates.flatMap(({ remedies }) =>
      remedies.flatMap((one) => one.description ?? []),
    )[0],
    fingerprints: fingerprintsOf(from),
    knownExploited:
      exploit?.sources.includes('CISA') ||
      exploit?.maturity_levels.some(({ level }) => level === 'Attacked') ||
      undefined,
    reachability: from.coordinates.map(({ reachability }) => reachabilityOf(reachability)).find(Boolean),
    verdict: verdictOf(from),
    seenAt: isoTime(from.created_at),
    tags: [
      ...(isPackage ? related : []),
      ...new Set(from.coordinates.flatMap(({ reachability }) => reachability ?? [])),
      ...(exploit?.sources.map((source) => `exploit:${source}`) ?? []),
      ...(risk?.score?.value === undefined ? [] : [`risk-score:${risk.score.value}`]),
    ],
    tool,
    raw,
  })
}

const ratingsOf = ({ severities }: Attributes): CvssRating[] =>
  severities.flatMap(({ source, ...given }) => cvssRating({ ...given, source: source?.toLowerCase() }) ?? [])

function fingerprintsOf({ key, key_asset }: Attributes): Observation['fingerprints'] {
  if (!key && !key_asset) return undefined
  return { ...(key && { 'snyk/key': key }), ...(key_asset && { 'snyk/keyAsset': key_asset }) }
}

function verdictOf({ status, ignored, resolution }: Attributes): Observation['verdict'] {
  const reason = [resolution?.type, resolution?.details].filter(Boolean).join(': ')
  if (status === 'resolved') return { state: 'fixed', ...(reason && { reason }), source: 'snyk-status' }
  return ignored ? { state: 'accepted', source: 'snyk-ignore' } : undefined
}
