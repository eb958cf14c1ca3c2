import { expect } from 'vitest'
import { refreshFindings } from '../src/findings/refresh.ts'
import type { Pool } from '../src/platform/database.ts'

/** What must hold in a database at any time between two transactions, whatever was uploaded and said. */
export async function expectSound(pool: Pool): Promise<void> {
  for (const [rule, sql] of Object.entries(RULES)) {
    const { rows } = await pool.query(sql)
    expect(rows, rule).toEqual([])
  }
  expect(await staleFindings(pool), 'findings that are not what their observations say').toEqual([])
}

/** Each selects the rows that break a rule. */
const RULES = {
  'every observation has a finding that is shown': `
    select o.id from observation o left join finding f using (asset_id) where f.id = o.finding_id and f.merged_into is not null
    union all
    select o.id from observation o where not exists (select from finding f where f.asset_id = o.asset_id and f.id = o.finding_id)`,
  'every finding that is shown has an observation': `
    select f.id from finding f where f.merged_into is null
      and not exists (select from observation o where o.asset_id = f.asset_id and o.finding_id = f.id)`,
  'every observation has its detail, and every detail its observation': `
    select coalesce(o.id, d.observation_id) from observation o
    full join observation_detail d on d.asset_id = o.asset_id and d.observation_id = o.id where o.id is null or d.observation_id is null`,
  'an identity that tools share belongs to a finding that is shown': `
    select k.key from finding_key k left join finding f on f.asset_id = k.asset_id and f.id = k.finding_id
    where f.id is null or f.merged_into is not null`,
  'every finding is ranked': 'select id from finding where score is null and merged_into is null',
  'staging is empty': `
    select report_id from staged_observation union all select report_id from staged_placement
    union all select report_id from staged_component union all select report_id from staged_gone union all select report_id from staged_edge`,
  'posture counts are a recount': `
    with recount as (
      select f.asset_id, f.kind, coalesce(f.severity_override, f.severity) as severity, f.state, count(*)::int as findings,
             sum((select count(*) from observation o where o.asset_id = f.asset_id and o.finding_id = f.id))::int as observations,
             max(f.score) as top_score
      from finding f where f.posture and f.merged_into is null group by 1, 2, 3, 4
    )
    (select asset_id, kind, severity, state, findings, observations, top_score from posture_count except select * from recount)
    union all
    (select * from recount except select asset_id, kind, severity, state, findings, observations, top_score from posture_count)`,
  'the days sum up to what is open': `
    with days as (select asset_id, severity, sum(open_delta)::int as open from posture_day group by 1, 2),
    counts as (select asset_id, severity, sum(findings)::int as open from posture_count where state = 'open' group by 1, 2)
    select * from days d full join counts c using (asset_id, severity) where coalesce(d.open, 0) <> coalesce(c.open, 0)`,
  'a finding was opened once, and fixed once more than brought back when it is fixed': `
    select f.id, f.state, count(*) filter (where e.type = 'opened') as opened,
           count(*) filter (where e.type = 'fixed') as fixed, count(*) filter (where e.type = 'reopened') as reopened
    from finding f join finding_event e on e.asset_id = f.asset_id and e.finding_id = f.id
    where f.merged_into is null group by f.asset_id, f.id, f.state, f.present
    having count(*) filter (where e.type = 'opened') > 1
      or count(*) filter (where e.type = 'fixed') - count(*) filter (where e.type = 'reopened') <> case when f.present then 0 else 1 end`,
}

async function staleFindings(pool: Pool): Promise<string[]> {
  const tx = await pool.connect()
  try {
    await tx.query('begin')
    const { rows } = await tx.query<{ asset: string; ids: string[] }>(
      'select asset_id as asset, array_agg(id) as ids from finding where merged_into is null group by 1',
    )
    for (const { asset, ids } of rows) await refreshFindings(tx, { asset, findings: ids, at: new Date() })
    const changed = await tx.query<{ id: string }>(
      'select id from finding where xmin = pg_current_xact_id()::xid',
    )
    return changed.rows.map((row) => row.id)
  } finally {
    await tx.query('rollback')
    tx.release()
  }
}
