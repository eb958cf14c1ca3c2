import { afterAll, beforeAll, expect, test } from 'vitest'
import { local } from '../../test/app.ts'
import { type IntelWorld, intelWorld, osvRecord } from '../../test/intel-world.ts'
import { outdatedBranches } from '../intel/matching/outdated-branches.ts'
import { LICENSE_PRESETS } from '../inventory/licenses/license-policy.ts'
import { transaction } from '../platform/database.ts'

let world: IntelWorld
beforeAll(async () => {
  world = await intelWorld({ STANCE_INTEL_CPE: 'on' })
})
afterAll(() => world.close())

const COPY = { usual: 'a'.repeat(128), other: 'b'.repeat(128) }

/** Stores a CycloneDX list under an asset's name and works off what it queues. */
async function store(asset: string, components: Record<string, unknown>[]): Promise<void> {
  const { statusCode } = await world.app.inject({
    method: 'POST',
    url: `/api/v1/reports?asset=${asset}&createAsset=true`,
    headers: { ...local, 'content-type': 'application/json' },
    payload: JSON.stringify({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      components: components.map((one) => ({ type: 'library', 'bom-ref': one.name, ...one })),
    }),
  })
  expect(statusCode).toBeLessThan(300)
  await world.workOff()
}

const npm = (name: string, version: string, more: Record<string, unknown> = {}) => ({
  name,
  version,
  purl: `pkg:npm/${name}@${version}`,
  ...more,
})
const copyOf = (name: string, digest: string) =>
  npm(name, '1.0.0', { hashes: [{ alg: 'SHA-512', content: digest }] })

/** The assets that would be matched anew if everything were compared on a day. */
async function outdated(today = new Date().toISOString().slice(0, 10)): Promise<string[]> {
  const branches = await transaction(world.pool, (tx) => outdatedBranches(tx, { today, cpe: true }))
  const { rows } = await world.pool.query<{ name: string }>(
    'select name from asset where id = any($1::uuid[]) order by name',
    [branches.map(({ asset }) => asset)],
  )
  return rows.map(({ name }) => name)
}

const WEAK = osvRecord('GHSA-aaaa-aaaa-aaaa', 'parser', [{ introduced: '0' }, { fixed: '1.2.3' }])

test('of what was matched one by one, a comparison of everything finds nothing to do', async () => {
  await world.publish({
    osv: { npm: [WEAK] },
    cycles: { name: 'runtime', ends: { '3': '2100-01-01', '2': '2020-01-01' } },
  })
  await world.sync()
  await store('plain', [npm('quiet', '1.0.0')])
  await store('weak', [npm('parser', '1.0.0'), npm('quiet', '1.0.0')])
  await store('dated', [npm('runtime', '2.1.0'), npm('runtime', '3.1.0', { 'bom-ref': 'newer' })])
  await store('system', [
    {
      name: 'openssl',
      version: '3.0.1-1',
      purl: 'pkg:deb/debian/openssl@3.0.1-1?distro=debian-12&arch=amd64',
      cpe: 'cpe:2.3:a:openssl:openssl:3.0.1:*:*:*:*:*:*:*',
    },
    { name: 'nameless', version: '1', cpe: 'cpe:2.3:a:acme:nameless:1:*:*:*:*:*:*:*' },
  ])
  await store('licensed', [npm('store', '1.0.0', { licenses: [{ license: { id: 'AGPL-3.0-only' } }] })])
  await store('given-up', [
    npm('left', '1.0.0', { properties: [{ name: 'cdx:npm:deprecated', value: 'use right' }] }),
  ])
  for (const [asset, digest] of [
    ['one', COPY.usual],
    ['two', COPY.usual],
    ['odd', COPY.other],
  ] as const)
    await store(asset, [copyOf('glue', digest)])
  expect((await world.findings('asset=weak')).length).toBe(1)
  expect((await world.findings('asset=odd')).length).toBe(1)
  expect(await outdated()).toEqual([])
}, 60_000)

test('it finds exactly those of which something else is known now', async () => {
  // As a store that was brought in from elsewhere: nobody has told what changed.
  await world.pool.query(
    `update advisory_package set ranges = '[{"type":"SEMVER","events":[{"introduced":"0"}]}]'`,
  )
  expect(await outdated()).toEqual([])
  await world.pool.query("update advisory set modified = modified + interval '1 day'")
  expect(await outdated()).toEqual(['weak'])
  await world.pool.query("update advisory set modified = modified - interval '1 day'")
  expect(await outdated('2100-02-02')).toEqual(['dated'])
  await world.pool.query(
    "update component_use set direct = not coalesce(direct, false) where component_id in (select id from component where name = 'parser')",
  )
  expect(await outdated()).toEqual(['weak'])
  await world.pool.query("update component_use set deprecated = 'use left' where deprecated is not null")
  expect(await outdated()).toEqual(['given-up', 'weak'])
  // The copy that most have is told of nowhere: how many have it changes what the odd one says.
  await world.pool.query(
    `update component_use u set hashes = '{}' from asset a where a.id = u.asset_id and a.name = 'one'`,
  )
  expect(await outdated()).toContain('odd')
})

test('what it finds is matched, and only that', async () => {
  const runs = async () =>
    new Map(
      (
        await world.pool.query<{ name: string; at: Date }>(
          'select a.name, r.at from match_run r join asset a on a.id = r.asset_id',
        )
      ).rows.map(({ name, at }) => [name, at.getTime()]),
    )
  const before = await runs()
  const { statusCode } = await world.app.inject({
    method: 'PUT',
    url: '/api/v1/license-policy',
    headers: local,
    payload: { ...(LICENSE_PRESETS.find(({ id }) => id === 'service')?.policy as object), missing: 'allow' },
  })
  expect(statusCode).toBe(200)
  await world.workOff()
  expect((await world.findings('asset=licensed&kind=license')).map(({ state }) => state)).toEqual(['open'])
  const after = await runs()
  const again = [...after].filter(([name, at]) => before.get(name) !== at).map(([name]) => name)
  expect(again).toContain('licensed')
  expect(again).not.toContain('plain')
  expect(again).not.toContain('dated')
  expect(await outdated()).toEqual([])
})
