import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Somebody, type TestApp, testApp } from '../../../test/app.ts'
import { codeObservation as code, ingest, testAsset } from '../../../test/ingest.ts'
import { component } from '../../../test/sbom-items.ts'
import { csafFlaws, cyclonedxFlaws, openvexFlaws } from '../../../test/validators.ts'
import { lockAsset } from '../../findings/lock-asset.ts'
import type { Observation } from '../../model/observation.ts'
import { transaction } from '../../platform/database.ts'
import { applyException } from '../../risk/exceptions/apply-exception.ts'
import { previewException } from '../../risk/exceptions/preview.ts'
import { settleFindings, settleWritten } from '../../risk/settle-findings.ts'

// What ends exceptions before their time, and what others read of them.

let t: TestApp
let ada: Somebody
let ben: Somebody
beforeAll(async () => {
  t = await testApp()
  ada = await t.somebody('security')
  ben = await t.somebody('security')
})
afterAll(() => t.close())

const call = async (who: Somebody, method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object) => {
  const response = await t.app.inject({ method, url: `/api/v1${url}`, headers: who.headers, payload })
  return { status: response.statusCode, body: response.json() }
}
interface Row {
  id: string
  title: string
  state: string
  score: number
}
const findings = async (asset: string): Promise<Row[]> =>
  (await call(ada, 'GET', `/findings?asset=${asset}&sort=title&limit=100`)).body.items
const stateOf = async (asset: string, title: string): Promise<string | undefined> =>
  (await findings(asset)).find((one) => one.title === title)?.state
const soon = () => new Date(Date.now() + 30 * 86_400_000).toISOString()
const settleAll = (asset: string) =>
  transaction(t.pool, async (tx) => {
    await lockAsset(tx, asset)
    await settleFindings(tx, asset, 'all')
  })

const vulnerable = (id: string, purl: string, over: Partial<Observation> = {}): Observation => {
  const { name, version = '' } = component(purl)
  return {
    type: 'observation',
    kind: 'dependency',
    rule: id,
    title: `${id} in ${name}`,
    severity: 'medium',
    advisories: [id],
    component: { name, version, purl, path: 'package-lock.json' },
    raw: '{}',
    ...over,
  }
}

/** Accepts the findings of an asset, each with the condition that a name says; what the rest has is off. */
async function acceptAll(asset: string, lapse: object): Promise<string> {
  const ids = (await findings(asset)).map(({ id }) => id)
  const { status, body } = await call(ada, 'POST', '/exceptions', {
    target: { type: 'findings', ids },
    kind: 'risk_accepted',
    reason: 'Not now',
    expiresAt: soon(),
    lapse: { kev: false, exposure: false, fix: false, severity: false, score: null, ...lapse },
  })
  expect([status, body.status]).toEqual([201, 'active'])
  return body.id
}
const exception = async (id: string) => (await call(ada, 'GET', `/exceptions/${id}`)).body

it('a fix that becomes known ends it for what has one now, and not for what had one', async () => {
  const asset = await testAsset(t.pool)
  const with_ = (id: string, fixVersions?: string[]) => {
    const made = vulnerable(id, 'pkg:npm/qs@6.0.0')
    return {
      ...made,
      component: { name: 'qs', version: '6.0.0', ...made.component, ...(fixVersions && { fixVersions }) },
    }
  }
  await ingest(t.pool, {
    asset,
    items: [with_('CVE-2030-1'), with_('CVE-2030-2', ['6.1.0']), with_('CVE-2030-3')],
  })
  const id = await acceptAll(asset, { fix: true })
  await ingest(t.pool, {
    asset,
    items: [with_('CVE-2030-1', ['6.2.0']), with_('CVE-2030-2', ['6.1.0']), with_('CVE-2030-3')],
  })
  expect((await findings(asset)).map(({ state }) => state)).toEqual(['open', 'accepted', 'accepted'])
  expect(await exception(id)).toMatchObject({
    status: 'active',
    findings: 2,
    lapsed: [{ reason: 'fix', findings: 1 }],
  })
  const [first] = (await findings(asset)) as [Row]
  const { body } = await call(ada, 'GET', `/findings/${first.id}`)
  expect(body.exceptions).toMatchObject([{ id, status: 'active', lapsedBy: 'fix' }])
  expect(body.history.at(-1)).toMatchObject({
    type: 'lapsed',
    data: { reason: 'a version that fixes it is known now' },
  })
})

