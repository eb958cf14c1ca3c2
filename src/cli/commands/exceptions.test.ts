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

const call = async (method: 'POST' | 'PATCH', path: string, payload: object) =>
  JSON.parse((await it.app.inject({ method, url: `/api/v1${path}`, headers: local, payload })).body)

const stance = (...args: string[]) => runHere(args, apiClientOf(it.app))

test('an exception is previewed, asked for, listed and revoked', async () => {
  expect((await stance('exceptions', 'request', '--finding', id, '--preview')).stdout).toContain(
    'It would cover 1 finding on 1 asset.\n  medium SQL injection — shop, src/a.ts:10',
  )
  const asked = await stance('exceptions', 'request', '--finding', id, '--reason', 'Not now', '--days', '30')
  expect(asked.stdout).toMatch(/^active: 1 finding — Not now/)
  const { items } = JSON.parse((await stance('exceptions', '--json')).stdout)
  expect((await stance('exceptions', '--status', 'active')).stdout).toMatch(/active +1 .*1 finding: Not now/)
  const revoked = await stance('exceptions', 'revoke', items[0].id, '--reason', 'Now')
  expect(revoked.stdout).toMatch(/^revoked: [\s\S]*ended: Now/)
  expect((await stance('exceptions', 'request', '--finding', id)).stderr).toContain('--reason')
})

test('an exception ends on a day, holds where a name says, and lapses by known words only', async () => {
  await call('POST', '/teams', { name: 'Payments' })
  const ask = (...more: string[]) =>
    stance('exceptions', 'request', '--advisory', 'CVE-2021-44228', '--reason', 'Not called', ...more)
  const until = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10)
  const asked = await ask('--until', until, '--scope', 'team:Payments', '--lapse-on', 'fix')
  expect(asked.stdout).toMatch(/^pending: CVE-2021-44228/)
  expect((await stance('exceptions', '--target', 'advisory')).stdout).toMatch(/pending +– /)
  const [made] = JSON.parse((await stance('exceptions', '--target', 'advisory', '--json')).stdout).items
  expect(made).toMatchObject({
    expiresAt: `${until}T23:59:59.000Z`,
    scope: { type: 'team', name: 'Payments' },
    lapse: { kev: false, exposure: false, fix: true, severity: false },
  })
  expect((await ask('--days', '9', '--lapse-on', 'keev')).stderr).toContain('kev, exposure, fix, severity')
  expect((await ask('--until', '2027-02-31')).stderr).toContain('such as 2027-01-31')
  expect((await ask('--days', '9', '--until', until)).stderr).toContain('not both')
  expect((await ask('--days', '9', '--scope', 'team:Nobody')).stderr).toContain('Nobody')
  expect((await ask('--days', '9', '--scope', 'Payments')).stderr).toContain('team:…')
  expect((await ask()).stderr).toContain('say until when')
})

test('due dates are summed up, forecast, paused and resumed', async () => {
  expect((await stance('sla')).stdout).toMatch(/medium +1 +0 +0 +0 +0 +0 +0/)
  expect((await stance('sla', 'forecast', '--by', 'team')).stdout).toMatch(/No team +1 +0 +0 \(0\)/)
  expect((await stance('sla', 'pause', id, '--reason', 'Vendor')).stdout).toBe('1 finding paused.\n')
  expect((await stance('sla', 'resume', id, '--reason', 'Back')).stdout).toBe('1 finding resumed.\n')
})

test('owners are listed and mapped', async () => {
  expect((await stance('owners')).stdout).toContain('No source names an owner')
  expect((await stance('owners', 'map', '@acme/api', 'somebody')).stderr).toContain('somebody')
  expect((await stance('owners', 'map', '@acme/api', 'team:Nobody')).stderr).toContain('Nobody')
  await call('POST', '/teams', { name: 'API' })
  expect((await stance('owners', 'map', '@acme/api', 'team:API')).stdout).toBe('@acme/api is team:API.\n')
})

test('what somebody has goes to another, by e-mail and name of team', async () => {
  await call('POST', '/teams', { name: 'Night shift' })
  const { user } = await call('POST', '/users', { name: 'Jo', email: 'jo@example.org', role: 'security' })
  await call('PATCH', '/findings', { ids: [id], assignee: user.id })
  const over = (...who: string[]) => stance('owners', 'hand-over', ...who, '--note', 'On leave')
  expect((await over('Jo@example.org', 'team:Night shift')).stdout).toBe('1 finding handed over.\n')
  expect((await over('team:Night shift', 'none')).stdout).toBe('1 finding handed over.\n')
  expect((await over('nobody@example.org', 'none')).stderr).toContain('nobody@example.org')
})
