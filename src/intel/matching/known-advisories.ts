import type { VersionRange } from '../../model/advisory.ts'
import type { CvssRating } from '../../model/observation.ts'
import type { Tx } from '../../platform/database.ts'

/** What one record says about one package. */
export interface PackageAdvisory {
  ecosystem: string
  release: string
  name: string
  ranges: VersionRange[]
  versions: string[]
  feed: string
  id: string
  modified: Date
  /** The ids that stand for the vulnerabilities it speaks of: its own, or those that it passes on from upstream. */
  canonical: string[]
}

const CANONICAL = `case when cardinality(a.upstream) > 1
  then array(select coalesce(l.canonical, u) from unnest(a.upstream) u left join advisory_alias l on l.id = u)
  else array[coalesce((select canonical from advisory_alias l where l.id = a.id), a.id)] end as canonical`

/** Everything that is known about some packages, without records that were taken back; a record that several files hold counts once. */
export async function packageAdvisories(
  tx: Tx,
  packages: readonly { ecosystem: string; name: string }[],
): Promise<PackageAdvisory[]> {
  const { rows } = await tx.query<PackageAdvisory>(
    `select distinct on (p.advisory, p.seq, p.ecosystem, p.release, p.name)
            p.ecosystem, p.release, p.name, p.ranges, p.versions, p.feed, p.advisory as id, a.modified, ${CANONICAL}
     from unnest($1::text[], $2::text[]) as w (ecosystem, name)
     join advisory_package p on p.ecosystem = w.ecosystem and p.name = w.name
     join advisory a on a.feed = p.feed and a.path = p.path and a.id = p.advisory
     where a.withdrawn is null
     order by p.advisory, p.seq, p.ecosystem, p.release, p.name, a.modified desc`,
    [packages.map((p) => p.ecosystem), packages.map((p) => p.name)],
  )
  return rows
}

/** One record, as findings need it. */
export interface AdvisoryRecord {
  feed: string
  id: string
  /** The ids that stand for the vulnerabilities it speaks of: its own, or those that it passes on from upstream. */
  canonical: string[]
  modified: Date
  malicious: boolean
  severity: number | null
  cwes: number[]
  aliases: string[]
  summary: string
  details: string | null
  references: { type: string; url: string }[]
  cvss: CvssRating[]
}

/** Records by id, the latest where several files hold one. */
export async function advisoryRecords(tx: Tx, ids: readonly string[]): Promise<Map<string, AdvisoryRecord>> {
  const { rows } = await tx.query<AdvisoryRecord>(
    `select distinct on (a.id) a.feed, a.id, a.modified, a.malicious, a.severity, a.cwes, a.aliases, a.summary,
            a.detail->>'details' as details, coalesce(a.detail->'references', '[]') as references,
            coalesce(a.detail->'cvss', '[]') as cvss,
            ${CANONICAL}
     from advisory a where a.id = any($1) order by a.id, a.modified desc`,
    [ids],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** What is known of a vulnerability itself, whoever's record says so. */
export interface Signals {
  id: string
  aliases: string[]
  epss: number | null
  knownExploited: boolean
  cvss: CvssRating[]
  cwes: number[]
}

/** Every alias of some vulnerabilities (canonical ids), and what EPSS, KEV and assessments say under any of them. */
export async function signalsOf(tx: Tx, canonical: readonly string[]): Promise<Map<string, Signals>> {
  const { rows } = await tx.query<Signals>(
    `select w.id, array_agg(distinct n.name) as aliases, max(e.score) as epss,
            bool_or(k.cve is not null) as "knownExploited",
            coalesce(jsonb_path_query_array(jsonb_agg(s.cvss) filter (where s.cve is not null), '$[*][*]'), '[]') as cvss,
            coalesce(array_agg(distinct c.cwe) filter (where c.cwe is not null), '{}') as cwes
     from unnest($1::text[]) as w (id)
     cross join lateral (select w.id as name union select l.id from advisory_alias l where l.canonical = w.id) n
     left join epss e on e.cve = n.name
     left join known_exploited k on k.cve = n.name
     left join assessment s on s.cve = n.name and not s.rejected
     left join lateral unnest(s.cwes) as c (cwe) on true
     group by w.id`,
    [canonical],
  )
  return new Map(rows.map((row) => [row.id, row]))
}
