import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiClientOf } from '../../../test/api-client-of.ts'
import { local, type TestApp, testApp } from '../../../test/app.ts'
import { codeObservation as code, ingest, testAsset } from '../../../test/ingest.ts'
import { runHere } from '../gate/test-command-line.ts'

let t: TestApp
let folder = ''
const ago = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString()

beforeAll(async () => {
  t = await testApp({ STANCE_METRICS_TOKEN: 'a-token-for-the-metrics-of-tests-0123456789' })
  folder = await mkdtemp(join(tmpdir(), 'stance-test-'))
  const asset = await testAsset(t.pool, 'shop')
  const [a, b] = [code({ path: 'a.ts', severity: 'high' }), code({ path: 'b.ts', severity: 'low' })]
  await ingest(t.pool, { asset, items: [a, b], at: ago(30) })
  await ingest(t.pool, { asset, items: [a], at: ago(10) })
})
afterAll(async () => {
  await t.close()
  await rm(folder, { recursive: true })
})

const stance = (...args: string[]) => runHere(args, apiClientOf(t.app))

// The first one loads all formats, for what their tools look at.
test('metrics as a table, as JSON, as of a day, and as files', { timeout: 120_000 }, async () => {
  const table = await stance('metrics', '--by', 'severity')
  expect(table).toMatchObject({ code: 0 })
  expect(table.stdout).toMatch(/Mean time to fix, days\s+20 /)
  expect(table.stdout).toMatch(/high +1 +1 +0/)
  const then = await stance('metrics', '--as-of', ago(20).slice(0, 10), '--format', 'json')
  expect(JSON.parse(then.stdout)).toMatchObject({ total: { open: 2, fixed: 0 } })
  const file = join(folder, 'metrics.csv')
  expect((await stance('metrics', '--format', 'csv', '-o', file)).code).toBe(0)
  expect((await readFile(file, 'utf8')).split('\r\n')[1]).toMatch(/,total,Total,1,2,0,1,/)
  expect((await stance('metrics', '--as-of', ago(-2).slice(0, 10))).stderr).toContain('is yet to come')
})

test('monitoring reads the posture with the process’s own metrics', { timeout: 120_000 }, async () => {
  const headers = { authorization: 'Bearer a-token-for-the-metrics-of-tests-0123456789' }
  const { body } = await t.app.inject({ url: '/metrics', headers })
  expect(body).toContain('stance_findings_open 1\n')
  expect(body).toContain('stance_severity_findings_open{severity="high"} 1')
  expect(body).toContain('stance_http_request_seconds')
  const types = body.split('\n').filter((line) => line.startsWith('# TYPE'))
  expect(new Set(types).size).toBe(types.length)
})

test('dashboards go out as files and come back', async () => {
  const place = { x: 0, y: 0, w: 6, h: 4 }
  const payload = { name: 'Release board', widgets: [{ id: 'a', type: 'count', query: 'state=open', place }] }
  await t.app.inject({ method: 'POST', url: '/api/v1/dashboards', headers: local, payload })
  expect((await stance('dashboards', 'list')).stdout).toContain('Release board')
  const file = join(folder, 'board.json')
  expect((await stance('dashboards', 'export', 'Release board', '-o', file)).code).toBe(0)
  expect((await stance('dashboards', 'import', file)).stdout).toContain('Made the dashboard Release board')
  expect((await stance('dashboards', 'export', 'Release board')).stderr).toContain('2 dashboards are named')
})
