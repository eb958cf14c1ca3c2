import type { z } from 'zod'
import type { Kind } from '../../model/kind.ts'
import type { CodeLocation, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Problem } from '../contract.ts'
import type { Element } from '../syntax/json.ts'
import { byWord } from '../values/by-word.ts'
import { isPosition } from '../values/fields.ts'
import { shaped } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { evidenceSchema, type Parts, placesOf, type secretSchema, type violationSchema } from './parts.ts'

type Violation = z.output<typeof violationSchema>
type Secret = z.output<typeof secretSchema>

const KINDS: Record<string, Kind> = byWord({
  licenses: 'license',
  malware: 'malware',
  secrets: 'secret',
  tampering: 'malware',
  vulnerabilities: 'dependency',
})

/** One observation for each file that violates the rule, so that each is closed by itself. */
export function* violations(violation: Violation, parts: Parts, raw: string): Generator<Observation> {
  const { rule_id: rule, category, description, severity, status, effort, priority, references } = violation
  const ids = (references?.component ?? []).filter((id) => parts.files.has(id))
  for (const id of ids.length > 0 ? ids : [undefined]) {
    const { status: verdict, result } = (id && parts.files.get(id)?.classification) || {}
    const classified = verdict && result ? `${verdict}: ${result}` : undefined
    yield observe({
      kind: (category && KINDS[category]) || 'code',
      rule,
      title: description ?? rule,
      description: [description, classified].filter(Boolean).join('\n\n'),
      severity: severityOfWord(severity),
      toolSeverity: severity,
      location: id === undefined ? undefined : placesOf([id], parts)[0],
      tags: [
        ...(category ? [category] : []),
        ...(status === 'fail' ? ['blocking'] : []),
        ...(priority === undefined ? [] : [`priority:${priority}`]),
        ...(effort ? [`effort:${effort}`] : []),
      ],
      raw,
    })
  }
}

/** One observation for each place where a secret stands. */
export function* secrets(secret: Secret, parts: Parts, { where }: Element): Generator<Observation | Problem> {
  for (const [index, value] of secret.evidence.entries()) {
    const evidence = shaped(evidenceSchema, { where: `${where}/evidence/${index}`, value })
    if (evidence.type === 'problem') {
      yield evidence
      continue
    }
    const places = placesOf(evidence.value.references?.component, parts)
    const raw = JSON.stringify({ service: secret.service, evidence: value })
    for (const place of places.length > 0 ? places : [undefined])
      yield secretAt(place, evidence.value, secret, parts, raw)
  }
}

function secretAt(
  place: CodeLocation | undefined,
  evidence: z.output<typeof evidenceSchema>,
  { service, exposed }: Secret,
  parts: Parts,
  raw: string,
): Observation {
  const { rule_id: rule = 'secret', secret, line_number: line, canary, liveness } = evidence
  const severity = parts.severities.get(rule)
  const hash = secret?.startsWith('rl-sha256:') ? secret.slice('rl-sha256:'.length) : undefined
  return observe({
    kind: 'secret',
    rule,
    title: service ?? 'Secret',
    severity: severityOfWord(severity),
    toolSeverity: severity,
    location: place && { ...place, ...(line !== undefined && isPosition(line) && { line }) },
    ...(hash ? { fingerprints: { 'rl-sha256': hash } } : secret && { secret }),
    tags: [
      ...(exposed === true ? ['exposed'] : []),
      ...(canary === true ? ['canary'] : []),
      ...(liveness && liveness !== 'skipped' ? [`liveness:${liveness}`] : []),
    ],
    raw,
  })
}
