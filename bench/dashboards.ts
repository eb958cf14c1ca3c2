/**
 * Overviews by role, a dashboard of twelve widgets and the metrics over HTTP, for somebody who sees everything and for a developer who
 * sees one team's assets, as of now and of past days. A real `stance serve` process answers, one request after the other.
 * `npm run bench -- dashboards [findings]`, 1,000,000 by default. The floor is the shortest answer there is: `/me`.
 */

import { join } from 'node:path'
import { touchFindings } from '../src/findings/touch-findings.ts'
import { type Pool, transaction } from '../src/platform/database.ts'
import { type Ask, askWith, developerToken } from './ask.ts'
import { benchDatabase } from './bench-database.ts'
import { fillFindings } from './fill-findings.ts'
import { HEAD, line, percentile } from './percentiles.ts'
import { serveForBench } from './serve-for-bench.ts'

const TARGET_MS = 300

export async function dashboardsBench([count = '1000000']: string[]): Promise<void> {
  const findings = Number(count)
  await using database = await benchDatabase()
  const { pool, folder } = database
  await transaction(pool, (tx) => fillFindings(tx, { teams: 12, applications: 200, assets: 2000, findings }))
  await pool.query('vacuum analyze')
  console.log(`${findings.toLocaleString('en')} findings filled`)
  await using server = await serveForBench(database.url, join(folder, 'serve'), { web: false })
  const everything = askWith(server.url, server.token)
  const developer = askWith(server.url, await developerToken(pool))
  const cold = await everything('/overview/ciso')
  console.log(
    `first answer after the start (reads all columns and histories): ${(cold.ms / 1000).toFixed(1)} s`,
  )
  const floor = await measure(everything, developer)
  await measureAfterChanges(pool, everything, floor)
}

const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)

/** Each asks for something else, so that nothing that was worked out for the one before answers the next. */
const SCOPES = [
  '',
  'days=30',
  'days=365',
  'team=Team 3',
  'team=Team 1,Team 2&days=30',
  'application=Billing 1',
]
const PAST = [30, 90, 200].map((ago) => `asOf=${day(ago)}`)

/** Returns the floor, milliseconds. */
async function measure(everything: Ask, developer: Ask): Promise<number> {
  const floor = percentile(await times(everything, Array(20).fill('/me')), 0.5)
  console.log(`floor: /me, p50 ${floor.toFixed(2)} ms\n${HEAD}`)
  const rounds = (paths: string[]): string[] => [...paths, ...paths, ...paths, ...paths]
  for (const role of ['ciso', 'security', 'developer', 'auditor']) {
    const paths = rounds(SCOPES.map((scope) => `/overview/${role}?${scope}`))
    console.log(line(`overview ${role}, all assets`, await times(everything, paths), floor, TARGET_MS))
    if (role !== 'auditor')
      console.log(line(`overview ${role}, one team’s`, await times(developer, paths), floor, TARGET_MS))
  }
  const past = PAST.map((asOf) => `/overview/ciso?${asOf}`)
  console.log(line('overview ciso, a past day for the first time', await times(everything, past), floor))
  console.log(line('overview ciso, as of past days', await times(everything, rounds(past)), floor, TARGET_MS))
  for (const [who, ask] of [
    ['all assets', everything],
    ['one team’s', developer],
  ] as const) {
    const boards: number[] = []
    for (const scope of rounds(['', 'team=Team 3', 'kind=dependency,container', 'tool=Trivy']))
      boards.push((await ask('/dashboards/data', { method: 'POST', body: board(scope) })).ms)
    console.log(line(`DASHBOARD of twelve widgets, ${who}`, boards, floor, TARGET_MS))
  }
  const metrics = ['', 'by=team', 'by=application', 'by=asset', 'by=severity', 'by=tool&days=30']
  console.log(
    line('metrics', await times(everything, rounds(metrics.map((q) => `/metrics?${q}`))), floor, TARGET_MS),
  )
  const lines = ['', 'by=severity', 'measure=risk&by=team', 'measure=fixed&by=kind&days=365']
  const history = rounds(lines.map((query) => `/metrics/history?${query}`))
  console.log(line('metrics, day by day', await times(everything, history), floor, TARGET_MS))
  const lists = PAST.map((asOf) => `/findings?state=open&limit=100&${asOf}`)
  console.log(line('findings as of past days', await times(everything, rounds(lists)), floor, TARGET_MS))
  return floor
}

/** Each time after a person decided about one finding of another asset, the largest among them. */
async function measureAfterChanges(pool: Pool, everything: Ask, floor: number): Promise<void> {
  const { rows } = await pool.query<{ asset: string }>(
    'select asset_id as asset from finding group by 1 order by count(*) desc, 1 limit 400',
  )
  const boards: number[] = []
  for (const { asset } of rows.filter((_, n) => n % 20 === 0)) {
    await transaction(pool, async (tx) => {
      await tx.query(
        `update finding set decision = 'accepted', changed_at = now()
         where asset_id = $1 and id = (select id from finding where asset_id = $1 and state = 'open' and posture limit 1)`,
        [asset],
      )
      await touchFindings(tx, asset)
    })
    boards.push((await everything('/dashboards/data', { method: 'POST', body: board('') })).ms)
  }
  console.log(line('DASHBOARD after a change of a finding', boards, floor, TARGET_MS))
}

async function times(ask: Ask, paths: readonly string[]): Promise<number[]> {
  const taken: number[] = []
  for (const path of paths) taken.push((await ask(path)).ms)
  return taken
}

const place = { x: 0, y: 0, w: 4, h: 4 }

/** Every type of widget, with the queries that people ask. */
const board = (scope: string): string =>
  JSON.stringify({
    scope,
    widgets: [
      { type: 'count', query: 'state=open' },
      { type: 'count', query: 'state=open&severity=critical' },
      { type: 'count', query: 'state=open&knownExploited=true' },
      { type: 'trend', query: 'state=open', days: 90 },
      { type: 'trend', query: 'state=open', days: 90, by: 'severity' },
      { type: 'breakdown', query: 'state=open', by: 'kind' },
      { type: 'heatmap', query: 'state=open', rows: 'application', columns: 'severity' },
      { type: 'top', query: 'state=open', by: 'asset' },
      { type: 'top', query: 'state=open', by: 'component' },
      { type: 'table', query: 'state=open', limit: 10 },
      { type: 'sla', query: '', days: 90 },
      { type: 'mttr', query: '', days: 90, by: 'severity' },
    ].map((widget, n) => ({ ...widget, id: String(n), place })),
  })
