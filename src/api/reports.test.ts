import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { local, type TestApp, testApp } from '../../test/app.ts'
import { ingestReport } from '../jobs/ingest-report.ts'
import { newId } from '../platform/ids.ts'

const EXAMPLES = join(import.meta.dirname, '../../examples/reports')
const ledger = (tool: string, date = '2026-11-16') => readFile(join(EXAMPLES, 'ledger', date, tool))

let stance: TestApp
beforeAll(async () => {
  stance = await testApp()
})
afterAll(() => stance.close())

const send = (
  query: Record<string, string>,
  payload: Buffer | string,
  headers: Record<string, string> = {},
) =>
  stance.app.inject({
    method: 'POST',
    url: '/api/v1/reports',
    query,
    payload,
    headers: { ...local, 'content-type': 'application/json', ...headers },
  })
const get = (url: string, headers: Record<string, string> = local) =>
  stance.app.inject({ url: `/api/v1${url}`, headers })

/** Works off what is queued, as a worker does. */
async function workOff(): Promise<void> {
  const { rows } = await stance.pool.query(`delete from graphile_worker._private_jobs returning payload`)
  for (const { payload } of rows) if (payload.report) await ingestReport(stance.deps, payload)
}

async function upload(query: Record<string, string>, payload: Buffer | string) {
  const answer = await send(query, payload)
  expect(answer.statusCode, answer.body).toBe(202)
  await workOff()
  return (await get(`/reports/${answer.json().id}`)).json()
}

describe('POST /reports', () => {
  it('stores, reads and applies a real report', async () => {
    const asset = newId()
    const report = await upload({ asset, fileName: 'bandit.json' }, await ledger('bandit.json'))
    expect(report).toMatchObject({
      status: 'done',
      format: 'bandit',
      asset: { name: asset, kind: 'repository' },
      branch: 'main',
      error: null,
      problems: 0,
    })
    expect(report.outcome.new + report.outcome.merged).toBe(report.observations)
    expect(report.observations).toBeGreaterThan(40)
  })

  it('says unchanged for the same bytes, and applies A, B, A', async () => {
    const asset = newId()
    const [a, b] = [await ledger('bandit.json', '2026-09-14'), await ledger('bandit.json')]
    const first = await upload({ asset }, a)
    expect(await upload({ asset }, a)).toMatchObject({
      status: 'unchanged',
      outcome: { new: 0, unchanged: first.observations },
    })
    expect(await upload({ asset }, gzipSync(b))).toMatchObject({ status: 'done' })
    const back = await upload({ asset }, a)
    expect(back.status).toBe('done')
    expect(back.outcome.reopened + back.outcome.fixed).toBeGreaterThan(0)
  })

  it('returns the first report for the same idempotency key', async () => {
    const asset = newId()
    const key = { 'idempotency-key': newId() }
    const body = await ledger('gitleaks.json')
    const [first, again] = [await send({ asset }, body, key), await send({ asset }, body, key)]
    expect(again.json().id).toBe(first.json().id)
    const other = await send({ asset }, await ledger('semgrep.json'), key)
    expect(other.statusCode).toBe(422)
    expect(other.json().code).toBe('idempotency_key_reused')
    await workOff()
  })

  it('keeps a report of no known format, says so, and reads it again as another', async () => {
    const asset = newId()
    const text = JSON.stringify({ hello: 'world' })
    const failed = await upload({ asset, fileName: 'mystery.json' }, text)
    expect(failed).toMatchObject({ status: 'failed', error: { code: 'unknown_format' } })
    expect((await get(`/reports/${failed.id}/raw`)).body).toBe(text)
    const answer = await stance.app.inject({
      method: 'POST',
      url: `/api/v1/reports/${failed.id}/reread`,
      headers: local,
      payload: { format: 'bandit' },
    })
    expect(answer.statusCode, answer.body).toBe(202)
    await workOff()
    expect((await get(`/reports/${failed.id}`)).json()).toMatchObject({ requestedFormat: 'bandit' })
  })

  it('refuses an empty body and an asset it cannot tell', async () => {
    expect((await send({ asset: 'x' }, '')).json()).toMatchObject({ status: 400, code: 'empty_upload' })
    expect((await send({}, '{}')).statusCode).toBe(400)
  })

  it('takes an empty file of a tool that prints nothing where it finds nothing, and closes what it found before', async () => {
    const asset = newId()
    const leak = {
      SourceMetadata: { Data: { Git: { file: 'a.env', line: 3, commit: 'c0ffee' } } },
      DetectorName: 'AWS',
      Raw: 'AKIAXYZDQCEN4B6JSJQI',
    }
    const before = await upload({ asset, fileName: 'hog.jsonl' }, JSON.stringify(leak))
    expect(before).toMatchObject({ status: 'done', format: 'trufflehog', outcome: { new: 1 } })
    const after = await upload({ asset, fileName: 'hog.jsonl', format: 'trufflehog' }, '')
    expect(after).toMatchObject({ status: 'done', error: null, outcome: { fixed: 1 } })
    expect((await send({ asset, format: 'sarif' }, '')).json()).toMatchObject({
      code: 'empty_upload',
      detail: expect.stringContaining('name its format'),
    })
  })

  it('refuses what is too large, and stores nothing', async () => {
    await using small = await testApp({ STANCE_MAX_UPLOAD: '1kb' })
    const answer = await small.app.inject({
      method: 'POST',
      url: '/api/v1/reports?asset=big',
      headers: { ...local, 'content-type': 'application/json' },
      payload: 'x'.repeat(5000),
    })
    expect(answer.statusCode).toBe(413)
    expect((await small.pool.query('select from report')).rowCount).toBe(0)
  })
})

