import type { Tx } from '../../platform/database.ts'

/** What the feeds know of a finding's vulnerabilities, with dates and places; null where they know nothing. */
export interface Threat {
  epss: { cve: string; score: number; since: string } | null
  exploited: { cve: string; name: string | null; added: string } | null
  exploit: { cve: string; maturity: string; name: string | null; url: string | null } | null
}

/** The worst that is known under any of the ids, or under the CVE that stands for one. */
export async function readThreat(tx: Tx, advisories: readonly string[]): Promise<Threat> {
  const { rows } = await tx.query<Threat>(
    `with named as (
       select a.id as cve from unnest($1::text[]) as a (id)
       union select l.canonical from unnest($1::text[]) as a (id) join advisory_alias l on l.id = a.id
     )
     select (select jsonb_build_object('cve', e.cve, 'score', e.score, 'since', e.since) from named join epss e using (cve)
             order by e.score desc limit 1) as epss,
            (select jsonb_build_object('cve', x.cve, 'name', x.name, 'added', x.added) from named join known_exploited x using (cve)
             order by x.added limit 1) as exploited,
            (select jsonb_build_object('cve', x.cve, 'maturity', x.maturity, 'name', x.name, 'url', x.url)
             from named join exploit x using (cve) order by x.maturity = 'weaponised' desc, x.url is null, x.id limit 1) as exploit`,
    [advisories],
  )
  return rows[0] as Threat
}
