import type { Endpoint, Observation, ProducerVerdict } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { byWord } from '../values/by-word.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { linksIn } from '../values/html-text.ts'
import { observe } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'
import { titleOf } from '../values/title.ts'

/** What the CSV export and the API both say of a submission. */
export interface Submission {
  id: string | undefined
  title: string | undefined
  /** 1 (worst) to 5. */
  priority: string | undefined
  /** Category of the Vulnerability Rating Taxonomy. */
  category: string | undefined
  state: string | undefined
  duplicate: boolean
  url: string | undefined
  description: string | undefined
  extra: string | undefined
  request: string | undefined
  remediation: string | undefined
  references: string | undefined
  target: string | undefined
  targetCategory: string | undefined
  submittedAt: string | undefined
  cvss?: string | undefined
}

const SEVERITY: Record<string, Severity> = byWord({
  1: 'critical',
  2: 'high',
  3: 'medium',
  4: 'low',
  5: 'info',
})

export function observationOf(from: Submission, raw: string): Observation {
  const rating = cvssRating({ vector: from.cvss })
  const endpoint = endpointOf(from)
  return observe({
    kind: 'web',
    rule: from.category ?? from.title ?? 'submission',
    title: titleOf(from.title, from.category),
    description: descriptionOf(from, endpoint),
    severity: (from.priority && SEVERITY[from.priority]) || 'unknown',
    toolSeverity: from.priority && `P${from.priority}`,
    cvss: rating && [rating],
    cwes: cwesOf(from.references, from.title),
    advisories: advisoryIdsIn(from.title, from.references),
    endpoint,
    resource: from.target ? { address: from.target, type: from.targetCategory } : undefined,
    references: linksIn(from.references?.replace(/[[\]()]/g, ' ')),
    remediation: from.remediation,
    fingerprints: from.id ? { bugcrowd: from.id } : undefined,
    verdict: verdictOf(from),
    seenAt: isoTime(from.submittedAt),
    raw,
  })
}

/** People write here whatever leads to the bug: a URL, a command with one in it, or prose. */
function endpointOf({ url, request }: Submission): Endpoint | undefined {
  const link = linksIn(url)[0] ?? (url && !/\s/.test(url) ? url : undefined)
  return link === undefined
    ? undefined
    : { url: link, ...(request && { request }), ...methodOf(request, link) }
}

const methodOf = (request: string | undefined, url: string): { method?: string } => {
  const method = /^([A-Z]{3,10}) \S/.exec(request?.trim() ?? '')?.[1]
  return method && url ? { method } : {}
}

function descriptionOf(from: Submission, endpoint: Endpoint | undefined): string | undefined {
  const parts = [
    from.description,
    from.extra,
    endpoint?.url === from.url ? undefined : from.url,
    endpoint ? undefined : from.request,
  ]
  return parts.filter(Boolean).join('\n\n') || undefined
}

/** https://docs.bugcrowd.com/customers/submission-management/submission-status/ */
const STATES: Record<string, ProducerVerdict['state']> = byWord({
  resolved: 'fixed',
  not_applicable: 'false_positive',
  not_reproducible: 'false_positive',
  out_of_scope: 'accepted',
  informational: 'accepted',
  wont_fix: 'accepted',
})

function verdictOf({ state, duplicate }: Submission): ProducerVerdict | undefined {
  const word = state?.toLowerCase().replace(/[\s-]+/g, '_')
  if (word && Object.hasOwn(STATES, word))
    return { state: STATES[word] as ProducerVerdict['state'], reason: word, source: 'bugcrowd' }
  return duplicate ? { state: 'accepted', reason: 'duplicate', source: 'bugcrowd' } : undefined
}
