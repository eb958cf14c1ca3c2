import { afterAll, beforeAll, expect, test } from 'vitest'
import { fillFindings } from '../../../../bench/fill-findings.ts'
import { type TestDatabase, testDatabase } from '../../../../test/database.ts'
import { localActor } from '../../../access/actor.ts'
import { type Tx, transaction } from '../../../platform/database.ts'
import { newId } from '../../../platform/ids.ts'
import { applyPolicies } from '../apply-policies.ts'
import { addPolicy } from '../store/save-policy.ts'
import { followOwners } from './follow-owners.ts'

const POLICY = `policy: routing
version: 1
rules:
  - id: urgent
    when: finding.severity in ["critical", "high"]
    then: { assign: owner, notify: [owner, "team:Team 1", "KIM@example.org"] }
  - id: rest
    when: finding.severity == "low"
    then: { assign: "team:Team 2" }
`

let db: TestDatabase
let assets: string[]
const kim = newId()
beforeAll(async () => {
  db = await testDatabase()
  await transaction(db.pool, (tx) =>
    fillFindings(tx, { teams: 2, applications: 3, assets: 12, findings: 800 }),
  )
  assets = (await db.pool.query<{ id: string }>('select id from asset order by id')).rows.map(({ id }) => id)
  await db.pool.query(
    `insert into person (id, name, email, role) values ($1, 'Kim', 'kim@example.org', 'developer')`,
    [kim],
  )
  await db.pool.query(
    `insert into person_team (person_id, team_id) select $1, id from team where name = 'Team 1'`,
    [kim],
  )
  await transaction(db.pool, (tx) =>
    addPolicy(tx, localActor, { text: POLICY, scope: { kind: 'everything' }, enabled: true, note: '' }),
  )
}, 120_000)
afterAll(() => db.drop())

/** How many statements some work asks of the database. */
async function statementsOf(work: (tx: Tx) => Promise<unknown>): Promise<number> {
  let asked = 0
  await transaction(db.pool, (tx) =>
    work(
      new Proxy(tx, {
        get(target, name) {
          if (name === 'query') asked++
          const value = Reflect.get(target, name)
          return typeof value === 'function' ? value.bind(target) : value
        },
      }),
    ),
  )
  return asked
}

test('who gets findings and who is told costs as many statements for ten assets as for two', async () => {
  const few = await statementsOf((tx) => applyPolicies(tx, assets.slice(0, 2), 'all'))
  const many = await statementsOf((tx) => applyPolicies(tx, assets.slice(2), 'all'))
  expect(many).toBe(few)

  const { rows } = await db.pool.query<{ wrong: number; given: number; urgent: number }>(
    `select count(*) filter (where f.assignee <> w.assignee)::int as wrong, count(w.assignee)::int as given,
            count(*) filter (where coalesce(f.severity_override, f.severity) >= 4)::int as urgent
     from finding f join asset a on a.id = f.asset_id left join application p on p.id = a.application_id
     cross join lateral (select case when coalesce(f.severity_override, f.severity) >= 4 then 'team:' || p.team_id
       when coalesce(f.severity_override, f.severity) = 2 then 'team:' || (select id from team where name = 'Team 2') end as assignee) w
     where f.posture and f.merged_into is null and f.state = 'open'`,
  )
  expect(rows[0]).toMatchObject({ wrong: 0 })
  expect(rows[0]?.given).toBeGreaterThan(100)
  // Kim is named three ways, and told of each finding once.
  const told = await db.pool.query('select person_id, rule, findings from notification')
  expect(told.rows).toEqual([{ person_id: kim, rule: 'urgent', findings: rows[0]?.urgent }])
})

test('what follows an owner does so for all assets at once', async () => {
  await db.pool.query(`update application p set team_id = t.id from team t where t.id <> p.team_id`)
  const few = await statementsOf((tx) => followOwners(tx, assets.slice(0, 2), 'all'))
  const many = await statementsOf((tx) => followOwners(tx, assets.slice(2), 'all'))
  expect(many).toBe(few)
  const { rows } = await db.pool.query(
    `select count(*)::int as all, count(*) filter (where f.assignee = 'team:' || p.team_id)::int as follow
     from finding f join asset a on a.id = f.asset_id join application p on p.id = a.application_id
     where coalesce(f.severity_override, f.severity) >= 4 and f.state = 'open' and f.posture and f.merged_into is null`,
  )
  expect(rows[0].all).toBeGreaterThan(100)
  expect(rows[0].follow).toBe(rows[0].all)
})
