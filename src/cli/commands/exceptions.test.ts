import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiClientOf } from '../../../test/api-client-of.ts'
import { local, type TestApp, testApp } from '../../../test/app.ts'
import { codeObservation, ingest, testAsset } from '../../../test/ingest.ts'
import { runHere } from '../gate/test-command-line.ts'

let it: TestApp
let id = ''
beforeAll(async () => {
  it = await testApp()
  const at = new Date(Date.now() - 100 * 86_400_000).toISOString()
  await ingest(it.pool, {
    asset: await testAsset(it.pool, 'shop'),
    items: [codeObservation({ severity: 'medium' })],
    at,
  })
  const { body } = await it.app.inject({ url: '/api/v1/findings', headers: local })
  id = JSON.parse(body).items[0].id
})
afterAll(() => it.close())

const stance = (...args: string[]) => runHere(args, apiClientOf(it.app))

test('an exception is previewed, asked for, listed and revoked', async () => {
  expect((await stance('exceptions', 'request', '--finding', id, '--preview')).stdout).toContain(
    'It would cover 1 findings on 1 assets.\n  medium SQL injection — shop, src/a.ts:10',
  )
  const asked = await stance('exceptions', 'request', '--finding', id, '--reason', 'Not now', '--days', '30')
  expect(asked.stdout).toMatch(/^active: 1 finding — Not now/)
  const { items } = JSON.parse((await stance('exceptions', '--json')).stdout)
  expect((await stance('exceptions', '--status', 'active')).stdout).toMatch(/active +1 .*1 finding: Not now/)
  const revoked = await stance('exceptions', 'revoke', items[0].id, '--reason', 'Now')
  expect(revoked.stdout).toMatch(/^revoked: [\s\S]*ended: Now/)
  expect((await stance('exceptions', 'request', '--finding', id)).stderr).toContain('--reason')
})

test('due dates are summed up, forecast, paused and resumed', async () => {
  expect((await stance('sla')).stdout).toMatch(/medium +1 +0 +0 +0 +0 +0 +0/)
  expect((await stance('sla', 'forecast', '--by', 'team')).stdout).toMatch(/No team +1 +0 +0 \(0\)/)
  expect((await stance('sla', 'pause', id, '--reason', 'Vendor')).stdout).toBe('1 findings paused.\n')
  expect((await stance('sla', 'resume', id, '--reason', 'Back')).stdout).toBe('1 findings resumed.\n')
})

test('owners are listed and mapped', async () => {
  expect((await stance('owners')).stdout).toContain('No source names an owner')
  expect((await stance('owners', 'map', '@acme/api', 'somebody')).stderr).toContain('team:<id>')
})
