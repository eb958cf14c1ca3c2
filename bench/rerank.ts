/**
 * Ranking again: everything after a change of the weights, with the list asked meanwhile; what a preview costs; one application after a
 * change of its context. Real `stance serve` and `stance work` processes. `npm run bench -- rerank [findings]`, 1,000,000 by default.
 * The floor is one bare UPDATE of one column in every row.
 */

import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Pool, transaction } from '../src/platform/database.ts'
import { benchDatabase } from './bench-database.ts'
import { fillFindings } from './fill-findings.ts'
import { serveForBench, workForBench } from './serve-for-bench.ts'

export async function rerankBench([count = '1000000']: string[]): Promise<void> {
  const findings = Number(count)
  await using database = await benchDatabase()
  const { pool, folder } = database
  const started = performance.now()
  const size = { teams: 12, applications: 200, assets: Math.min(2000, Math.ceil(findings / 20)), findings }
  await transaction(pool, (tx) => fillFindings(tx, size))
  await pool.query('vacuum analyze')
  console.log(`${findings.toLocaleString('en')} findings filled in ${seconds(performance.now() - started)}`)
  const data = join(folder, 'serve')
  await using server = await serveForBench(database.url, data, { web: false })
  await using _worker = await workForBench(database.url, data)
  await measure(pool, server)
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

type Ask = <Answer>(path: string, init?: { method: string; body: unknown }) => Promise<Answer>

const askWith =
  ({ url, token }: { url: string; token: string }): Ask =>
  async (path, init) => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      headers: {
        authorization: `Bearer ${token}`,
        ...(init && { 'content-type': 'application/json' }),
      },
      ...(init && { method: init.method, body: JSON.stringify(init.body) }),
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as never
  }

async function measure(pool: Pool, server: { url: string; token: string }): Promise<void> {
  const ask = askWith(server)
  await ask('/findings?limit=1')
  const first = await rankAll(ask, { name: 'first', preset: 'balanced' })
  console.log(`ranking of everything, every row written: ${told(first)}`)
  const preview = await ask<{ ms: number; changed: number }>('/risk/models/preview', {
    method: 'POST',
    body: { preset: 'exploit-first' },
  })
  console.log(`preview of other weights: ${seconds(preview.ms)}, ${preview.changed} would change`)
  const changed = await rankAll(ask, { name: 'second', preset: 'exploit-first' })
  console.log(`ranking of everything after a change of weights: ${told(changed)}`)
  for (const which of ['middling', 'largest'] as const) console.log(await rankApplication(pool, ask, which))
  const floor = await timed(() => pool.query('update finding set certainty = certainty + 1'))
  console.log(`floor, one column of every row by one statement: ${seconds(floor)}`)
  console.log(`ratio: ${(changed.ms / floor).toFixed(2)} × floor`)
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

interface Ranked {
  ms: number
  lists: number[]
  written: number
}

const told = ({ ms, lists, written }: Ranked): string => {
  const sorted = [...lists].sort((a, b) => a - b)
  const at = (share: number): string =>
    `${(sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(0)} ms`
  return `${seconds(ms)}, ${written} written; lists meanwhile p50 ${at(0.5)}, p95 ${at(0.95)} (${lists.length})`
}

/** Puts weights in force and asks for lists until everything is ranked by them. */
async function rankAll(ask: Ask, wish: { name: string; preset: string }): Promise<Ranked> {
  const started = performance.now()
  await ask('/risk/models', { method: 'POST', body: wish })
  const lists: number[] = []
  for (let written = 0; ; await sleep(500)) {
    const ranking = await ask<{ written: number } | null>('/risk/ranking')
    if (!ranking) return { ms: performance.now() - started, lists, written }
    written = ranking.written
    lists.push(await timed(() => ask('/findings?limit=100')))
  }
}

/** From the change of an application's context until its findings are ranked by it; the second time, when all that stands on it is settled. */
async function rankApplication(pool: Pool, ask: Ask, which: 'middling' | 'largest'): Promise<string> {
  const { rows } = await pool.query<{ id: string; findings: number }>(
    `select a.application_id as id, count(*)::int as findings from finding f join asset a on a.id = f.asset_id
     where a.application_id is not null group by 1 order by 2`,
  )
  const one = which === 'largest' ? rows.at(-1) : rows[rows.length >> 1]
  if (!one) throw new Error('no application has findings')
  const ms: number[] = []
  for (const environment of ['staging', 'development'])
    ms.push(
      await timed(async () => {
        await ask(`/applications/${one.id}`, { method: 'PATCH', body: { environment } })
        for (let waiting = 1; waiting > 0; await sleep(10)) {
          const jobs = await pool.query<{ waiting: number }>(
            'select count(*)::int as waiting from graphile_worker._private_jobs where attempts < max_attempts',
          )
          waiting = jobs.rows[0]?.waiting ?? 0
        }
      }),
    )
  return `an application's context (${which}, ${one.findings} findings): ${ms.map(seconds).join(', again ')}`
}