describe('secrets in reports', () => {
  it('are masked in what is stored, shown and downloaded', async () => {
    const secret = `tok_${'Q7w9Zk'.repeat(5)}`
    const leak = [
      {
        RuleID: 'generic-api-key',
        Description: 'Generic API key',
        StartLine: 3,
        EndLine: 3,
        StartColumn: 1,
        EndColumn: 40,
        Match: `key = "${secret}"`,
        Secret: secret,
        File: 'app/settings.py',
        SymlinkFile: '',
        Commit: '',
        Entropy: 4.1,
        Author: '',
        Email: '',
        Date: '',
        Message: '',
        Tags: [],
        Fingerprint: 'app/settings.py:generic-api-key:3',
      },
    ]
    const report = await upload({ asset: newId() }, JSON.stringify(leak))
    expect(report).toMatchObject({ status: 'done', format: 'gitleaks', observations: 1 })
    const raw = await get(`/reports/${report.id}/raw`)
    expect(raw.body).not.toContain(secret)
    expect(raw.body).toContain('tok_…')
    const everything = await stance.pool.query(
      `select d.data::text || d.raw || f.title || f.place as text from observation_detail d join finding f on f.asset_id = d.asset_id where d.asset_id = $1`,
      [report.asset.id],
    )
    expect(everything.rows.map((row) => row.text).join()).not.toContain(secret)
  })
})

describe('who may see', () => {
  it('a developer does not see reports of others', async () => {
    const report = await upload({ asset: newId() }, await ledger('gitleaks.json'))
    const developer = await stance.somebody('developer')
    expect((await get(`/reports/${report.id}`, developer.headers)).statusCode).toBe(404)
    expect((await get('/reports', developer.headers)).json()).toMatchObject({ items: [], total: 0 })
  })

  it('lists newest first, in pages', async () => {
    const first = (await get('/reports?limit=2')).json()
    const second = (await get(`/reports?limit=2&cursor=${first.next}`)).json()
    expect(first.items).toHaveLength(2)
    expect(first.items[0].id > first.items[1].id && first.items[1].id > second.items[0].id).toBe(true)
    expect(first.total).toBeGreaterThan(4)
  })
})
