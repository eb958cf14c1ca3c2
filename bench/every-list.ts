/**
 * What every page asks for where an organisation has very many assets: each route of the API that takes no id, each list by each of its
 * sorts, and what is about the largest asset, application and one finding of it. `npm run bench -- every-list [assets [findings]]`, 50,000
 * and 1,000,000 by default (about ten minutes, most of it filling). The floor is `GET /me`. Slowest first.
 */

import { join } from 'node:path'
import { type Pool, transaction } from '../src/platform/database.ts'
import { type Ask, askWith } from './ask.ts'
import { benchDatabase } from './bench-database.ts'
import { fillFindings } from './fill-findings.ts'
import { HEAD, line, percentile } from './percentiles.ts'
import { serveForBench } from './serve-for-bench.ts'

const TIMES = 5
/** Asks of one route end once they took so long together. */
const LONG_MS = 10_000

export async function everyListBench([assets = '50000', findings = '1000000']: string[]): Promise<void> {
  await using database = await benchDatabase()
  const { pool, folder } = database
  const count = Number(assets)
  await transaction(pool, (tx) =>
    fillFindings(tx, {
      teams: Math.ceil(count / 150),
      applications: Math.ceil(count / 10),
      assets: count,
      findings: Number(findings),
    }),
  )
  await pool.query('vacuum analyze')
  await using server = await serveForBench(database.url, join(folder, 'serve'))
  const paths = await pathsOf(pool, server.url)
  await measure(askWith(server.url, server.token), paths)
}

async function measure(ask: Ask, paths: readonly string[]): Promise<void> {
  await ask('/findings?limit=1')
  const measured: { path: string; times: number[] }[] = []
  for (const path of paths)
    try {
      measured.push({ path, times: await timesOf(ask, path) })
    } catch (error) {
      console.log(`left out: ${(error as Error).message.slice(0, 160)}`)
    }
  const floor = percentile(await timesOf(ask, '/me'), 0.5)
  measured.sort((a, b) => percentile(b.times, 0.5) - percentile(a.times, 0.5))
  console.log(HEAD)
  for (const { path, times } of measured)
    console.log(line(path.replace(/[0-9a-f-]{36}/, '{id}'), times, floor))
}

async function timesOf(ask: Ask, path: string): Promise<number[]> {
  const times: number[] = []
  const began = performance.now()
  while (times.length < TIMES && performance.now() - began < LONG_MS) times.push((await ask(path)).ms)
  return times
}

interface Described {
  get?: { parameters?: { in: string; name: string; required?: boolean; schema: { enum?: string[] } }[] }
}

/** Below `/api/v1`: what answers without more than these ids, lists by each sort. */
async function pathsOf(pool: Pool, url: string): Promise<string[]> {
  const { paths } = (await (await fetch(`${url}/api/v1/openapi.json`)).json()) as {
    paths: Record<string, Described>
  }
  const ids = await largest(pool)
  return Object.entries(paths).flatMap(([path, { get }]) => {
    const below = path.replace(/^\/api\/v1/, '')
    // A stream that does not end; a file of everything; what only some databases have.
    if (!get || below === path || /\/(events|export\.csv|raw)$/.test(below)) return []
    const filled = below.replace(
      /^\/(assets|applications|findings)\/\{id\}/,
      (_, kind) => `/${kind}/${ids[kind]}`,
    )
    const queries = (get.parameters ?? []).filter((one) => one.in === 'query')
    if (filled.includes('{') || queries.some(({ required }) => required)) return []
    const sorts = queries.find(({ name }) => name === 'sort')?.schema.enum ?? []
    return sorts.length > 0 ? sorts.map((sort) => `${filled}?sort=${sort}`) : [filled]
  })
}

async function largest(pool: Pool): Promise<Record<string, string>> {
  const { rows } = await pool.query<Record<string, string>>(
    `select f.asset_id as assets, a.application_id as applications, max(f.id::text) as findings
     from finding f join asset a on a.id = f.asset_id
     where f.posture and f.merged_into is null and a.application_id is not null
     group by 1, 2 order by count(*) desc limit 1`,
  )
  return rows[0] ?? {}
}
