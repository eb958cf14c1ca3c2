import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Somebody, type TestApp, testApp } from '../../../test/app.ts'
import { codeObservation as code, eventsOf, ingest, testAsset } from '../../../test/ingest.ts'
import { lockAsset } from '../../findings/lock-asset.ts'
import { recountPosture } from '../../findings/posture.ts'
import type { Observation } from '../../model/observation.ts'
import { transaction } from '../../platform/database.ts'
import { applyException } from '../../risk/exceptions/apply-exception.ts'
import { expireExceptions } from '../../risk/exceptions/end-exceptions.ts'
import { settleFindings } from '../../risk/settle-findings.ts'

let t: TestApp
let ada: Somebody
let ben: Somebody
beforeAll(async () => {
  t = await testApp()
  ada = await t.somebody('security')
  ben = await t.somebody('security')
})
afterAll(() => t.close())

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT'
const call = async (who: Somebody, method: Method, url: string, payload?: object) => {
  const response = await t.app.inject({ method, url: `/api/v1${url}`, headers: who.headers, payload })
  return { status: response.statusCode, body: response.json() }
}
const rank = (tx: Parameters<typeof settleFindings>[0], asset: string) =>
  settleFindings(tx, asset, 'unranked')
const settleAll = (asset: string) =>
  transaction(t.pool, async (tx) => {
    await lockAsset(tx, asset)
    await settleFindings(tx, asset, 'all')
    await recountPosture(tx, asset, new Date())
  })
const states = async (asset: string): Promise<Record<string, string>> => {
  const { body } = await call(ada, 'GET', `/findings?asset=${asset}&limit=100`)
  return Object.fromEntries(body.items.map((f: { location: string; state: string }) => [f.location, f.state]))
}
const idsOf = async (asset: string): Promise<string[]> =>
  (await call(ada, 'GET', `/findings?asset=${asset}&sort=location`)).body.items.map(
    (f: { id: string }) => f.id,
  )
const soon = () => new Date(Date.now() + 30 * 86_400_000).toISOString()
const vulnerable = (
  name: string,
  version: string,
  advisory: string,
  over: Partial<Observation> = {},
): Observation => ({
  type: 'observation',
  kind: 'dependency',
  rule: advisory,
  title: `${advisory} in ${name}`,
  severity: 'medium',
  advisories: [advisory],
  component: { name, version, path: 'package-lock.json', purl: `pkg:npm/${name}@${version}` },
  raw: '{}',
  ...over,
})

it('one finding below the threshold: holds at once, ends by revoking', async () => {
  const asset = await testAsset(t.pool)
  await ingest(t.pool, {
    asset,
    items: [code({ severity: 'medium' }), code({ path: 'src/b.ts', severity: 'medium' })],
  })
  const [id] = (await idsOf(asset)) as [string]
  const asked = await call(ada, 'POST', '/exceptions', {
    target: { type: 'findings', ids: [id] },
    kind: 'mitigated',
    reason: 'The firewall refuses it',
    expiresAt: soon(),
  })
  expect(asked).toMatchObject({
    status: 201,
    body: { status: 'active', findings: 1, summary: '1 finding', approvalReasons: [], mayApprove: false },
  })
  expect(await states(asset)).toEqual({ 'src/a.ts:10': 'accepted', 'src/b.ts:10': 'open' })
  const told = {
    id: asked.body.id,
    kind: 'mitigated',
    summary: '1 finding',
    reason: 'The firewall refuses it',
  }
  const exceptionsOf = async () => (await call(ada, 'GET', `/findings/${id}`)).body.exceptions
  expect(await exceptionsOf()).toMatchObject([
    { ...told, status: 'active', until: asked.body.expiresAt, endReason: null, lapsedBy: null },
  ])
  const revoked = await call(ada, 'POST', `/exceptions/${asked.body.id}/revoke`, {
    reason: 'The firewall is gone',
  })
  expect(revoked.body).toMatchObject({ status: 'revoked', endReason: 'The firewall is gone', findings: 0 })
  expect((await states(asset))['src/a.ts:10']).toBe('open')
  expect(await eventsOf(t.pool, asset, id)).toEqual(['opened', 'decided', 'revoked'])
  expect(await exceptionsOf()).toMatchObject([
    { ...told, status: 'revoked', endReason: 'The firewall is gone' },
  ])
  const again = await call(ada, 'POST', `/exceptions/${asked.body.id}/revoke`, { reason: 'x' })
  expect(again).toMatchObject({ status: 409, body: { code: 'has_ended' } })
})

