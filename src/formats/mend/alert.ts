import { z } from 'zod'
import type { Observation, ProducerVerdict } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { flag, needed, part, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'
import { librarySchema, packageOf, pathsOf } from './library.ts'
import { observationOf, vulnerabilitySchema } from './vulnerability.ts'

export const alertSchema = z.object({
  type: needed,
  level: text,
  description: text,
  status: text,
  comments: text,
  alertUuid: text,
  creation_date: text,
  date: text,
  directDependency: flag,
  library: part(librarySchema),
  vulnerability: part(vulnerabilitySchema),
})

/** What was decided about an alert or finding; `ACTIVE` is nothing. */
export function verdictOf(
  status: string | undefined,
  reason: string | undefined,
): ProducerVerdict | undefined {
  const word = status?.toUpperCase() ?? ''
  const state = /IGNORED|SUPPRESSED/.test(word)
    ? ('accepted' as const)
    : /REMOVED|RESOLVED|REMEDIATED|FIXED/.test(word)
      ? ('fixed' as const)
      : undefined
  return state && { state, source: 'mend-status', reason: reason ?? (status as string) }
}

/** An alert of the API: a vulnerability, or a licence or policy that a library runs against. */
export function observationOfAlert(from: z.output<typeof alertSchema>, raw: string): Observation {
  const more: Partial<Observation> = {
    ...(from.alertUuid && { fingerprints: { 'mend/alert': from.alertUuid } }),
  }
  const verdict = verdictOf(from.status, from.comments)
  if (verdict) more.verdict = verdict
  const seenAt = isoTime(from.creation_date ?? from.date)
  if (seenAt) more.seenAt = seenAt
  const { library, vulnerability } = from
  if (vulnerability)
    return observationOf(vulnerability, { library, raw, direct: from.directDependency, more })
  const named = library && packageOf(library)
  const [path] = library ? pathsOf(library) : []
  return observe({
    kind: /LICENSE|POLICY/.test(from.type) ? 'license' : 'dependency',
    rule: from.type,
    title: from.description ?? from.type.toLowerCase().replaceAll('_', ' '),
    severity: severityOfWord(from.level),
    toolSeverity: from.level,
    component: named && { ...named, path },
    raw,
    ...more,
  })
}
