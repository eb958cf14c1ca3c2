import type { AssetClaim } from '../../model/asset.ts'
import type { CvssRating, Observation, ProducerVerdict } from '../../model/observation.ts'
import { severityOfScore, severityOfWord } from '../../model/severity.ts'
import type { Item } from '../contract.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { byWord } from '../values/by-word.ts'
import { cwesOf } from '../values/cwe.ts'
import { observe } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'

/** What the API and the exports both say of a report. */
export interface Report {
  id: string | undefined
  title: string
  description?: string | undefined
  state: string | undefined
  severity: string | undefined
  cvss: CvssRating | undefined
  weakness: string | undefined
  /** `cwe-352`, `capec-66`. */
  weaknessId?: string | undefined
  cves: unknown
  scope: string | undefined
  /** As the API writes it, in lower case: `url`, `source_code`, … */
  scopeType?: string | undefined
  reportedAt: string | undefined
  duplicateOf?: string | undefined
  references: (string | undefined)[]
  tags: (string | undefined)[]
}

export function* itemsOfReport(from: Report, raw: string, claimed: Set<string>): Generator<Item> {
  const claim = claimOf(from)
  if (claim && !claimed.has(claim.name)) {
    claimed.add(claim.name)
    yield claim
  }
  yield observationOf(from, raw)
}

function observationOf(from: Report, raw: string): Observation {
  const score = from.cvss?.score
  const page = from.id && /^\d+$/.test(from.id) ? [`https://hackerone.com/reports/${from.id}`] : []
  return observe({
    kind: 'web',
    rule: from.weaknessId ?? from.weakness ?? from.title,
    title: from.title,
    description: from.description,
    severity: from.severity
      ? severityOfWord(from.severity)
      : score === undefined
        ? 'unknown'
        : severityOfScore(score),
    toolSeverity: from.severity ?? (score === undefined ? undefined : String(score)),
    cvss: from.cvss && [from.cvss],
    cwes: cwesOf(from.weaknessId, from.weakness),
    advisories: advisoryIdsIn(from.cves, from.title),
    resource: from.scope ? { address: from.scope, type: from.scopeType } : undefined,
    references: [...page, ...from.references.filter((link) => link !== undefined)],
    fingerprints: from.id ? { hackerone: from.id } : undefined,
    verdict: verdictOf(from),
    seenAt: isoTime(from.reportedAt),
    tags: [from.weakness, ...from.tags].filter((tag) => tag !== undefined),
    raw,
  })
}

/** https://docs.hackerone.com/en/articles/8475030-report-states */
const STATES: Record<string, ProducerVerdict['state']> = byWord({
  resolved: 'fixed',
  not_applicable: 'false_positive',
  spam: 'false_positive',
  informative: 'accepted',
  duplicate: 'accepted',
})

function verdictOf({ state, duplicateOf }: Report): ProducerVerdict | undefined {
  const word = state?.toLowerCase().replace(/[\s-]+/g, '_')
  if (!word || !Object.hasOwn(STATES, word)) return undefined
  const reason = duplicateOf ? `${word} of ${duplicateOf}` : word
  return { state: STATES[word] as ProducerVerdict['state'], reason, source: 'hackerone' }
}

const KINDS: Record<string, AssetClaim['kind']> = byWord({
  url: 'service',
  domain: 'service',
  wildcard: 'service',
  api: 'api',
  cidr: 'host',
  ip_address: 'host',
  source_code: 'repository',
})

/** Exports name the asset without its type: what reads as a host name or address is a service. */
function claimOf({ scope, scopeType }: Report): AssetClaim | undefined {
  if (scope === undefined) return undefined
  const type = scopeType ?? (/^(?:https?:\/\/)?(?:[\w*-]+\.)+[a-z]{2,}(?:[:/]|$)/i.test(scope) ? 'url' : '')
  const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined
  return kind && { type: 'asset', kind, name: scope }
}
