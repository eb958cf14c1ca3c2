import type { Tx } from '../../platform/database.ts'
import type { Exception } from './exception.ts'
import type { Candidates, Match } from './match-standing.ts'

/** Findings about a vulnerability that an exception names, by any of its names. */
export async function matchAdvisories(
  tx: Tx,
  { assets, where }: Candidates,
  exceptions: readonly Exception[],
): Promise<Match[]> {
  const wanted = exceptions.flatMap(({ id, target }) =>
    target.type === 'advisory' ? [{ id, advisory: target.advisory }] : [],
  )
  if (wanted.length === 0) return []
  const { rows } = await tx.query<Match>(
    `with wanted as (
       select e.id, e.n, e.advisory from unnest($2::uuid[], $3::text[]) with ordinality as e (id, advisory, n)
     ), named as (
       select id, n, advisory as name from wanted
       union select w.id, w.n, l.canonical from wanted w join advisory_alias l on l.id = w.advisory
       union select w.id, w.n, o.id from wanted w join advisory_alias l on l.id = w.advisory join advisory_alias o on o.canonical = l.canonical
     )
     select distinct on (f.asset_id, f.id) f.asset_id as asset, f.id as finding, named.id as exception
     from finding f cross join unnest(f.advisories) as a (id) join named on named.name = a.id
     where ${where} order by f.asset_id, f.id, named.n`,
    [assets, wanted.map(({ id }) => id), wanted.map(({ advisory }) => advisory)],
  )
  return rows
}

/** An id as databases write it: `cve-2021-44228` → `CVE-2021-44228`; of GHSA's only the first word is large. */
export function normalAdvisory(text: string): string {
  const [first = '', ...rest] = text.trim().split('-')
  const name = first.toUpperCase()
  if (name === 'GHSA') return [name, ...rest].join('-').replace(/-.*/, (tail) => tail.toLowerCase())
  return name === 'CVE' ? text.trim().toUpperCase() : text.trim()
}
