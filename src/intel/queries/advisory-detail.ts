import { fixedVersions, type RangeEvent, type VersionRange } from '../../model/advisory.ts'
import type { CvssRating } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import type { Tx } from '../../platform/database.ts'
import { notFound } from '../../platform/errors.ts'
import { isoText } from '../../platform/sql-time.ts'
import { distinctRatings, severityTold } from '../ratings.ts'

export interface AdvisoryDetail {
  /** The id that stands for the vulnerability. */
  id: string
  aliases: string[]
  summary: string
  details: string | null
  malicious: boolean
  severity: Severity
  cvss: CvssRating[]
  cwes: number[]
  published: string | null
  modified: string | null
  withdrawn: string | null
  withdrawnReason: string | null
  references: { type: string; url: string }[]
  epss: { score: number; percentile: number; timeline: { since: string; score: number }[] } | null
  knownExploited: {
    added: string
    due: string | null
    ransomware: boolean
    name: string | null
    action: string | null
  } | null
  exploits: {
    feed: string
    id: string
    maturity: 'poc' | 'weaponised'
    url: string | null
    name: string | null
  }[]
  ssvc: {
    at: string | null
    exploitation: 'none' | 'poc' | 'active' | null
    automatable: boolean | null
    technicalImpact: 'partial' | 'total' | null
  } | null
  records: AdvisoryRecordDetail[]
}

export interface AdvisoryRecordDetail {
  feed: string
  id: string
  summary: string
  published: string | null
  modified: string
  withdrawn: string | null
  packages: { ecosystem: string; name: string; affected: string[]; fixed: string[] }[]
}

/** Everything known of a vulnerability under any of its ids. Throws 404 for one that no feed speaks of. */
export async function advisoryDetail(tx: Tx, id: string): Promise<AdvisoryDetail> {
  const canonical = await canonicalOf(tx, id)
  const names = await namesOf(tx, canonical)
  const records = await readRecords(tx, names)
  const signals = await readSignals(tx, names)
  if (records.length === 0 && !signals.epss && !signals.knownExploited && !signals.assessment)
    throw notFound('advisory', id)
  const { assessment, ...rest } = signals
  const known = [...names, ...records.flatMap((record) => record.aliases)]
  const cvss = distinctRatings([...records.flatMap((record) => record.cvss), ...(assessment?.cvss ?? [])])
  const withdrawn = records.length > 0 && records.every((record) => record.withdrawn !== null)
  return {
    id: canonical,
    aliases: [...new Set(known)].filter((name) => name !== canonical).sort(),
    summary: records.find((record) => record.summary)?.summary ?? signals.knownExploited?.name ?? '',
    details: records.find((record) => record.details)?.details ?? null,
    malicious: records.some((record) => record.malicious),
    severity: severityTold(records, cvss),
    cvss,
    cwes: [...new Set([...records.flatMap((record) => record.cwes), ...(assessment?.cwes ?? [])])],
    published: least(records.flatMap(({ published }) => published ?? [])),
    modified:
      records
        .map(({ modified }) => modified)
        .sort()
        .at(-1) ?? null,
    withdrawn: withdrawn ? (records[0]?.withdrawn ?? null) : null,
    withdrawnReason: withdrawn ? (records.find((r) => r.withdrawnReason)?.withdrawnReason ?? null) : null,
    references: distinctUrls(records.flatMap((record) => record.references)),
    ...rest,
    ssvc: assessment && {
      at: assessment.at,
      exploitation: assessment.exploitation,
      automatable: assessment.automatable,
      technicalImpact: assessment.technicalImpact,
    },
    records: records.map(({ feed, id: own, summary, published, modified, withdrawn: taken, packages }) => ({
      feed,
      id: own,
      summary,
      published,
      modified,
      withdrawn: taken,
      packages: packages.map(({ ecosystem, name, ranges, versions }) => ({
        ecosystem,
        name,
        affected: affectedWords(ranges, versions),
        fixed: [...new Set(fixedVersions(ranges))],
      })),
    })),
  }
}

/** The id that stands for a vulnerability, given any of its ids in any case. */
export async function canonicalOf(tx: Tx, id: string): Promise<string> {
  const { rows } = await tx.query<{ canonical: string }>(
    `select canonical from advisory_alias where id in ($1, upper($1))
     union all select id from advisory where id in ($1, upper($1)) limit 1`,
    [id],
  )
  return rows[0]?.canonical ?? (/^cve-/i.test(id) ? id.toUpperCase() : id)
}

/** A vulnerability's canonical id and every other that is known. */
export async function namesOf(tx: Tx, canonical: string): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    'select id from advisory_alias where canonical = $1 and id <> $1 order by id',
    [canonical],
  )
  return [canonical, ...rows.map(({ id }) => id)]
}