it('a severity that rises ends it, one that falls does not', async () => {
  const asset = await testAsset(t.pool)
  const at = (a: 'low' | 'medium' | 'high', b: 'low' | 'medium' | 'high') => [
    code({ title: 'A', severity: a }),
    code({ title: 'B', path: 'src/b.ts', severity: b }),
  ]
  await ingest(t.pool, { asset, items: at('medium', 'medium') })
  const id = await acceptAll(asset, { severity: true })
  await ingest(t.pool, { asset, items: at('high', 'low') })
  expect((await findings(asset)).map(({ state }) => state)).toEqual(['open', 'accepted'])
  expect(await exception(id)).toMatchObject({ lapsed: [{ reason: 'severity', findings: 1 }] })
  // A person’s word on the severity is one too.
  const other = (await findings(asset))[1] as Row
  await call(ada, 'PATCH', '/findings', { ids: [other.id], severity: 'high' })
  expect(await stateOf(asset, 'B')).toBe('open')
  expect(await exception(id)).toMatchObject({ status: 'lapsed', endReason: 'its severity has risen' })
})

it('a score that rises above what was accepted ends it', async () => {
  const asset = await testAsset(t.pool)
  await ingest(t.pool, { asset, items: [code({ title: 'A', severity: 'medium' })] })
  const [before] = (await findings(asset)) as [Row]
  const id = await acceptAll(asset, { score: Math.min(99, before.score + 1) })
  await settleAll(asset)
  expect(await stateOf(asset, 'A')).toBe('accepted')
  await call(ada, 'PATCH', `/assets/${asset}`, {
    exposure: 'internet',
    criticality: 'critical',
    dataClasses: ['pii'],
  })
  await settleAll(asset)
  const [after] = (await findings(asset)) as [Row]
  expect(after.score).toBeGreaterThan(before.score + 1)
  expect(after.state).toBe('open')
  expect(await exception(id)).toMatchObject({ status: 'lapsed', lapsed: [{ reason: 'score', findings: 1 }] })
})

it('a preview that had no time for everything says so, and asks for a second person', async () => {
  const assets = [await testAsset(t.pool), await testAsset(t.pool)]
  for (const asset of assets)
    await ingest(t.pool, { asset, items: [code({ title: 'P', rule: 'previewed', severity: 'low' })] })
  const target = { type: 'rule' as const, when: 'finding.rule == "previewed"' }
  const { body } = await call(ada, 'POST', '/exceptions/preview', { target })
  expect(body).toMatchObject({ findings: 2, assets: 2, partial: false })
  expect(body.looked.assets).toBe(body.looked.of)
  const { person } = ada
  const actor = {
    id: person.id,
    name: person.name,
    role: 'security' as const,
    teams: [],
    kind: 'user' as const,
  }
  const hurried = await previewException(t.pool, actor, { target, scope: 'everything', scopeId: null }, 0)
  expect(hurried).toMatchObject({ findings: 0, partial: true, looked: { assets: 0, of: body.looked.of } })
  expect(hurried.approvalReasons.at(-1)).toContain('only 0 could be looked at')
})

const QS = ['pkg:npm/qs@6.0.0', 'pkg:npm/qs@6.5.0'] as const

