import { z } from 'zod'
import type { Observation, ProducerVerdict } from '../../model/observation.ts'
import { byWord } from '../values/by-word.ts'
import { part, position, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'
import { placeOf, textRange } from './location.ts'
import { kindOf, severityOf } from './rule.ts'

export const hotspotSchema = z
  .object({
    key: text,
    ruleKey: text,
    rule: part(z.object({ key: text, name: text })),
    component: text,
    project: text,
    securityCategory: text,
    vulnerabilityProbability: text,
    status: text,
    resolution: text,
    line: position,
    textRange,
    message: text,
    updateDate: text,
  })
  .refine((hotspot) => hotspot.ruleKey ?? hotspot.rule?.key ?? hotspot.securityCategory, {
    path: ['ruleKey'],
  })

type Hotspot = z.output<typeof hotspotSchema>

/** Older servers do not name a hotspot's rule in their lists. */
export function hotspotObservation(hotspot: Hotspot, raw: string): Observation {
  const rule = hotspot.ruleKey ?? hotspot.rule?.key ?? `hotspot:${hotspot.securityCategory}`
  return observe({
    kind: kindOf(rule),
    rule,
    title: hotspot.rule?.name ?? hotspot.message ?? rule,
    description: hotspot.message,
    severity: severityOf(hotspot.vulnerabilityProbability),
    toolSeverity: hotspot.vulnerabilityProbability,
    location: placeOf(hotspot),
    fingerprints: hotspot.key ? { key: hotspot.key } : undefined,
    verdict: verdictOf(hotspot),
    seenAt: isoTime(hotspot.updateDate),
    tags: ['SECURITY_HOTSPOT', ...(hotspot.securityCategory ? [hotspot.securityCategory] : [])],
    raw,
  })
}

const VERDICTS: { [resolution: string]: ProducerVerdict['state'] } = byWord({
  SAFE: 'false_positive',
  ACKNOWLEDGED: 'accepted',
  FIXED: 'fixed',
})

function verdictOf({ resolution }: Hotspot): ProducerVerdict | undefined {
  const state = VERDICTS[resolution ?? '']
  return state && { state, reason: resolution, source: 'sonarqube-review' }
}