interface StoredRecord extends Omit<AdvisoryRecordDetail, 'packages'> {
  aliases: string[]
  details: string | null
  malicious: boolean
  severity: number | null
  cvss: CvssRating[]
  cwes: number[]
  withdrawnReason: string | null
  references: { type: string; url: string }[]
  packages: { ecosystem: string; name: string; ranges: VersionRange[]; versions: string[] }[]
}

async function readRecords(tx: Tx, names: readonly string[]): Promise<StoredRecord[]> {
  const { rows } = await tx.query<StoredRecord>(
    `select * from (
       select distinct on (a.feed, a.id) a.feed, a.id, a.summary, a.aliases, a.malicious, a.severity, a.cwes,
              ${isoText('a.published')} as published, ${isoText('a.modified')} as modified, ${isoText('a.withdrawn')} as withdrawn,
              a.withdrawn_reason as "withdrawnReason", a.detail->>'details' as details,
              coalesce(a.detail->'references', '[]') as "references", coalesce(a.detail->'cvss', '[]') as cvss,
              (select coalesce(jsonb_agg(jsonb_build_object(
                        'ecosystem', concat_ws(':', p.ecosystem, nullif(p.release, '')), 'name', p.name,
                        'ranges', p.ranges, 'versions', p.versions) order by p.seq), '[]')
               from advisory_package p where p.feed = a.feed and p.path = a.path and p.advisory = a.id) as packages
       from advisory a
       where a.id = any($1) or (cardinality(a.upstream) > 1 and a.upstream && $1)
       order by a.feed, a.id, a.modified desc) r
     -- What people reviewed first, the copy of the CVE text last.
     order by id like 'GHSA-%' desc, id like 'CVE-%', id`,
    [names],
  )
  return rows
}

interface StoredSignals extends Pick<AdvisoryDetail, 'epss' | 'knownExploited' | 'exploits'> {
  assessment: (NonNullable<AdvisoryDetail['ssvc']> & { cvss: CvssRating[]; cwes: number[] }) | null
}

async function readSignals(tx: Tx, names: readonly string[]): Promise<StoredSignals> {
  const { rows } = await tx.query<StoredSignals>(
    `select
       (select jsonb_build_object('score', e.score, 'percentile', e.percentile, 'timeline',
          (select jsonb_agg(jsonb_build_object('since', t.since, 'score', t.score) order by t.since)
           from (select since, score from epss_past where cve = e.cve union all select e.since, e.score) t))
        from epss e where e.cve = any($1) order by e.score desc limit 1) as epss,
       (select to_jsonb(k) - 'cve' from known_exploited k where k.cve = any($1) order by k.added limit 1) as "knownExploited",
       (select coalesce(jsonb_agg(to_jsonb(x) - 'cve' order by x.maturity desc, x.feed, x.id), '[]')
        from exploit x where x.cve = any($1)) as exploits,
       (select jsonb_build_object('at', ${isoText('s.at')}, 'exploitation', s.exploitation, 'automatable', s.automatable,
          'technicalImpact', s.technical_impact, 'cvss', s.cvss, 'cwes', to_jsonb(s.cwes))
        from assessment s where s.cve = any($1) and not s.rejected limit 1) as assessment`,
    [names],
  )
  return rows[0] as StoredSignals
}

/** Ranges as people write them, then the versions that are only listed. */
export function affectedWords(ranges: readonly VersionRange[], versions: readonly string[]): string[] {
  const words = ranges.filter(({ type }) => type !== 'GIT').flatMap(({ events }) => rangeWords(events))
  if (words.length || versions.length === 0) return words
  const [shown, more] = [versions.slice(0, 20), versions.length - 20]
  return [shown.join(', ') + (more > 0 ? ` and ${more} more` : '')]
}

function rangeWords(events: readonly RangeEvent[]): string[] {
  const words: string[] = []
  let from: string | undefined
  const close = (end: string): void => {
    const start = from === undefined || from === '0' ? '' : `≥ ${from}`
    words.push([start, end].filter(Boolean).join(', ') || 'all versions')
    from = undefined
  }
  for (const event of events) {
    if ('introduced' in event) {
      if (from !== undefined) close('')
      from = event.introduced
    } else if ('fixed' in event) close(`< ${event.fixed}`)
    else if ('lastAffected' in event) close(`≤ ${event.lastAffected}`)
  }
  if (from !== undefined) close('')
  return words
}

const distinctUrls = (references: readonly { type: string; url: string }[]) => [
  ...new Map(references.map((reference) => [reference.url, reference])).values(),
]
const least = (times: readonly string[]): string | null => times.toSorted()[0] ?? null