it('from the threshold on a second person decides, also where the list of findings asks', async () => {
  const asset = await testAsset(t.pool)
  await ingest(t.pool, { asset, items: [code({ severity: 'critical' })] })
  const [id] = (await idsOf(asset)) as [string]
  const accepted = await call(ada, 'PATCH', '/findings', {
    ids: [id],
    decision: 'accepted',
    reason: 'Until May',
  })
  expect(accepted).toMatchObject({ status: 200, body: { changed: 0, exception: { status: 'pending' } } })
  expect(await states(asset)).toEqual({ 'src/a.ts:10': 'open' })
  const url = `/exceptions/${accepted.body.exception.id}`
  expect((await call(ada, 'GET', url)).body).toMatchObject({
    approvalReasons: [expect.stringContaining('critical')],
    mayApprove: false,
    kind: 'risk_accepted',
  })
  const own = await call(ada, 'POST', `${url}/approval`, { verdict: 'approved' })
  expect(own).toMatchObject({ status: 403, body: { code: 'own_request' } })
  const developer = await t.somebody('developer')
  expect((await call(developer, 'POST', `${url}/approval`, { verdict: 'approved' })).status).toBe(403)
  expect((await call(ben, 'GET', url)).body.mayApprove).toBe(true)
  const approved = await call(ben, 'POST', `${url}/approval`, { verdict: 'approved', comment: 'Fine' })
  expect(approved.body).toMatchObject({
    status: 'active',
    findings: 1,
    approvals: [{ by: { name: 'test' }, verdict: 'approved', comment: 'Fine' }],
  })
  expect(await states(asset)).toEqual({ 'src/a.ts:10': 'accepted' })
  const { rows } = await t.pool.query(`select action from audit_entry where object = $1 order by seq`, [
    `exception/${accepted.body.exception.id}`,
  ])
  expect(rows.map((row) => row.action)).toEqual(['exception.request', 'exception.approve'])
  // Another word on the finding ends what held it.
  await call(ada, 'PATCH', '/findings', { ids: [id], decision: null })
  expect((await call(ada, 'GET', url)).body).toMatchObject({ status: 'revoked', findings: 0 })
})

it('a vulnerability everywhere, also where it comes later, until it is known to be exploited', async () => {
  const [left, right] = [await testAsset(t.pool), await testAsset(t.pool)]
  await t.pool.query(
    `insert into advisory_alias (id, canonical) values ('CVE-2030-1', 'CVE-2030-1'), ('GHSA-aaaa-bbbb-cccc', 'CVE-2030-1')`,
  )
  await ingest(t.pool, { asset: left, items: [vulnerable('left-pad', '1.0.0', 'GHSA-aaaa-bbbb-cccc')] })
  const preview = await call(ada, 'POST', '/exceptions/preview', {
    target: { type: 'advisory', advisory: 'cve-2030-1' },
  })
  expect(preview.body).toMatchObject({ findings: 1, assets: 1, bySeverity: { medium: 1 } })
  expect(preview.body.approvalReasons).toEqual(['It covers findings that come later, too.'])
  const asked = await call(ada, 'POST', '/exceptions', {
    target: { type: 'advisory', advisory: 'cve-2030-1' },
    kind: 'not_affected',
    justification: 'vulnerable_code_not_in_execute_path',
    reason: 'We never call it',
    lapse: { kev: true },
  })
  const { id } = asked.body
  await call(ben, 'POST', `/exceptions/${id}/approval`, { verdict: 'approved' })
  expect(await applyException(t.pool, id, rank)).toBe(1)
  expect(Object.values(await states(left))).toEqual(['false_positive'])
  await ingest(t.pool, { asset: right, items: [vulnerable('left-pad', '1.0.1', 'CVE-2030-1')] })
  expect(Object.values(await states(right))).toEqual(['false_positive'])
  const vex = await t.app.inject({
    url: `/api/v1/assets/${right}/vex?format=openvex`,
    headers: ada.headers,
  })
  expect(vex.json().statements).toMatchObject([
    { status: 'not_affected', justification: 'vulnerable_code_not_in_execute_path' },
  ])
  for (const asset of [left, right]) {
    await t.pool.query('update finding set known_exploited = true where asset_id = $1', [asset])
    await settleAll(asset)
  }
  expect([...Object.values(await states(left)), ...Object.values(await states(right))]).toEqual([
    'open',
    'open',
  ])
  expect((await call(ada, 'GET', `/exceptions/${id}`)).body).toMatchObject({
    status: 'lapsed',
    endReason: 'it is known to be exploited now',
    lapsed: [{ reason: 'kev', findings: 2 }],
  })
  const [finding] = (await idsOf(left)) as [string]
  const { body } = await call(ada, 'GET', `/findings/${finding}`)
  expect(body.history.at(-1)).toMatchObject({
    type: 'lapsed',
    actor: 'Stance',
    data: { lapse: 'kev', reason: 'it is known to be exploited now' },
  })
})

