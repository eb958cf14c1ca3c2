import { z } from 'zod'
import type { CvssRating, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Input, Item, ReadContext } from '../contract.ts'
import { eachListed } from '../syntax/json-list.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { flag, label, needed, number, part, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { packageOfOrigin } from './origin.ts'
import { verdictOf } from './remediation.ts'

export const ITEMS = '/items/*'

const cvssSchema = part(z.object({ baseScore: number, vector: text, severity: text }))

const itemSchema = z.object({
  componentName: needed,
  componentVersionName: label,
  componentVersionOriginName: text,
  componentVersionOriginId: text,
  ignored: flag,
  license: part(z.object({ licenseDisplay: text })),
  vulnerabilityWithRemediation: z.object({
    vulnerabilityName: needed,
    description: text,
    baseScore: number,
    source: text,
    severity: text,
    remediationStatus: text,
    remediationComment: text,
    cweId: text,
    relatedVulnerability: text,
    bdsaTags: texts,
    cvss2: cvssSchema,
    cvss3: cvssSchema,
    cvss4: cvssSchema,
  }),
})

type Vulnerable = z.output<typeof itemSchema>
type Vulnerability = Vulnerable['vulnerabilityWithRemediation']

/** What the API lists under `vulnerable-bom-components`, as it answers or as an array of its items. */
export async function* readApi(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const items = eachListed(input, context, {
    name: "Black Duck's list of vulnerable components",
    members: [ITEMS],
  })
  let begun = false
  for await (const item of shapedItems(items, itemSchema, (value, { text }) => observationOf(value, text))) {
    if (!begun) yield { type: 'header', tool: 'Black Duck' }
    begun = true
    yield item
  }
  if (!begun) yield { type: 'header', tool: 'Black Duck' }
}

function observationOf(from: Vulnerable, raw: string): Observation {
  const found = from.vulnerabilityWithRemediation
  const known = packageOfOrigin(from.componentVersionOriginName, from.componentVersionOriginId)
  const name = known?.name ?? from.componentName
  return observe({
    kind: packageKind(found.vulnerabilityName, known?.purl),
    rule: found.vulnerabilityName,
    title: firstSentence(found.description) ?? `${found.vulnerabilityName} in ${from.componentName}`,
    description: found.description,
    severity: severityOfWord(found.severity),
    toolSeverity: found.severity,
    cvss: ratingsOf(found),
    cwes: cwesOf(found.cweId),
    advisories: [...new Set([found.vulnerabilityName, ...advisoryIdsIn(found.relatedVulnerability)])],
    component: { name, version: known?.version ?? from.componentVersionName, purl: known?.purl },
    references: found.relatedVulnerability ? [found.relatedVulnerability] : [],
    verdict: from.ignored
      ? { state: 'accepted', reason: 'component is ignored', source: 'blackduck-component' }
      : verdictOf(found.remediationStatus, found.remediationComment),
    tags: [
      ...(name === from.componentName ? [] : [from.componentName]),
      ...(from.license?.licenseDisplay ? [from.license.licenseDisplay] : []),
      ...found.bdsaTags,
    ],
    raw,
  })
}

function ratingsOf({ cvss2, cvss3, cvss4, baseScore: score, source }: Vulnerability): CvssRating[] {
  const given = [
    { vector: cvss4?.vector, score: cvss4?.baseScore, version: '4.0', source },
    { vector: cvss3?.vector, score: cvss3?.baseScore, version: '3.1', source },
    { vector: cvss2?.vector, score: cvss2?.baseScore, version: '2.0', source },
  ]
  const ratings = given.map(cvssRating).filter((rating) => rating !== undefined)
  return ratings.length > 0
    ? ratings
    : [cvssRating({ score, source })].filter((rating) => rating !== undefined)
}
