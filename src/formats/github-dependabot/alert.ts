import { z } from 'zod'
import { label, listOf, needed, number, part, text, texts } from '../values/lenient.ts'

/** One alert, whichever way it came. */
export interface Alert {
  name: string
  ecosystem?: string | undefined
  version?: string | undefined
  manifest?: string | undefined
  scope?: string | undefined
  relationship?: string | undefined
  severity?: string | undefined
  fixed?: string | undefined
  range?: string | undefined
  summary?: string | undefined
  description?: string | undefined
  classification?: string | undefined
  identifiers: string[]
  cvss: { vector?: string | undefined; score?: number | undefined }[]
  cwes: string[]
  epss?: number | undefined
  references: string[]
  state?: string | undefined
  reason?: string | undefined
  comment?: string | undefined
  createdAt?: string | undefined
}

const rated = part(z.object({ vector_string: text, score: number }))
const probability = z.object({ percentage: number })
const named = z.object({ name: text, ecosystem: text })

const advisory = z.object({
  ghsa_id: text,
  cve_id: text,
  summary: text,
  description: text,
  severity: text,
  classification: text,
  identifiers: listOf(z.object({ value: text })),
  references: listOf(z.object({ url: text })),
  cvss: rated,
  cvss_severities: part(z.object({ cvss_v3: rated, cvss_v4: rated })),
  cwes: listOf(z.object({ cwe_id: text })),
  epss: part(z.union([probability, z.array(probability).transform(([first]) => first)])),
})

/** Of the REST API and of the webhook `dependabot_alert`. */
export const restSchema = z
  .object({
    dependency: part(
      z.object({ package: part(named), manifest_path: text, scope: text, relationship: text }),
    ),
    security_advisory: advisory,
    security_vulnerability: z.object({
      package: part(named),
      severity: text,
      vulnerable_version_range: text,
      first_patched_version: part(z.object({ identifier: text })),
    }),
    state: text,
    dismissed_reason: text,
    dismissed_comment: text,
    created_at: text,
    html_url: text,
  })
  .transform((given): Alert => {
    const { dependency, security_advisory: found, security_vulnerability: range } = given
    const { cvss_v3, cvss_v4 } = found.cvss_severities ?? {}
    const ratings = [cvss_v4, cvss_v3 ?? found.cvss].filter((rating) => rating !== undefined)
    return {
      name: dependency?.package?.name ?? range.package?.name ?? '',
      ecosystem: dependency?.package?.ecosystem ?? range.package?.ecosystem,
      manifest: dependency?.manifest_path,
      scope: dependency?.scope,
      relationship: dependency?.relationship,
      severity: range.severity ?? found.severity,
      fixed: range.first_patched_version?.identifier,
      range: range.vulnerable_version_range,
      summary: found.summary,
      description: found.description,
      classification: found.classification,
      identifiers: textsIn([found.ghsa_id, found.cve_id, ...found.identifiers.map(({ value }) => value)]),
      cvss: ratings.map(({ vector_string: vector, score }) => ({ vector, score })),
      cwes: textsIn(found.cwes.map(({ cwe_id }) => cwe_id)),
      epss: found.epss?.percentage,
      references: textsIn([given.html_url, ...found.references.map(({ url }) => url)]),
      state: given.state,
      reason: given.dismissed_reason,
      comment: given.dismissed_comment,
      createdAt: given.created_at,
    }
  })
  .refine(({ name }) => name !== '', { path: ['dependency.package'] })

export const legacySchema = z
  .object({
    affected_package_name: needed,
    affected_range: text,
    external_identifier: text,
    external_reference: text,
    ghsa_id: text,
    fixed_in: text,
    severity: text,
    state: text,
    dismiss_reason: text,
    created_at: text,
  })
  .transform(
    (given): Alert => ({
      name: given.affected_package_name,
      severity: given.severity,
      fixed: given.fixed_in,
      range: given.affected_range,
      identifiers: textsIn([given.ghsa_id, given.external_identifier]),
      cvss: [],
      cwes: [],
      references: textsIn([given.external_reference]),
      state: given.state,
      reason: given.dismiss_reason,
      createdAt: given.created_at,
    }),
  )

const rating = part(z.object({ vectorString: text, score: number }))

const graphqlAdvisory = z.object({
  ghsaId: text,
  summary: text,
  description: text,
  severity: text,
  classification: text,
  permalink: text,
  identifiers: listOf(z.object({ value: text })),
  references: listOf(z.object({ url: text })),
  cvss: rating,
  cvssSeverities: part(z.object({ cvssV3: rating, cvssV4: rating })),
  cwes: part(z.object({ nodes: listOf(z.object({ cweId: text })) })),
  epss: part(probability),
})

/** `RepositoryVulnerabilityAlert`, with whatever the query asked for. */
export const graphqlSchema = z
  .object({
    securityVulnerability: z.object({
      package: named,
      severity: text,
      firstPatchedVersion: part(z.object({ identifier: text })),
      vulnerableVersionRange: text,
      advisory: part(graphqlAdvisory),
    }),
    securityAdvisory: part(graphqlAdvisory),
    vulnerableManifestPath: text,
    vulnerableManifestFilename: text,
    vulnerableRequirements: text,
    dependencyScope: text,
    dependencyRelationship: text,
    dependabotUpdate: part(z.object({ pullRequest: part(z.object({ permalink: text, url: text })) })),
    state: text,
    dismissReason: text,
    dismissComment: text,
    dismissedAt: text,
    fixedAt: text,
    createdAt: text,
    number: label,
  })
  .transform((given): Alert => {
    const { securityVulnerability: range, dependabotUpdate } = given
    const found = range.advisory ?? given.securityAdvisory
    const { cvssV3, cvssV4 } = found?.cvssSeverities ?? {}
    const ratings = [cvssV4, cvssV3 ?? found?.cvss].filter((item) => item !== undefined)
    const pull = dependabotUpdate?.pullRequest
    return {
      name: range.package.name ?? '',
      ecosystem: range.package.ecosystem,
      // What a lockfile has is told as a requirement for exactly that version.
      version: /^=\s*([^\s,]+)$/.exec(given.vulnerableRequirements ?? '')?.[1],
      manifest: given.vulnerableManifestPath ?? given.vulnerableManifestFilename,
      scope: given.dependencyScope,
      relationship: given.dependencyRelationship,
      severity: range.severity ?? found?.severity,
      fixed: range.firstPatchedVersion?.identifier,
      range: range.vulnerableVersionRange,
      summary: found?.summary,
      description: found?.description,
      classification: found?.classification,
      identifiers: textsIn([found?.ghsaId, ...(found?.identifiers ?? []).map(({ value }) => value)]),
      cvss: ratings.map(({ vectorString: vector, score }) => ({ vector, score })),
      cwes: textsIn((found?.cwes?.nodes ?? []).map(({ cweId }) => cweId)),
      epss: found?.epss?.percentage,
      references: textsIn([
        pull?.permalink ?? pull?.url,
        found?.permalink,
        ...(found?.references ?? []).map(({ url }) => url),
      ]),
      state: given.state ?? (given.dismissedAt ? 'DISMISSED' : given.fixedAt ? 'FIXED' : undefined),
      reason: given.dismissReason,
      comment: given.dismissComment,
      createdAt: given.createdAt,
    }
  })
  .refine(({ name }) => name !== '', { path: ['securityVulnerability.package'] })

const textsIn = (list: (string | undefined)[]): string[] => [...new Set(texts.parse(list.filter(Boolean)))]
