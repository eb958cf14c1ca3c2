import { z } from 'zod'
import type { Endpoint, Observation } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { listOf, number, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'

const pointer = z.union([z.number(), z.string()])

export const entrySchema = z.object({
  pointer,
  specificDescription: text,
  criticality: number,
  fingerprint: text,
  pointersAffected: listOf(pointer),
})

export type Entry = z.output<typeof entrySchema>

/** What all entries of one issue share. */
export interface Issue {
  /** `security`, `data`, `warnings`, … */
  section: string
  id: string
  description?: string | undefined
  criticality?: number | undefined
}

const SEVERITIES: Severity[] = ['unknown', 'info', 'low', 'medium', 'high', 'critical']

/** One place of the API's definition. `index` holds the pointers that entries refer to by number. */
export function observationOf(entry: Entry, issue: Issue, index: string[], raw: string): Observation {
  const place = (given: string | number): string | undefined =>
    typeof given === 'number' ? index[given] : given || undefined
  const address = place(entry.pointer)
  const criticality = entry.criticality ?? issue.criticality
  const title = issue.description ?? issue.id
  const affected = entry.pointersAffected.map(place).filter((one) => one !== undefined)
  const parts = [entry.specificDescription, affected.length > 0 && `Affects ${affected.join(', ')}`]
  return observe({
    kind: 'api',
    rule: issue.id,
    title,
    description: [title, ...parts].filter(Boolean).join('\n\n'),
    // Warnings have no weight of their own and lower no score.
    severity: SEVERITIES[criticality ?? (issue.section === 'warnings' ? 1 : 0)] ?? 'unknown',
    toolSeverity: criticality === undefined ? undefined : String(criticality),
    advisories: advisoryIdsIn(entry.specificDescription),
    endpoint: address ? endpointAt(address) : undefined,
    resource: address ? { address, type: 'openapi' } : undefined,
    fingerprints: entry.fingerprint ? { '42crunch/fingerprint': entry.fingerprint } : undefined,
    tags: [issue.section],
    raw,
  })
}

/** The operation that a JSON pointer into the definition lies in: `/paths/~1login/post/parameters/0`. */
function endpointAt(address: string): Endpoint | undefined {
  const [, path, method] =
    /^\/paths\/([^/]+)(?:\/(get|put|post|delete|options|head|patch|trace)(?=\/|$))?/.exec(address) ?? []
  if (!path) return undefined
  return { url: path.replaceAll('~1', '/').replaceAll('~0', '~'), method: method?.toUpperCase() }
}
