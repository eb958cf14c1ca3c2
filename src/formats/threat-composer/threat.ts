import { z } from 'zod'
import type { Observation, ProducerVerdict } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Element } from '../syntax/json.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { byWord } from '../values/by-word.ts'
import { cwesOf } from '../values/cwe.ts'
import { label, listOf, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { titleOf } from '../values/title.ts'

export const threatSchema = z.object({
  id: z.string().trim().min(1),
  numericId: label,
  statement: text,
  threatSource: text,
  prerequisites: text,
  threatAction: text,
  threatImpact: text,
  impactedGoal: texts,
  impactedAssets: texts,
  metadata: listOf(z.object({ key: text, value: texts })),
  tags: texts,
  status: text,
})

type Threat = z.output<typeof threatSchema>

export function observationOf(
  threat: Threat,
  { text }: Element,
  mitigations: string[],
  assumptions: string[],
): Observation {
  const about = (key: string) => threat.metadata.find((entry) => entry.key === key)?.value ?? []
  const [priority] = about('Priority')
  return observe({
    kind: 'config',
    // As the tool numbers them for people.
    rule: threat.numericId ? `T-${threat.numericId}` : threat.id,
    title: titleOf(threat.statement, threat.threatAction, threat.id),
    description: descriptionOf(threat, about('Comments'), assumptions),
    severity: severityOfWord(priority),
    toolSeverity: priority,
    cwes: cwesOf(threat.tags.filter((tag) => /^cwe/i.test(tag))),
    advisories: advisoryIdsIn(threat.tags),
    remediation: mitigations.join('\n\n') || undefined,
    fingerprints: { 'threat-composer': threat.id },
    verdict: verdictOf(threat.status),
    tags: [...threat.tags, ...about('STRIDE').map((letter) => STRIDE[letter] ?? letter)],
    raw: text,
  })
}

const STRIDE: Record<string, string> = byWord({
  S: 'Spoofing',
  T: 'Tampering',
  R: 'Repudiation',
  I: 'Information disclosure',
  D: 'Denial of service',
  E: 'Elevation of privilege',
})

function descriptionOf(threat: Threat, comments: string[], assumptions: string[]): string | undefined {
  const facts = [
    ['Source', threat.threatSource],
    ['Prerequisites', threat.prerequisites],
    ['Action', threat.threatAction],
    ['Impact', threat.threatImpact],
    ['Impacted goal', threat.impactedGoal.join(', ')],
    ['Impacted assets', threat.impactedAssets.join(', ')],
    ...assumptions.map((assumption) => ['Assumption', assumption]),
  ].flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []))
  return [threat.statement, facts.join('\n'), ...comments].filter(Boolean).join('\n\n') || undefined
}

const STATES: Record<string, ProducerVerdict['state']> = byWord({
  threatResolved: 'fixed',
  threatResolvedNotUseful: 'false_positive',
})

function verdictOf(status: string | undefined): ProducerVerdict | undefined {
  const state = status && Object.hasOwn(STATES, status) ? STATES[status] : undefined
  return state && { state, reason: status as string, source: 'threat-composer' }
}
