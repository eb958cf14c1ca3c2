import type { Pool, Tx } from '../../platform/database.ts'

/** What the store holds. */
export interface IntelCounts {
  advisories: number
  malicious: number
  withdrawn: number
  packages: number
  epss: number
  knownExploited: number
  exploits: number
  assessments: number
}

/** Counts the whole store, some tenths of a second of it, and keeps the result: whoever changed the store calls it. */
export async function countIntel(db: Pool | Tx): Promise<IntelCounts> {
  const { rows } = await db.query<{ counts: IntelCounts }>(
    `insert into intel_count (counts) select ${COUNTS}
     on conflict (one) do update set counts = excluded.counts, counted_at = now() returning counts`,
  )
  return (rows[0] as { counts: IntelCounts }).counts
}

/** As it was counted last. */
export async function intelCounts(db: Pool | Tx): Promise<IntelCounts> {
  const { rows } = await db.query<{ counts: IntelCounts }>('select counts from intel_count')
  return rows[0]?.counts ?? countIntel(db)
}

const COUNTS = `
  jsonb_build_object(
    'advisories', (select count(distinct id) from advisory where not malicious and withdrawn is null),
    'malicious', (select count(distinct id) from advisory where malicious and withdrawn is null),
    'withdrawn', (select count(distinct id) from advisory where withdrawn is not null),
    'packages', (select count(*) from (select distinct ecosystem, name from advisory_package) p),
    'epss', (select count(*) from epss),
    'knownExploited', (select count(*) from known_exploited),
    'exploits', (select count(*) from exploit),
    'assessments', (select count(*) from assessment))`
