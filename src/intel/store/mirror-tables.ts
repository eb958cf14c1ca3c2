import type { MirrorTable } from './replace-rows.ts'

export const ADVISORY = {
  name: 'advisory',
  key: ['feed', 'path', 'id'],
  columns: [
    'content',
    'modified',
    'published',
    'withdrawn',
    'withdrawn_reason',
    'malicious',
    'severity',
    'cvss',
    'cvss_vector',
    'cwes',
    'aliases',
    'upstream',
    'summary',
    'detail',
  ],
  own: 't.feed = $1 and t.path = $2',
  differs: 't.content <> excluded.content',
} as const satisfies MirrorTable

export const ADVISORY_PACKAGE = {
  name: 'advisory_package',
  key: ['feed', 'path', 'advisory', 'seq'],
  columns: ['ecosystem', 'release', 'name', 'ranges', 'versions', 'symbols'],
  own: 't.feed = $1 and t.path = $2',
  ownOfPart: 't.feed = $1 and t.path = $2 and t.advisory in (select id from staged_advisory)',
} as const satisfies MirrorTable

export const EPSS = {
  name: 'epss',
  key: ['cve'],
  columns: ['score', 'percentile', 'since'],
  own: 'true',
  // Ranks shift a little for nearly every vulnerability every day.
  differs: 't.score <> excluded.score or abs(t.percentile - excluded.percentile) >= 0.005',
} as const satisfies MirrorTable

export const KNOWN_EXPLOITED = {
  name: 'known_exploited',
  key: ['cve'],
  columns: ['added', 'due', 'ransomware', 'name', 'action'],
  own: 'true',
} as const satisfies MirrorTable

export const EXPLOIT = {
  name: 'exploit',
  key: ['feed', 'cve', 'id'],
  columns: ['maturity', 'url', 'name'],
  own: 't.feed = $1',
} as const satisfies MirrorTable

export const ASSESSMENT = {
  name: 'assessment',
  key: ['cve'],
  columns: ['at', 'exploitation', 'automatable', 'technical_impact', 'cvss', 'cwes', 'rejected'],
  own: 'true',
} as const satisfies MirrorTable

export const PRODUCT_CYCLE = {
  name: 'product_cycle',
  key: ['product', 'cycle'],
  columns: ['released', 'eol', 'latest', 'purls'],
  own: 'true',
} as const satisfies MirrorTable

export const SCORECARD = {
  name: 'scorecard',
  key: ['repository'],
  columns: ['score', 'at'],
  own: 'true',
} as const satisfies MirrorTable

/** In the order in which they are written: a record before its packages. */
export const MIRROR_TABLES: readonly MirrorTable[] = [
  ADVISORY,
  ADVISORY_PACKAGE,
  EPSS,
  KNOWN_EXPLOITED,
  EXPLOIT,
  ASSESSMENT,
  PRODUCT_CYCLE,
  SCORECARD,
]
