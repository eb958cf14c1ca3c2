import { z } from 'zod'
import type { Observation, ProducerVerdict } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { label, listOf, needed, part, text, texts } from '../values/lenient.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { paragraphs } from '../values/paragraphs.ts'
import { isoTime } from '../values/time.ts'
import { isWebAddress } from '../values/web-address.ts'

export const findingSchema = z.object({
  resource: z.object({
    id: needed,
    tag: text,
    title: needed,
    description: text,
    type_category: text,
    labels: listOf(z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)])),
    impact: label,
    likelihood: label,
    severity: text,
    affected_targets: texts,
    proof_of_concept: text,
    suggested_fix: text,
    prerequisites: text,
    pentest_id: text,
    asset_id: text,
    state: text,
    log: listOf(z.object({ action: text, timestamp: text })),
  }),
  links: part(z.object({ ui: part(z.object({ url: text })) })),
})

/** States of a finding's life; in all others it is open. */
const VERDICTS: Record<string, ProducerVerdict['state']> = {
  valid_fix: 'fixed',
  wont_fix: 'accepted',
  invalid: 'false_positive',
  duplicate: 'false_positive',
  out_of_scope: 'accepted',
}

export function observationOf(finding: z.output<typeof findingSchema>, raw: string): Observation {
  const { id, state = '', affected_targets: targets, ...one } = finding.resource
  const verdict = Object.hasOwn(VERDICTS, state) ? VERDICTS[state] : undefined
  const [url] = targets.filter(isWebAddress)
  return observe({
    kind: 'web',
    rule: one.type_category ?? one.title,
    title: one.title,
    description: paragraphs(one.description, one.prerequisites && `Prerequisites: ${one.prerequisites}`),
    severity: severityOfWord(one.severity),
    toolSeverity: one.severity,
    endpoint: url ? { url, ...(one.proof_of_concept && { evidence: one.proof_of_concept }) } : undefined,
    resource: !url && targets[0] ? { address: targets[0] } : undefined,
    references: linksOf(
      finding.links?.ui?.url,
      targets.filter((target) => target !== url),
    ),
    remediation: one.suggested_fix,
    fingerprints: { id },
    verdict: verdict && { state: verdict, reason: state, source: 'cobalt-state' },
    seenAt: isoTime(one.log.find(({ action }) => action === 'created')?.timestamp),
    tags: [
      ...(one.tag ? [one.tag] : []),
      ...(state ? [`state:${state}`] : []),
      ...(one.impact ? [`impact:${one.impact}`] : []),
      ...(one.likelihood ? [`likelihood:${one.likelihood}`] : []),
      ...one.labels,
    ],
    raw,
  })
}

export const targetsOf = ({ endpoint }: Observation): string[] => (endpoint ? [endpoint.url] : [])