it('a component everywhere and a vulnerability in whatever it is are statements of every product’s VEX, until they end', async () => {
  const [shop, till] = [await testAsset(t.pool, 'vex-shop'), await testAsset(t.pool, 'vex-till')]
  await ingest(t.pool, {
    asset: shop,
    tool: 'grype',
    items: [
      component('pkg:npm/shop@1.0.0', { root: true }),
      vulnerable('CVE-2032-0001', QS[0]),
      vulnerable('CVE-2032-0002', QS[0]),
      vulnerable('CVE-2032-0003', 'pkg:npm/tar@1.0.0'),
    ],
  })
  await ingest(t.pool, {
    asset: till,
    tool: 'grype',
    items: [
      component('pkg:npm/till@2.0.0', { root: true }),
      vulnerable('CVE-2032-0001', QS[1]),
      vulnerable('CVE-2032-0003', 'pkg:npm/tar@2.0.0'),
    ],
  })
  const ask = async (wish: object): Promise<string> => {
    const { body } = await call(ada, 'POST', '/exceptions', wish)
    await call(ben, 'POST', `/exceptions/${body.id}/approval`, { verdict: 'approved' })
    await applyException(t.pool, body.id, settleWritten)
    return body.id
  }
  const component_ = await ask({
    target: { type: 'component', component: 'pkg:npm/qs' },
    kind: 'not_affected',
    justification: 'inline_mitigations_already_exist',
    reason: 'Our proxy refuses nested keys',
  })
  const advisory = await ask({
    target: { type: 'advisory', advisory: 'cve-2032-0003' },
    kind: 'risk_accepted',
    reason: 'Only our own archives',
    expiresAt: soon(),
  })
  const get = async (asset: string, format: string) =>
    (await t.app.inject({ url: `/api/v1/assets/${asset}/vex?format=${format}`, headers: ada.headers })).body
  const openvex = async (asset: string) =>
    JSON.parse(await get(asset, 'openvex')).statements.map(
      (one: {
        vulnerability: { name: string }
        status: string
        justification?: string
        action_statement?: string
      }) => [
        one.vulnerability.name,
        one.status,
        one.justification ?? one.action_statement?.replace(/until \S+:/, 'until:') ?? null,
      ],
    )
  const accepted = 'The risk is accepted until: Only our own archives. No fixed version of tar is known.'
  const mitigated = 'inline_mitigations_already_exist'
  expect((await openvex(shop)).sort()).toEqual([
    ['CVE-2032-0001', 'not_affected', mitigated],
    ['CVE-2032-0002', 'not_affected', mitigated],
    ['CVE-2032-0003', 'affected', accepted],
  ])
  expect((await openvex(till)).sort()).toEqual([
    ['CVE-2032-0001', 'not_affected', mitigated],
    ['CVE-2032-0003', 'affected', accepted],
  ])
  const csaf = JSON.parse(await get(till, 'csaf')).vulnerabilities
  const of = (cve: string) => csaf.find((one: { cve: string }) => one.cve === cve)
  expect(of('CVE-2032-0001')).toMatchObject({
    flags: [{ label: mitigated }],
    threats: [{ category: 'impact', details: expect.stringContaining('Our proxy refuses nested keys') }],
  })
  expect(of('CVE-2032-0003')).toMatchObject({
    remediations: [{ category: 'no_fix_planned', details: expect.stringContaining('Only our own archives') }],
  })
  const bom = JSON.parse(await get(till, 'cyclonedx')).vulnerabilities
  expect(bom.find((one: { id: string }) => one.id === 'CVE-2032-0001').analysis).toMatchObject({
    state: 'not_affected',
    justification: 'protected_by_mitigating_control',
    detail: expect.stringContaining('Our proxy refuses nested keys'),
  })
  expect(bom.find((one: { id: string }) => one.id === 'CVE-2032-0003').analysis).toMatchObject({
    response: ['will_not_fix'],
  })
  expect(openvexFlaws(await get(till, 'openvex'))).toEqual([])
  expect(await csafFlaws(await get(till, 'csaf'))).toEqual([])
  expect(await cyclonedxFlaws('1.7', await get(till, 'cyclonedx'))).toEqual([])

  for (const id of [component_, advisory])
    await call(ada, 'POST', `/exceptions/${id}/revoke`, { reason: 'No longer so' })
  expect((await openvex(till)).map(([, status]: string[]) => status)).toEqual([
    'under_investigation',
    'under_investigation',
  ])
})
