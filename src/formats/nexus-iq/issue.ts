import { z } from 'zod'
import { severityOfScore } from '../../model/severity.ts'
import type { Item } from '../contract.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { anything, label, needed, part, shaped, text } from '../values/lenient.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { affectedOf, type Component } from './component.ts'
import { severityOfThreat } from './violation.ts'

const issueSchema = z.object({
  reference: needed,
  source: text,
  severity: label,
  status: text,
  url: text,
  threatCategory: text,
  cvssVector: text,
  cvssVectorSource: text,
  cwe: anything,
  analysis: part(z.object({ state: text, justification: text, detail: text })),
})

/** The raw report's vulnerabilities: their severity is a CVSS score. */
export function* issueItems(component: Component, where: string): Generator<Item> {
  for (const [index, value] of (component.securityData?.securityIssues ?? []).entries()) {
    const read = shaped(issueSchema, { where: `${where}/securityData/securityIssues/${index}`, value })
    if (read.type === 'problem') {
      yield read
      continue
    }
    const from = read.value
    const about = affectedOf(component)
    const rating = cvssRating({
      vector: from.cvssVector,
      score: from.severity,
      source: from.cvssVectorSource,
    })
    yield observe({
      kind: packageKind(from.reference, about.component.purl),
      rule: from.reference,
      title: `${from.reference} in ${about.component.name}`,
      severity: rating?.score === undefined ? 'unknown' : severityOfScore(rating.score),
      toolSeverity: from.threatCategory ?? from.severity,
      cvss: rating ? [rating] : [],
      cwes: cwesOf(from.cwe),
      advisories: advisoryIds(from.reference),
      ...about,
      references: linksOf(from.url),
      verdict: /^not[ _]applicable$/i.test(from.status ?? '')
        ? { state: 'false_positive', reason: from.status as string, source: 'nexus-iq-status' }
        : undefined,
      tags: [
        ...(from.source ? [`source:${from.source}`] : []),
        ...(from.status && from.status !== 'Open' ? [`status:${from.status}`] : []),
        ...(from.analysis?.state ? [`analysis:${from.analysis.state}`] : []),
      ],
      raw: JSON.stringify(value),
    })
  }
}

/** Groups of licences that are a threat; those that are none have level 0. */
export function* licenseItems(component: Component): Generator<Item> {
  for (const threat of component.licenseData?.effectiveLicenseThreats ?? []) {
    const level = Number(threat.licenseThreatGroupLevel)
    const group = threat.licenseThreatGroupName
    if (!group || !(level > 0)) continue
    const about = affectedOf(component)
    yield observe({
      kind: 'license',
      rule: group,
      title: `License of ${about.component.name} is of the group ${group}`,
      severity: severityOfThreat(level),
      toolSeverity: threat.licenseThreatGroupCategory ?? String(level),
      ...about,
      raw: JSON.stringify(threat),
    })
  }
}