it('a component in some versions, and a rule over many, within a scope', async () => {
  const [mine, other] = [await testAsset(t.pool), await testAsset(t.pool)]
  const items = [
    vulnerable('minimist', '1.2.0', 'CVE-2031-1'),
    vulnerable('minimist', '1.3.0', 'CVE-2031-2'),
    vulnerable('other', '1.2.0', 'CVE-2031-3'),
    code({ path: 'test/a.ts', severity: 'low' }),
  ]
  for (const asset of [mine, other]) await ingest(t.pool, { asset, items })
  const ask = async (target: object) => {
    const { body } = await call(ada, 'POST', '/exceptions', {
      target,
      scope: { type: 'asset', id: mine },
      kind: 'will_not_fix',
      reason: 'A tool for builds',
      expiresAt: soon(),
    })
    await call(ben, 'POST', `/exceptions/${body.id}/approval`, { verdict: 'approved' })
    return applyException(t.pool, body.id, rank)
  }
  expect(await ask({ type: 'component', component: 'pkg:npm/minimist', versions: '<1.2.5' })).toBe(1)
  expect(
    await ask({ type: 'rule', when: 'finding.kind == "code" && finding.path.startsWith("test/")' }),
  ).toBe(1)
  expect(Object.values(await states(other)).every((state) => state === 'open')).toBe(true)
  const { body } = await call(ada, 'GET', `/findings?asset=${mine}&state=accepted`)
  expect(body.items.map((f: { title: string }) => f.title).sort()).toEqual([
    'CVE-2031-1 in minimist',
    'SQL injection',
  ])
  const bad = await call(ada, 'POST', '/exceptions', {
    target: { type: 'rule', when: 'finding.kindd == "code"' },
    kind: 'will_not_fix',
    reason: 'x',
    expiresAt: soon(),
  })
  expect(bad).toMatchObject({ status: 400, body: { code: 'bad_exception' } })
})

it('runs out, and findings are open again', async () => {
  const asset = await testAsset(t.pool)
  await ingest(t.pool, { asset, items: [code({ severity: 'low' })] })
  const [id] = (await idsOf(asset)) as [string]
  const { body } = await call(ada, 'PATCH', '/findings', { ids: [id], decision: 'accepted', until: soon() })
  expect(body.exception.status).toBe('active')
  await t.pool.query(`update exception set expires_at = now() - interval '1 s' where id = $1`, [
    body.exception.id,
  ])
  await expireExceptions(t.pool, rank)
  expect(await states(asset)).toEqual({ 'src/a.ts:10': 'open' })
  expect((await call(ada, 'GET', `/exceptions/${body.exception.id}`)).body.status).toBe('expired')
  expect(await eventsOf(t.pool, asset, id)).toEqual(['opened', 'decided', 'expired'])
})

it('exposure that opens, a fix that comes and a score that rises end it, what was so before does not', async () => {
  const asset = await testAsset(t.pool)
  await ingest(t.pool, {
    asset,
    items: [code({ severity: 'low' }), code({ path: 'src/b.ts', severity: 'low' })],
  })
  const [one] = (await idsOf(asset)) as [string, string]
  const { body } = await call(ada, 'POST', '/exceptions', {
    target: { type: 'findings', ids: [one] },
    kind: 'risk_accepted',
    reason: 'Inside only',
    expiresAt: soon(),
    lapse: { kev: true, exposure: true },
  })
  await settleAll(asset)
  expect((await states(asset))['src/a.ts:10']).toBe('accepted')
  await t.pool.query(`update asset set exposure = 'internet' where id = $1`, [asset])
  await settleAll(asset)
  expect((await states(asset))['src/a.ts:10']).toBe('open')
  expect((await call(ada, 'GET', `/exceptions/${body.id}`)).body).toMatchObject({ status: 'lapsed' })
  // Known when it was accepted again: no reason to end it.
  await call(ada, 'PATCH', '/findings', { ids: [one], decision: 'accepted', reason: 'Still' })
  await settleAll(asset)
  expect((await states(asset))['src/a.ts:10']).toBe('accepted')
})

it('the list filters and counts; settings bound how long they last', async () => {
  const { body } = await call(ada, 'GET', '/exceptions?status=lapsed&target=advisory')
  expect(body).toMatchObject({ total: 1, items: [{ summary: 'CVE-2030-1' }] })
  const settings = await call(ada, 'GET', '/exception-settings')
  const changed = await call(ada, 'PUT', '/exception-settings', { ...settings.body, maxDays: 10 })
  expect(changed.body.maxDays).toBe(10)
  const asset = await testAsset(t.pool)
  await ingest(t.pool, { asset, items: [code({ severity: 'low' })] })
  const late = await call(ada, 'PATCH', '/findings', {
    ids: await idsOf(asset),
    decision: 'accepted',
    until: soon(),
  })
  expect(late).toMatchObject({ status: 400, body: { code: 'bad_exception' } })
  await call(ada, 'PUT', '/exception-settings', settings.body)
})
