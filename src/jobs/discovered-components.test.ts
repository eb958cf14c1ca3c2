import { afterAll, beforeAll, expect, test } from 'vitest'
import { ingest, testAsset } from '../../test/ingest.ts'
import { type IntelWorld, intelWorld, osvRecord } from '../../test/intel-world.ts'
import { complete } from '../discovery/complete.ts'
import { discoverTexts } from '../discovery/test-discover.ts'
import { stanceDiscovery } from '../formats/stance-discovery/index.ts'
import { itemsOf } from '../formats/test-items.ts'

let world: IntelWorld
beforeAll(async () => {
  world = await intelWorld()
})
afterAll(() => world.close())

test('a discovery alone gives the vulnerabilities of what lockfiles pin', async () => {
  const found = complete(
    discoverTexts({
      'package.json': '{"name":"till","scripts":{"start":"node ."},"dependencies":{"web":"1"}}',
      'package-lock.json': JSON.stringify({
        lockfileVersion: 3,
        packages: {
          '': { name: 'till', dependencies: { web: '1' } },
          'node_modules/web': { version: '1.0.0', license: 'MIT License', dependencies: { parser: '1' } },
          'node_modules/parser': { version: '1.0.0' },
        },
      }),
    }),
    new Map(),
  )
  const items = await itemsOf(stanceDiscovery, JSON.stringify({ stanceDiscovery: 1, ...found }))
  const asset = await testAsset(world.pool, 'till')
  await ingest(world.pool, { asset, tool: 'Stance discovery', items })
  await world.publish({
    osv: { npm: [osvRecord('GHSA-aaaa-aaaa-aaaa', 'parser', [{ introduced: '0' }, { fixed: '1.2.3' }])] },
  })
  await world.sync()
  expect(await world.findings('asset=till')).toMatchObject([{ location: 'parser@1.0.0', tools: ['Stance'] }])
  const { rows } = await world.pool.query("select licenses from component where name = 'web'")
  expect(rows).toEqual([{ licenses: ['MIT'] }])
}, 60_000)
