import { afterAll, beforeAll, expect, test } from 'vitest'
import { local, type TestApp, testApp } from '../../../test/app.ts'
import { findingsOf, ingest, testAsset } from '../../../test/ingest.ts'
import { component } from '../../../test/sbom-items.ts'
import { csafFlaws, cyclonedxFlaws, openvexFlaws } from '../../../test/validators.ts'
import type { Item } from '../../formats/contract.ts'
import { csaf } from '../../formats/csaf/index.ts'
import { cyclonedx } from '../../formats/cyclonedx/index.ts'
import { openvex } from '../../formats/openvex/index.ts'
import { itemsOf, observationsIn, problemsIn } from '../../formats/test-items.ts'
import type { Observation } from '../../model/observation.ts'

let it: TestApp
let shop: string

const vulnerable = (id: string, purl: string, over: Partial<Observation> = {}): Item => {
  const { name, version = '' } = component(purl)
  return {
    type: 'observation',
    kind: 'dependency',
    rule: id,
    title: `${id} in ${name}`,
    severity: 'high',
    advisories: [id],
    component: { name, version, purl, fixVersions: ['99.0.0'] },
    raw: '{}',
    ...over,
  }
}

const QS = 'pkg:npm/qs@6.11.0'
const SCAN: Item[] = [
  component('pkg:npm/shop@1.0.0', { root: true }),
  vulnerable('CVE-2024-0001', QS, {
    advisories: ['CVE-2024-0001', 'GHSA-aaaa-bbbb-cccc'],
    description: 'Prototype pollution in "qs"',
    cwes: [1321, 20],
    cvss: [
      { vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', score: 7.5, version: '3.1', source: 'nvd' },
    ],
    references: ['https://advisories.example/1', 'no address'],
    epss: 0.4,
    knownExploited: true,
  }),
  vulnerable('CVE-2024-0002', QS),
  vulnerable('CVE-2024-0003', QS),
  vulnerable('CVE-2024-0004', QS),
  vulnerable('CVE-2024-0004', 'pkg:npm/tar@6.0.0'),
  vulnerable('GHSA-dddd-eeee-ffff', QS, {
    component: { name: '@odd/näme', version: '1.0.0', purl: 'pkg:npm/%40odd/n%C3%A4me@1.0.0' },
  }),
  vulnerable('CVE-2024-0006', 'pkg:npm/gone@1.0.0'),
  vulnerable('CVE-2024-0007', QS, { component: { name: 'without purl', version: '1' } }),
  // No vulnerability: no statement.
  vulnerable('GPL', QS, { kind: 'license', advisories: [] }),
]
const GONE = 'CVE-2024-0006'

beforeAll(async () => {
  it = await testApp()
  shop = await testAsset(it.pool, 'shop')
  await ingest(it.pool, { asset: shop, tool: 'grype', items: SCAN, at: '2026-03-01T10:00:00.000Z' })
  const left = SCAN.filter((item) => item.type !== 'observation' || item.rule !== GONE)
  await ingest(it.pool, { asset: shop, tool: 'grype', items: left, at: '2026-03-02T10:00:00.000Z' })
  await decide(
    'CVE-2024-0001',
    'false_positive',
    'Vulnerable code not in execute path: we never parse nested keys.',
  )
  await decide('CVE-2024-0002', 'accepted', 'Only internal callers', '2027-01-01T00:00:00.000Z')
  await decide('CVE-2024-0003', 'open', 'Seen in production')
  await decide('GHSA-dddd-eeee-ffff', 'false_positive', 'The tool is wrong')
})
afterAll(() => it.close())

async function decide(advisory: string, decision: string, reason: string, until?: string) {
  const ids = (await findingsOf(it.pool, shop))
    .filter((one) => one.advisories.includes(advisory))
    .map(({ id }) => id)
  const payload = { ids, decision, reason, ...(until && { until }) }
  const { statusCode } = await it.app.inject({
    method: 'PATCH',
    url: '/api/v1/findings',
    headers: local,
    payload,
  })
  expect(statusCode).toBe(200)
}

const get = (path: string, asset = shop, headers = local) =>
  it.app.inject({ url: `/api/v1/assets/${asset}${path}`, headers })

const DOCUMENTS = [
  ['openvex', '/vex?format=openvex', openvex, async (text: string) => openvexFlaws(text)],
  ['csaf', '/vex?format=csaf', csaf, csafFlaws],
  ['cyclonedx', '/vex?format=cyclonedx', cyclonedx, (text: string) => cyclonedxFlaws('1.7', text)],
  ['vdr', '/vdr', cyclonedx, (text: string) => cyclonedxFlaws('1.7', text)],
] as const

test.each(DOCUMENTS)('%s keeps to its schema', async (_, path, __, flaws) => {
  expect(await flaws((await get(path)).body)).toEqual([])
})

test.each(DOCUMENTS)('%s is the same for the same state', async (_, path) => {
  expect((await get(path)).body).toBe((await get(path)).body)
})

test.each(DOCUMENTS)('%s comes back with its packages and verdicts', async (_, path, reader) => {
  const items = await itemsOf(reader, (await get(path)).body)
  expect(problemsIn(items)).toEqual([])
  const read = observationsIn(items).map(({ advisories, component: c, verdict }) => [
    advisories?.[0],
    c?.name,
    c?.version,
    verdict?.state,
  ])
  expect(read.sort()).toEqual([
    ['CVE-2024-0001', 'qs', '6.11.0', 'false_positive'],
    ['CVE-2024-0002', 'qs', '6.11.0', 'open'],
    ['CVE-2024-0003', 'qs', '6.11.0', 'open'],
    ['CVE-2024-0004', 'qs', '6.11.0', 'open'],
    ['CVE-2024-0004', 'tar', '6.0.0', 'open'],
    ['CVE-2024-0006', 'gone', '1.0.0', 'fixed'],
    ['CVE-2024-0007', 'without purl', '1', 'open'],
    ['GHSA-dddd-eeee-ffff', '@odd/näme', '1.0.0', 'false_positive'],
  ])
})

test('decisions are statements with their reason, author, end and what is done', async () => {
  const { statements } = (await get('/vex')).json()
  const of = (id: string) =>
    statements.find((one: { vulnerability: { name: string } }) => one.vulnerability.name === id)
  const today = new Date().toISOString().slice(0, 10)
  expect(of('CVE-2024-0001')).toMatchObject({
    status: 'not_affected',
    justification: 'vulnerable_code_not_in_execute_path',
    status_notes: `this machine, ${today}: Vulnerable code not in execute path: we never parse nested keys.`,
    products: [{ '@id': 'pkg:npm/shop@1.0.0', subcomponents: [{ '@id': QS }] }],
    vulnerability: { aliases: ['GHSA-aaaa-bbbb-cccc'] },
  })
  expect(of('CVE-2024-0002')).toMatchObject({
    status: 'affected',
    action_statement: 'The risk is accepted until 2027-01-01: Only internal callers. Update qs to 99.0.0.',
  })
  expect(of('CVE-2024-0003')).toMatchObject({ status: 'affected', action_statement: 'Update qs to 99.0.0.' })
  expect(of('CVE-2024-0004')).toMatchObject({ status: 'under_investigation' })
  expect(of('CVE-2024-0006')).toMatchObject({ status: 'fixed', timestamp: '2026-03-02T10:00:00.000Z' })
  expect(of('GHSA-dddd-eeee-ffff')).toMatchObject({ impact_statement: 'The tool is wrong' })
})

test('CSAF tells each CVE once, with flags and remedies', async () => {
  const { vulnerabilities } = (await get('/vex?format=csaf')).json()
  const of = (cve: string) => vulnerabilities.filter((one: { cve?: string }) => one.cve === cve)
  expect(of('CVE-2024-0004')).toHaveLength(1)
  expect(of('CVE-2024-0004')[0].product_status.under_investigation).toHaveLength(2)
  expect(of('CVE-2024-0001')[0].flags).toMatchObject([{ label: 'vulnerable_code_not_in_execute_path' }])
  expect(of('CVE-2024-0002')[0].remediations).toMatchObject([{ category: 'no_fix_planned' }])
  expect(of('CVE-2024-0003')[0].remediations).toMatchObject([{ category: 'vendor_fix' }])
})

test('a disclosure report tells all that is known', async () => {
  const { vulnerabilities } = (await get('/vdr')).json()
  expect(vulnerabilities[0]).toMatchObject({
    id: 'CVE-2024-0001',
    source: { name: 'NVD', url: 'https://nvd.nist.gov/vuln/detail/CVE-2024-0001' },
    references: [{ id: 'GHSA-aaaa-bbbb-cccc' }],
    ratings: [
      { severity: 'high', source: { name: 'Stance' } },
      { method: 'CVSSv31', score: 7.5, source: { name: 'nvd' } },
    ],
    cwes: expect.arrayContaining([20, 1321]),
    detail: 'Prototype pollution in "qs"',
    recommendation: 'Update qs to 99.0.0.',
    advisories: [{ url: 'https://advisories.example/1' }],
    analysis: { state: 'not_affected', justification: 'code_not_reachable' },
    affects: [{ ref: QS }],
  })
})

test('an asset of which nothing is known has an empty CycloneDX document, and none of the others', async () => {
  const bare = await testAsset(it.pool, 'bare')
  expect(await cyclonedxFlaws('1.7', (await get('/vdr', bare)).body)).toEqual([])
  for (const format of ['openvex', 'csaf'])
    expect((await get(`/vex?format=${format}`, bare)).json().code).toBe('no_statements')
})

test('says what it is, to those who may see the asset', async () => {
  const { headers } = await get('/vex?format=csaf')
  expect(headers['content-disposition']).toBe('attachment; filename="shop.csaf.json"')
  const { headers: stranger } = await it.somebody('developer', [])
  for (const path of ['/vex', '/vdr']) expect((await get(path, shop, stranger)).statusCode).toBe(404)
})
