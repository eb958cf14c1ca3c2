import type { Observation } from '../../model/observation.ts'
import { byWord } from '../values/by-word.ts'
import { observe } from '../values/observe.ts'

export interface Injection {
  url?: string | undefined
  /** `GET`, `POST`, `Cookie`, `User-Agent`, … */
  place: string
  parameter: string
  techniques: string[]
  /** `title` and `payload` of each, as lines. */
  details: string[]
  notes?: string | undefined
  raw: string
}

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS']

/** One parameter into which SQL can be injected: it is all that the tool looks for, and it weighs nothing. */
export function observationOf(injection: Injection): Observation {
  const { url, place, parameter, techniques, details, notes } = injection
  const method = METHODS.find((name) => place.toUpperCase().endsWith(name))
  return observe({
    kind: 'web',
    rule: 'sql-injection',
    title: `SQL injection in ${parameter} (${place})`,
    description:
      [techniques.length > 0 && `Techniques: ${techniques.join(', ')}`, notes && `Note: ${notes}`]
        .filter(Boolean)
        .join('\n') || undefined,
    severity: 'unknown',
    cwes: [89],
    endpoint: url ? { url, method, parameter, evidence: details.join('\n') || undefined } : undefined,
    // The log does not say of which address it is.
    resource: url ? undefined : { address: `${place} ${parameter}`, type: 'parameter' },
    verdict: /false positive/i.test(notes ?? '')
      ? { state: 'false_positive', reason: notes ?? '', source: 'sqlmap' }
      : undefined,
    raw: injection.raw,
  })
}

export const TECHNIQUES: Record<string, string> = byWord({
  B: 'boolean-based blind',
  E: 'error-based',
  U: 'UNION query',
  S: 'stacked queries',
  T: 'time-based blind',
  Q: 'inline query',
})
