import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { label, needed, number, part, text } from '../values/lenient.ts'
import { isoTime } from '../values/time.ts'
import { verdictOf } from './alert.ts'
import { fixSchema } from './fix.ts'
import { librarySchema } from './library.ts'
import { observationOf } from './vulnerability.ts'

export const findingSchema = z.object({
  uuid: text,
  name: needed,
  component: part(librarySchema),
  findingInfo: part(
    z.object({ status: text, detectedAt: text, comment: part(z.object({ commentText: text })) }),
  ),
  vulnerability: part(z.object({ description: text, severity: text, score: label })),
  topFix: part(fixSchema),
  effective: text,
  threatAssessment: part(z.object({ exploitCodeMaturity: text, epssPercentage: number })),
  scoreMetadataVector: text,
})

/** A finding of the platform, whose API is version 3 and later. */
export function observationOfFinding(from: z.output<typeof findingSchema>, raw: string): Observation {
  const { findingInfo, vulnerability, component, threatAssessment } = from
  const more: Partial<Observation> = { ...(from.uuid && { fingerprints: { 'mend/finding': from.uuid } }) }
  const verdict = verdictOf(findingInfo?.status, findingInfo?.comment?.commentText)
  if (verdict) more.verdict = verdict
  const seenAt = isoTime(findingInfo?.detectedAt)
  if (seenAt) more.seenAt = seenAt
  const percentage = threatAssessment?.epssPercentage
  if (percentage !== undefined && percentage >= 0 && percentage <= 100)
    more.epss = Number((percentage / 100).toPrecision(10))
  const maturity = threatAssessment?.exploitCodeMaturity
  return observationOf(
    {
      name: from.name,
      severity: vulnerability?.severity,
      score: vulnerability?.score,
      cvss3_severity: undefined,
      cvss3_score: undefined,
      scoreMetadataVector: from.scoreMetadataVector,
      url: undefined,
      description: vulnerability?.description,
      library: undefined,
      topFix: from.topFix,
      allFixes: [],
      fixResolutionText: undefined,
      locations: [],
      sourceFiles: [],
    },
    {
      library: component,
      raw,
      direct: component?.dependencyType ? component.dependencyType === 'Direct' : undefined,
      more,
      tags: [
        ...(maturity && maturity !== 'NOT_DEFINED' ? [`exploit:${maturity}`] : []),
        ...(from.effective && from.effective !== 'NO_SHIELD' ? [`reachability:${from.effective}`] : []),
      ],
    },
  )
}
