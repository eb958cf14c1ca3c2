import { afterAll, beforeAll, expect, it } from 'vitest'
import { fillFindings } from '../../../bench/fill-findings.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { dayOf } from '../../model/day.ts'
import { transaction } from '../../platform/database.ts'
import { recordedRisk, riskByCause } from '../metrics/recorded-risk.ts'
import { openDay, windowOf } from '../metrics/window.ts'
import { assetsInScope } from '../queries/overview/assets-in-scope.ts'
import { noneOpen } from '../queries/overview/sum-posture.ts'
import { trendOf } from '../queries/overview/trend.ts'
import { select } from '../queries/selection.ts'
import { unitsOf } from './units.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
  await transaction(db.pool, (tx) =>
    fillFindings(tx, { teams: 2, applications: 5, assets: 20, findings: 400 }),
  )
})
afterAll(() => db.drop())

const DAYS = 90
const reader = { visible: 'all' as const, mine: [] }

const windowNow = async () => windowOf(await openDay(db.pool, undefined), DAYS)

/** Something of one asset is another thing than before. */
async function change(asset: string): Promise<void> {
  await db.pool.query(
    `insert into risk_day (asset_id, day, kind, severity, cause, delta) values ($1, (now() at time zone 'UTC')::date, 'code', 3, 'context', 77)
     on conflict (asset_id, day, kind, severity, cause) do update set delta = risk_day.delta + 77`,
    [asset],
  )
  await db.pool.query(
    `insert into posture_day (asset_id, day, severity, opened, fixed, open_delta) values ($1, (now() at time zone 'UTC')::date - 1, 3, 2, 1, 1)
     on conflict (asset_id, day, severity) do update set opened = posture_day.opened + 2, fixed = posture_day.fixed + 1`,
    [asset],
  )
  await db.pool.query('update finding_version set version = version + 1 where asset_id = $1', [asset])
}

async function told() {
  const window = await windowNow()
  const selection = select(window.posture, {}, reader)
  const end = new Date(window.to)
  const scope = assetsInScope(window.posture, {}, 'all')
  const trend = trendOf(scope, { open: noneOpen(), days: DAYS, end, past: false })
  return {
    risk: Object.fromEntries(
      [...recordedRisk(selection, {}, 'application', window).lines].map(([id, line]) => [id, line.at(-1)]),
    ),
    total: recordedRisk(selection, {}, undefined, window).lines.get('all')?.at(-1),
    causes: riskByCause(selection, window),
    yesterday: trend.at(-2),
  }
}

/** The same by the database. */
async function recorded() {
  const { rows } = await db.pool.query<{ id: string; risk: number }>(
    `select coalesce(a.application_id::text, 'none') as id, sum(r.delta)::float8 / 10 as risk
     from risk_day r join asset a on a.id = r.asset_id group by 1`,
  )
  const days = await db.pool.query<{ opened: number; fixed: number }>(
    `select sum(opened + reopened)::int as opened, sum(fixed)::int as fixed from posture_day where day = (now() at time zone 'UTC')::date - 1`,
  )
  const causes = await db.pool.query<{ cause: string; risk: number }>(
    `select cause, sum(delta)::float8 / 10 as risk from risk_day where day > (now() at time zone 'UTC')::date - ${DAYS} group by 1`,
  )
  return { rows, day: days.rows[0], causes: causes.rows }
}

it('says what is recorded, also after something of one asset changed', async () => {
  const { rows: assets } = await db.pool.query<{ id: string }>(
    'select asset_id as id from finding_version order by 1',
  )
  for (const asset of [undefined, assets[3]?.id, assets[11]?.id]) {
    if (asset) await change(asset)
    const [now, { rows, day, causes }] = [await told(), await recorded()]
    expect(now.risk).toEqual(Object.fromEntries(rows.map(({ id, risk }) => [id, risk])))
    expect(now.total).toBeCloseTo(
      rows.reduce((sum, { risk }) => sum + risk, 0),
      6,
    )
    expect(now.causes).toEqual(new Map(causes.map(({ cause, risk }) => [cause, risk])))
    expect(now.yesterday).toMatchObject({
      day: dayOf(Date.now() - 86_400_000),
      opened: day?.opened ?? 0,
      fixed: day?.fixed ?? 0,
    })
  }
})

it('is the same from posture to posture but where something changed', async () => {
  const units = async () =>
    unitsOf(assetsInScope((await windowNow()).posture, {}, 'all'), 'application').map(
      ({ unit, first }) => [first.application?.id, unit] as const,
    )
  const before = new Map(await units())
  const { rows } = await db.pool.query<{ id: string; application: string }>(
    'select id, application_id as application from asset where application_id is not null and id in (select asset_id from finding_version) limit 1',
  )
  const [one] = rows
  await change(one?.id as string)
  const after = await units()
  expect(after).toHaveLength(before.size)
  for (const [id, unit] of after) expect(unit === before.get(id)).toBe(id !== one?.application)
})
