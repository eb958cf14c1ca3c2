import { afterAll, beforeAll, expect, test } from 'vitest'
import { local, type TestApp, testApp } from '../../../test/app.ts'
import { ingest, testAsset } from '../../../test/ingest.ts'
import { component, uses } from '../../../test/sbom-items.ts'
import { storedSbom } from '../../../test/stored-sbom.ts'
import { cyclonedxFlaws, spdx2Flaws, spdx3Flaws } from '../../../test/validators.ts'
import type { Item } from '../../formats/contract.ts'
import { cyclonedx } from '../../formats/cyclonedx/index.ts'
import { spdx } from '../../formats/spdx/index.ts'
import { itemsOf, problemsIn } from '../../formats/test-items.ts'
import { SBOM_FORMATS, type SbomFormatId } from './export-sbom.ts'

let it: TestApp
let shop: string
const SHOP = 'pkg:npm/shop@1.0.0'
const EXPRESS = 'pkg:npm/express@4.18.0'
const QS = 'pkg:npm/qs@6.11.0'
const CORE = 'pkg:npm/%40babel/core@7.24.0'
const VITEST = 'pkg:npm/vitest@4.1.0'
const FSEVENTS = 'pkg:npm/fsevents@2.3.3'
const OPENSSL = 'pkg:deb/debian/openssl@3.0.11-1?distro=debian-12&upstream=openssl%403.0.11'
const LOG4J = 'pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1'

/** As our readers tell it: what the root uses, also by way of a lockfile, is direct. */
const ITEMS: Item[] = [
  component(SHOP, { root: true }),
  component(EXPRESS, { direct: true, licenses: ['MIT'], scope: 'runtime', path: 'package-lock.json' }),
  component(QS, { direct: false, licenses: ['BSD-3-Clause OR MIT'] }),
  component(CORE, { direct: true, licenses: ['Acme Licence, “v2”'], scope: 'development' }),
  component(VITEST, { direct: true, scope: 'test' }),
  component(FSEVENTS, { direct: true, scope: 'optional' }),
  component(OPENSSL, { direct: false, path: 'var/lib/dpkg/status' }),
  component(LOG4J, { direct: true }),
  { type: 'component', ref: 'lock', name: 'yarn.lock', componentType: 'application', direct: true },
  { type: 'component', ref: 'odd', name: 'lib "odd" \\ <é>', version: '1 (beta)', direct: false },
  { type: 'component', ref: 'long', name: 'n'.repeat(3_000), componentType: 'library', direct: false },
  uses(SHOP, EXPRESS, CORE, VITEST, FSEVENTS, 'lock'),
  uses(EXPRESS, QS),
  uses('lock', LOG4J),
  uses(LOG4J, 'odd', 'long', OPENSSL),
]

beforeAll(async () => {
  it = await testApp()
  shop = await testAsset(it.pool, 'shop')
  await ingest(it.pool, { asset: shop, tool: 'cdxgen', items: ITEMS, at: '2026-03-01T10:00:00.123Z' })
})
afterAll(() => it.close())

const get = (asset: string, query: string, headers: { authorization: string } = local) =>
  it.app.inject({ url: `/api/v1/assets/${asset}/sbom?${query}`, headers })
const sbom = async (asset: string, format: SbomFormatId) => (await get(asset, `format=${format}`)).body

const FLAWS = {
  'cyclonedx-1.7': (text) => cyclonedxFlaws('1.7', text),
  'cyclonedx-1.6': (text) => cyclonedxFlaws('1.6', text),
  'spdx-2.3': async (text) => spdx2Flaws(text),
  'spdx-3.0': async (text) => spdx3Flaws(text),
} satisfies Record<SbomFormatId, (text: string) => Promise<unknown[]>>
const readerOf = (format: SbomFormatId) => (format.startsWith('spdx') ? spdx : cyclonedx)

test.each(SBOM_FORMATS)('%s keeps to its schema', async (format) => {
  expect(await FLAWS[format](await sbom(shop, format))).toEqual([])
})

test.each(SBOM_FORMATS)('%s comes back as it went', async (format) => {
  const items = await itemsOf(readerOf(format), await sbom(shop, format))
  expect(problemsIn(items)).toEqual([])
  const copy = await testAsset(it.pool)
  await ingest(it.pool, { asset: copy, tool: 'copy', items })
  expect(await storedSbom(it.pool, copy)).toEqual(await storedSbom(it.pool, shop))
  const licenses = items.flatMap((item) =>
    item.type === 'component' && item.licenses?.length ? [[item.name, item.licenses]] : [],
  )
  expect(licenses).toEqual(
    expect.arrayContaining([
      ['express', ['MIT']],
      ['qs', ['BSD-3-Clause OR MIT']],
      [expect.stringMatching(/core$/), ['Acme Licence, “v2”']],
    ]),
  )
  expect(licenses).toHaveLength(3)
})

test.each(SBOM_FORMATS)('%s is the same for the same state', async (format) => {
  const before = await sbom(shop, format)
  expect(await sbom(shop, format)).toBe(before)
  await ingest(it.pool, { asset: shop, tool: 'cdxgen', items: ITEMS, at: '2026-03-01T10:00:00.123Z' })
  expect(await sbom(shop, format)).toBe(before)
})

test('what several tools say stands together, and the asset itself is the root of several roots', async () => {
  const asset = await testAsset(it.pool, 'two tools')
  const at = '2026-03-02T00:00:00.000Z'
  await ingest(it.pool, {
    asset,
    tool: 'one',
    items: [component(SHOP, { root: true }), component(QS, { scope: 'development' }), uses(SHOP, QS)],
  })
  await ingest(it.pool, {
    asset,
    tool: 'two',
    at,
    items: [
      component('pkg:npm/shop-web@1.0.0', { root: true }),
      component(QS, { scope: 'runtime', direct: true }),
    ],
  })
  const bom = JSON.parse(await sbom(asset, 'cyclonedx-1.7'))
  expect(bom.metadata.component).toMatchObject({ 'bom-ref': asset, name: 'two tools', type: 'application' })
  expect(bom.components.map((one: { name: string; scope?: string }) => [one.name, one.scope])).toEqual([
    ['qs', 'required'],
    ['shop', undefined],
    ['shop-web', undefined],
  ])
  expect(bom.dependencies.find(({ ref }: { ref: string }) => ref === asset).dependsOn).toHaveLength(2)
  for (const format of SBOM_FORMATS) expect(await FLAWS[format](await sbom(asset, format))).toEqual([])
})

test('another branch has its own, and one that nobody looked at has none', async () => {
  await ingest(it.pool, { asset: shop, tool: 'cdxgen', branch: 'next', items: [component(QS)] })
  const bom = (await get(shop, 'branch=next')).json()
  expect(bom.components).toMatchObject([{ name: 'qs' }])
  const missing = await get(shop, 'branch=gone')
  expect([missing.statusCode, missing.json().code]).toEqual([404, 'no_components'])
})

test('says what it is', async () => {
  const { headers } = await get(shop, 'format=cyclonedx-1.6')
  expect(headers['content-type']).toBe('application/vnd.cyclonedx+json; version=1.6')
  expect(headers['content-disposition']).toBe('attachment; filename="shop.cdx.json"')
  expect((await get(shop, 'format=word')).statusCode).toBe(400)
})

test('assets that may not be seen look as if they did not exist', async () => {
  const { headers } = await it.somebody('developer', [])
  expect((await get(shop, '', headers)).statusCode).toBe(404)
})
