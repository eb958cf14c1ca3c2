import { z } from 'zod'
import { type Severity, severityOfScore, severityOfWord } from '../../model/severity.ts'
import type { Item } from '../contract.ts'
import type { Element } from '../syntax/json.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { firstSentence } from '../values/first-sentence.ts'
import {
  anything,
  flag,
  label,
  listOf,
  needed,
  part,
  position,
  probability,
  shaped,
  text,
} from '../values/lenient.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { relativePath } from '../values/path.ts'
import { keptPurl } from '../values/purl.ts'
import { packageOfPurl } from '../values/purl-package.ts'
import { readBy } from '../values/read-schema.ts'

export type Places = Map<string, { path?: string | undefined; layer?: string | undefined }>

const packageSchema = z.object({
  purl: needed,
  vulnerabilities: z
    .array(z.unknown())
    .nullish()
    .transform((list) => list ?? []),
})

const cvssSchema = part(z.object({ score: label, severity: text, vector: text, version: label }))
const vulnerabilitySchema = z.object({
  source: text,
  source_id: needed,
  description: text,
  vulnerable_range: text,
  fixed_by: text,
  url: text,
  cvss: cvssSchema,
  cwes: listOf(z.object({ cwe_id: text })),
  epss: anything,
  cisa_exploited: flag,
})

const epssSchema = z.union([z.object({ score: probability }).transform(({ score }) => score), probability])

export function* vulnerabilityItems(element: Element, places: Places): Generator<Item> {
  const read = shaped(packageSchema, element)
  if (read.type === 'problem') {
    yield read
    return
  }
  const { purl, vulnerabilities } = read.value
  for (const [index, value] of vulnerabilities.entries()) {
    const flaw = shaped(vulnerabilitySchema, { where: `${element.where}/vulnerabilities/${index}`, value })
    yield flaw.type === 'problem' ? flaw : observationOf(flaw.value, purl, places, JSON.stringify(value))
  }
}

function observationOf(
  from: z.output<typeof vulnerabilitySchema>,
  purl: string,
  places: Places,
  raw: string,
): Item {
  const { cvss } = from
  const named = packageOfPurl(purl)
  const { path, layer } = places.get(purl) ?? {}
  const rating = cvssRating({ ...cvss, score: Number(cvss?.score) || undefined })
  return observe({
    kind: packageKind(from.source_id, purl),
    rule: from.source_id,
    title: firstSentence(from.description) ?? `${from.source_id} in ${named?.name ?? purl}`,
    description: from.description,
    severity: severityIn(cvss?.severity, rating?.score),
    toolSeverity: cvss?.severity ?? cvss?.score,
    cvss: rating ? [rating] : [],
    cwes: cwesOf(from.cwes.map(({ cwe_id }) => cwe_id)),
    advisories: advisoryIds(from.source_id),
    component: {
      name: named?.name ?? purl,
      version: named?.version,
      purl: keptPurl(purl),
      path,
      // Where there is none yet, some databases say so in this place.
      fixVersions: from.fixed_by && !/^not fixed$/i.test(from.fixed_by) ? [from.fixed_by] : [],
    },
    references: linksOf(from.url),
    epss: readBy(epssSchema, from.epss),
    knownExploited: from.cisa_exploited || undefined,
    tags: [
      ...(from.source ? [`source:${from.source}`] : []),
      ...(from.vulnerable_range ? [`vulnerable:${from.vulnerable_range}`] : []),
      ...(layer ? [`layer:${layer}`] : []),
    ],
    raw,
  })
}

function severityIn(word: string | undefined, score: number | undefined): Severity {
  const severity = severityOfWord(word)
  return severity === 'unknown' && score !== undefined ? severityOfScore(score) : severity
}

const secretSchema = z.object({
  source: part(z.object({ type: text, location: part(z.object({ path: text, digest: text })) })),
  findings: z.array(z.unknown()),
})
const findingSchema = z.object({
  rule_id: needed,
  category: text,
  title: text,
  severity: text,
  start_line: position,
  end_line: position,
  match: text,
})

/** What it shows of a secret is masked. */
export function* secretItems(element: Element): Generator<Item> {
  const read = shaped(secretSchema, element)
  if (read.type === 'problem') {
    yield read
    return
  }
  const { source, findings } = read.value
  const { path, digest } = source?.location ?? {}
  const place = path && relativePath(path)
  for (const [index, value] of findings.entries()) {
    const found = shaped(findingSchema, { where: `${element.where}/findings/${index}`, value })
    if (found.type === 'problem') {
      yield found
      continue
    }
    const { rule_id, category, title, severity, start_line, end_line, match } = found.value
    yield observe({
      kind: 'secret',
      rule: rule_id,
      title: title ?? rule_id,
      severity: severityOfWord(severity),
      toolSeverity: severity,
      location: place ? { path: place, line: start_line, endLine: end_line, snippet: match } : undefined,
      tags: [...(category ? [category] : []), ...(digest ? [`layer:${digest}`] : [])],
      raw: JSON.stringify(value),
    })
  }
}
