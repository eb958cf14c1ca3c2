import { z } from 'zod'
import type { Kind } from '../../model/kind.ts'
import type { AffectedComponent, CodeLocation, Observation } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { flag, listOf, needed, number, part, text } from '../values/lenient.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { isoTime } from '../values/time.ts'

const reference = part(z.object({ type: text, value: text }))
const reasonSchema = listOf(
  z.object({ conditionReason: text, conditionSummary: text, reason: text, reference }),
)
const constraintSchema = listOf(
  z.object({ constraintName: text, conditions: reasonSchema, reasons: reasonSchema }),
)

export const violationSchema = z.object({
  policyName: needed,
  policyThreatCategory: text,
  policyThreatLevel: number,
  threatLevel: number,
  policyViolationId: text,
  waived: flag,
  grandfathered: flag,
  legacyViolation: flag,
  openTime: text,
  stageId: text,
  reportUrl: text,
  constraints: constraintSchema,
  constraintViolations: constraintSchema,
})

/** Sonatype's bands: 8–10 critical, 4–7 severe, 2–3 moderate, 1 low, 0 none. */
export function severityOfThreat(level: number | undefined): Severity {
  if (level === undefined) return 'unknown'
  if (level >= 8) return 'critical'
  if (level >= 4) return 'high'
  if (level >= 2) return 'medium'
  return level >= 1 ? 'low' : 'info'
}

/** Ids of Sonatype's own: `sonatype-2099-0001`. */
const OWN = /\bsonatype-\d{4}-\d+\b/gi

export const idsIn = (...values: (string | undefined)[]): string[] => [
  ...new Set(
    values.flatMap((value) => [
      ...advisoryIdsIn(value),
      ...(value?.match(OWN) ?? []).map((id) => id.toLowerCase()),
    ]),
  ),
]

interface Around {
  component?: AffectedComponent
  related?: CodeLocation[]
  raw: string
}

/** A violation that is of one vulnerability is known by it, any other by its policy. */
export function violationOf(
  from: z.output<typeof violationSchema>,
  { component, related, raw }: Around,
): Observation {
  const constraints = [...from.constraints, ...from.constraintViolations]
  const reasons = constraints.flatMap(({ conditions, reasons: given }) => [...conditions, ...given])
  const words = [
    ...new Set(
      reasons
        .map(({ conditionReason, reason, conditionSummary }) => conditionReason ?? reason ?? conditionSummary)
        .filter((word) => word !== undefined),
    ),
  ]
  const advisories = idsIn(...reasons.map((one) => one.reference?.value), ...words)
  const [id] = advisories
  const level = from.policyThreatLevel ?? from.threatLevel
  const rating = cvssRating({ score: /\(severity = ([\d.]+)\)/i.exec(words.join(' '))?.[1] })
  return observe({
    kind: kindOf(from.policyName, from.policyThreatCategory, advisories, component?.purl),
    rule: id && advisories.length === 1 ? id : from.policyName,
    title: words[0] ?? from.policyName,
    description: words.join('\n') || undefined,
    severity: severityOfThreat(level),
    toolSeverity: level?.toString(),
    cvss: rating ? [rating] : [],
    advisories,
    component,
    related: related ?? [],
    references: linksOf(from.reportUrl),
    fingerprints: from.policyViolationId ? { 'nexus-iq/violation': from.policyViolationId } : undefined,
    verdict: verdictOf(from),
    seenAt: isoTime(from.openTime),
    tags: [
      `policy:${from.policyName}`,
      ...constraints.flatMap(({ constraintName }) => (constraintName ? [constraintName] : [])),
      ...(from.policyThreatCategory ? [from.policyThreatCategory] : []),
      ...(from.stageId ? [`stage:${from.stageId}`] : []),
    ],
    raw,
  })
}

function kindOf(
  policy: string,
  category: string | undefined,
  [id]: string[],
  purl: string | undefined,
): Kind {
  if (/malicious|malware/i.test(policy)) return 'malware'
  if (/licen[cs]e/i.test(category ?? (id ? '' : policy))) return 'license'
  return packageKind(id ?? '', purl)
}

function verdictOf(from: z.output<typeof violationSchema>): Observation['verdict'] {
  if (from.waived) return { state: 'accepted', source: 'nexus-iq-waiver' }
  if (from.legacyViolation || from.grandfathered)
    return { state: 'accepted', source: 'nexus-iq-legacy-violation' }
  return undefined
}
