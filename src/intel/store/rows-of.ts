import type { Advisory } from '../../model/advisory.ts'
import { severityRank } from '../../model/severity.ts'
import { contentId } from '../../platform/ids.ts'
import type { IntelItem } from '../feeds/contract.ts'
import { normalName } from '../matching/normal-name.ts'
import {
  ADVISORY,
  ADVISORY_PACKAGE,
  ASSESSMENT,
  EPSS,
  EXPLOIT,
  KNOWN_EXPLOITED,
  PRODUCT_CYCLE,
  SCORECARD,
} from './mirror-tables.ts'
import type { MirrorTable, Row } from './replace-rows.ts'

export interface FileIdentity {
  feed: string
  path: string
}

/** The rows that an item of a feed becomes, table by table; none for what speaks of the file as a whole. */
export function rowsOf(item: IntelItem, file: FileIdentity, day: string): [MirrorTable, Row][] {
  switch (item.type) {
    case 'advisory':
      return advisoryRows(item.advisory, file)
    case 'epss':
      return [[EPSS, { cve: item.cve, score: item.score, percentile: item.percentile, since: day }]]
    case 'known-exploited':
      return [[KNOWN_EXPLOITED, item]]
    case 'exploit':
      return [[EXPLOIT, { ...item, feed: file.feed }]]
    case 'assessment':
      return [[ASSESSMENT, { ...item, technical_impact: item.technicalImpact }]]
    case 'cycle':
      return [[PRODUCT_CYCLE, { ...item, eol: item.eol === undefined ? null : String(item.eol) }]]
    case 'scorecard':
      return [[SCORECARD, item]]
    case 'as-of':
    case 'problem':
      return []
  }
}

function advisoryRows(a: Advisory, file: FileIdentity): [MirrorTable, Row][] {
  const worst = a.cvss.reduce<(typeof a.cvss)[number] | undefined>(
    (best, next) => ((next.score ?? -1) > (best?.score ?? -1) ? next : best),
    undefined,
  )
  const { details, references, related, cvss } = a
  const row = {
    ...file,
    id: a.id,
    content: contentId(JSON.stringify(a)),
    modified: a.modified,
    published: a.published,
    withdrawn: a.withdrawn,
    withdrawn_reason: a.withdrawnReason,
    malicious: a.malicious,
    severity: a.severity && severityRank(a.severity),
    cvss: worst?.score,
    cvss_vector: worst?.vector,
    cwes: a.cwes,
    aliases: a.aliases,
    upstream: a.upstream,
    summary: a.summary ?? '',
    detail: { details, references, related, cvss },
  }
  const packages = a.affected.map(
    ({ ecosystem, name, ranges, versions, symbols = [] }, seq): [MirrorTable, Row] => {
      const [base = ecosystem, ...release] = ecosystem.split(':')
      const where = { ecosystem: base, release: release.join(':'), name: normalName(base, name) }
      return [ADVISORY_PACKAGE, { ...file, advisory: a.id, seq, ...where, ranges, versions, symbols }]
    },
  )
  return [[ADVISORY, row], ...packages]
}
