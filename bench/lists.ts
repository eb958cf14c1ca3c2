/**
 * Findings over HTTP: every sort with every pair of filters (page of 100, exact total), facets, the overview, export and triage,
 * for somebody who sees everything and for a developer who sees one team's assets. A real `stance serve` process answers; this
 * one asks, one request after the other. `npm run bench -- lists [findings]`, 1,000,000 by default (about ten minutes, most of it
 * filling). The floor is the page's 100 rows fetched by their primary key on a connection of our own.
 */

import { join } from 'node:path'
import { type Pool, transaction } from '../src/platform/database.ts'
import { type Ask, askWith, developerToken } from './ask.ts'
import { benchDatabase } from './bench-database.ts'
import { fillFindings } from './fill-findings.ts'
import { choosePairs, SORTS } from './list-queries.ts'
import { HEAD, line } from './percentiles.ts'
import { serveForBench } from './serve-for-bench.ts'

export async function listsBench([count = '1000000']: string[]): Promise<void> {
  const findings = Number(count)
  await using database = await benchDatabase()
  const { pool, folder } = database
  const started = performance.now()
  await transaction(pool, (tx) => fillFindings(tx, { teams: 12, applications: 200, assets: 2000, findings }))
  await pool.query('vacuum analyze')
  console.log(`${findings.toLocaleString('en')} findings filled in ${seconds(started)}`)
  await using server = await serveForBench(database.url, join(folder, 'serve'))
  await measure(pool, server)
}

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`

async function measure(pool: Pool, server: { url: string; token: string }): Promise<void> {
  const everything = askWith(server.url, server.token)
  const developer = askWith(server.url, await developerToken(pool))
  const cold = await everything('/findings?limit=1')
  console.log(`first answer after the start (reads all columns): ${(cold.ms / 1000).toFixed(1)} s`)
  const floor = await measureFloor(pool)
  console.log(`floor: 100 rows by primary key, p50 ${floor.toFixed(2)} ms\n${HEAD}`)
  const pairs = await choosePairs(pool)
  for (const [who, ask] of [
    ['all assets', everything],
    ['one team’s', developer],
  ] as const) {
    // The first text sort of a process makes its orders.
    for (const sort of SORTS) await ask(`/findings?sort=${sort}&limit=100`)
    const lists: number[] = []
    for (const sort of SORTS) {
      const times: number[] = []
      for (const pair of pairs) times.push((await ask(`/findings?sort=${sort}&limit=100&${pair}`)).ms)
      console.log(line(`list by ${sort}, two filters, ${who}`, times, floor))
      lists.push(...times)
    }
    console.log(line(`LIST, any sort, any two filters, ${who}`, lists, floor, 100))
    console.log(line(`page after page, no filter, ${who}`, await walk(ask), floor, 100))
    console.log(
      line(
        `FACETS, any two filters, ${who}`,
        await each(pairs, (pair) => ask(`/findings/facets?${pair}`)),
        floor,
        300,
      ),
    )
    const scopes = [
      '',
      'days=365',
      'team=Team 3',
      'application=Billing 1',
      'days=30&team=Team 1,Team 2,Team 5',
    ]
    const overviews = [...scopes, ...scopes, ...scopes, ...scopes]
    console.log(
      line(`OVERVIEW, ${who}`, await each(overviews, (scope) => ask(`/overview?${scope}`)), floor, 200),
    )
  }
  await measureChanges(everything, floor)
}

async function each<T>(list: readonly T[], ask: (item: T) => Promise<{ ms: number }>): Promise<number[]> {
  const times: number[] = []
  for (const item of list) times.push((await ask(item)).ms)
  return times
}

async function walk(ask: Ask): Promise<number[]> {
  const times: number[] = []
  for (const sort of SORTS)
    for (let cursor = '', i = 0; i < 10; i++) {
      const { ms, body } = await ask(`/findings?sort=${sort}&limit=100${cursor}`)
      cursor = `&cursor=${JSON.parse(body).next}`
      times.push(ms)
    }
  return times
}

/** A person's change in the largest asset, and the list that follows it and must show it. */
async function measureChanges(ask: Ask, floor: number): Promise<void> {
  const { asset } = JSON.parse((await ask('/findings/facets')).body) as { asset: { value: string }[] }
  const { items } = JSON.parse((await ask(`/findings?asset=${asset[0]?.value}&limit=20`)).body) as {
    items: { id: string }[]
  }
  const [changes, lists]: [number[], number[]] = [[], []]
  for (const { id } of items) {
    const body = JSON.stringify({ ids: [id], decision: 'accepted', reason: 'bench' })
    changes.push((await ask('/findings', { method: 'PATCH', body })).ms)
    lists.push((await ask('/findings?limit=100')).ms)
  }
  console.log(line('triage of one finding in the largest asset', changes, floor))
  console.log(line('the list right after it', lists, floor))
  console.log(
    line('one finding with everything', await each(items, ({ id }) => ask(`/findings/${id}`)), floor),
  )
}

async function measureFloor(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ asset_id: string; id: string }>(
    'select asset_id, id from finding tablesample system (1) where posture limit 2000',
  )
  const times: number[] = []
  for (let i = 0; i + 100 <= rows.length; i += 100) {
    const page = rows.slice(i, i + 100)
    const started = performance.now()
    await pool.query(
      'select f.* from unnest($1::uuid[], $2::uuid[]) k (asset_id, id) join finding f using (asset_id, id)',
      [page.map((row) => row.asset_id), page.map((row) => row.id)],
    )
    times.push(performance.now() - started)
  }
  return times.sort((a, b) => a - b)[times.length >> 1] as number
}
