import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { transaction } from '../../platform/database.ts'
import { joinSignal } from './signal.ts'

interface Plan {
  'Relation Name'?: string
  'Index Cond'?: string
  Plans?: Plan[]
}

const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)]

test('looks feeds up by their keys, even where a report is so large that joins read whole tables', async () => {
  await using db = await testDatabase()
  await db.pool.query(`
    insert into epss (cve, score, percentile, since) select 'CVE-2024-' || n, 0.5, 0.5, '2024-01-01' from generate_series(1, 5000) n;
    insert into known_exploited (cve, added, ransomware) select 'CVE-2024-' || n, '2024-01-01', false from generate_series(1, 2000) n;
    analyze epss, known_exploited`)
  const signals = `select s.id, signal.epss, signal.exploited
    from (values (1, array['CVE-2024-7']), (2, array['CVE-2024-4000', 'GHSA-x']), (3, array['CVE-2024-9999'])) as s (id, advisories)
    ${joinSignal('s.advisories')} order by s.id`
  await transaction(db.pool, async (tx) => {
    await tx.query('set local enable_nestloop = off')
    const { rows } = await tx.query(signals)
    expect(rows).toEqual([
      { id: 1, epss: 0.5, exploited: true },
      { id: 2, epss: 0.5, exploited: false },
      { id: 3, epss: null, exploited: false },
    ])
    const explained = await tx.query(`explain (format json) ${signals}`)
    const plan = nodes(explained.rows[0]['QUERY PLAN'][0].Plan)
    const read = plan.filter((node) => ['epss', 'known_exploited'].includes(node['Relation Name'] ?? ''))
    // The other time, the catalogue is asked whether it holds anything at all.
    expect(
      read
        .filter((node) => node['Index Cond'])
        .map((node) => node['Relation Name'])
        .sort(),
    ).toEqual(['epss', 'known_exploited'])
    expect(read.filter((node) => !node['Index Cond']).map((node) => node['Relation Name'])).toEqual([
      'known_exploited',
    ])
  })
})
