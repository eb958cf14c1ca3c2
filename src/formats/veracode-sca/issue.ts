import { z } from 'zod'
import type { AffectedComponent, Observation, ProducerVerdict } from '../../model/observation.ts'
import { severityOfScore } from '../../model/severity.ts'
import { normalAdvisoryId } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { flag, label, number, part, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { purlOf, purlTypeOf } from '../values/purl.ts'
import { isoTime } from '../values/time.ts'
import { titleOf } from '../values/title.ts'

const link = part(z.object({ href: text }))

export const issueSchema = z
  .object({
    id: label,
    created_date: text,
    fixed_date: text,
    issue_status: text,
    issue_type: text,
    ignored: flag,
    severity: number,
    project_name: text,
    project_branch: text,
    library: part(z.object({ id: text, name: text, version: label, latest_version: label, direct: flag })),
    library_updated_version: label,
    vulnerability: part(
      z.object({
        id: label,
        title: text,
        overview: text,
        cve: label,
        cvss2_vector: text,
        cvss3_vector: text,
        cvss2_score: number,
        cvss3_score: number,
        cwe_id: label,
      }),
    ),
    license: part(z.object({ id: text, name: text, risk: text })),
    vulnerable_method: flag,
    _links: part(z.object({ html: link, vulnerability: link })),
  })
  .refine((issue) => issue.library?.id ?? issue.library?.name, { path: ['library'] })

type Issue = z.output<typeof issueSchema>

export function observationOf(issue: Issue, raw: string): Observation {
  const { vulnerability, license, library, severity, issue_type: type = 'issue' } = issue
  const component = componentOf(library?.id, library?.name, library?.version)
  const cve = cveIn(vulnerability?.cve)
  const own = vulnerability?.id && `SRCCLR-SID-${vulnerability.id}`
  const advisories = [cve, own].filter((id) => id !== undefined)
  const rule = advisories[0] ?? (license?.id ? `${type}:${license.id}` : type)
  return observe({
    kind: license ? 'license' : packageKind(rule, component.purl),
    rule,
    title: titleOf(
      vulnerability?.title && `${vulnerability.title} in ${component.name}`,
      license?.name && `License ${license.name} of ${component.name}`,
      `${type} of ${component.name}`,
    ),
    description: vulnerability?.overview,
    severity: severity === undefined ? 'unknown' : severityOfScore(severity),
    toolSeverity: severity === undefined ? license?.risk : String(severity),
    cvss: [
      cvssRating({ vector: vulnerability?.cvss3_vector, score: vulnerability?.cvss3_score, version: '3' }),
      cvssRating({ vector: vulnerability?.cvss2_vector, score: vulnerability?.cvss2_score, version: '2' }),
    ].filter((rating) => rating !== undefined),
    cwes: cwesOf(vulnerability?.cwe_id),
    advisories: vulnerability ? advisories : [],
    component: { ...component, direct: library?.direct },
    references: [issue._links?.html?.href, issue._links?.vulnerability?.href].filter(
      (url) => url !== undefined,
    ),
    fingerprints: issue.id === undefined ? undefined : { issue: issue.id },
    ...(issue.vulnerable_method && {
      reachability: { level: 'called' as const, evidence: 'Veracode SCA: vulnerable method' },
    }),
    verdict: verdictOf(issue.issue_status, issue.ignored),
    seenAt: isoTime(issue.created_date),
    tags: [
      ...(issue.project_name ? [`project:${issue.project_name}`] : []),
      ...(issue.project_branch ? [`branch:${issue.project_branch}`] : []),
    ],
    raw,
  })
}

/** It writes CVEs without their first letters. */
export const cveIn = (text: string | undefined): string | undefined =>
  text && normalAdvisoryId(/^\d{4}-\d+$/.test(text) ? `CVE-${text}` : text)

export function verdictOf(status = '', ignored = false): ProducerVerdict | undefined {
  const source = 'veracode-sca'
  if (/^(?:fixed|resolved)$/i.test(status)) return { state: 'fixed', source }
  return ignored ? { state: 'accepted', reason: 'ignored', source } : undefined
}

/** `maven:org.example:tea-pot:1.4.1:`, `npm:tea-pot::1.4.1:`; what is written otherwise is a name. */
export function componentOf(id = '', name = '', given?: string): AffectedComponent {
  const [manager, first = '', second = '', release] = id.split(':')
  const type = purlTypeOf(manager)
  const version = given ?? (release || undefined)
  if (type === undefined || first === '') return { name: name || id, version }
  const full =
    type === 'maven' ? [first, second].filter(Boolean).join(':') : [first, second].filter(Boolean).join('/')
  return { name: full, version, purl: purlOf({ type, name: full, version: version ?? '' }) }
}
