import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { local } from '../../../test/app.ts'
import { ingest } from '../../../test/ingest.ts'
import { type IntelWorld, intelWorld, osvRecord } from '../../../test/intel-world.ts'
import { newId } from '../../platform/ids.ts'

let world: IntelWorld
beforeAll(async () => {
  world = await intelWorld()
  await world.publish({
    osv: {
      npm: [
        osvRecord('GHSA-aaaa-aaaa-aaaa', 'deep', [{ introduced: '0' }, { fixed: '1.2.0' }], {
          aliases: ['CVE-2026-1001'],
        }),
        osvRecord('GHSA-bbbb-bbbb-bbbb', 'deep', [{ introduced: '1.0.0' }, { fixed: '1.3.0' }]),
        osvRecord('GHSA-cccc-cccc-cccc', 'stuck', [{ introduced: '0' }]),
      ],
    },
  })
  await world.sync()
  await world.uses(
    'shop',
    { direct: '3.0.0', deep: '1.1.0', stuck: '0.1.0' },
    { app: ['direct', 'stuck'], direct: ['deep'] },
  )
  await world.uses('bank', { deep: '1.2.5' })
  await world.uses('safe', { deep: '1.3.0', deeper: '4.0.0' })
}, 60_000)
afterAll(() => world.close())

const get = async (path: string, headers = local) => {
  const answer = await world.app.inject({ url: `/api/v1${path}`, headers })
  return answer.json()
}
const uses = async (query: string) =>
  (await get(`/uses?${query}`)).items.map(
    (use: { asset: { name: string }; component: { name: string; version: string } }) =>
      `${use.asset.name} ${use.component.name}@${use.component.version}`,
  )
const assetId = async (name: string) =>
  (await world.pool.query('select id from asset where name = $1', [name])).rows[0].id

describe('where a package is used', () => {
  it.each([
    ['package=deep', ['bank deep@1.2.5', 'safe deep@1.3.0', 'shop deep@1.1.0']],
    ['package=npm:deep&versions=%3C1.3.0', ['bank deep@1.2.5', 'shop deep@1.1.0']],
    ['package=pkg:npm/deep@1.3.0', ['safe deep@1.3.0']],
    ['advisory=CVE-2026-1001', ['shop deep@1.1.0']],
    ['advisory=ghsa-bbbb-bbbb-bbbb', []],
    ['advisory=GHSA-bbbb-bbbb-bbbb', ['bank deep@1.2.5', 'shop deep@1.1.0']],
    ['package=nobody', []],
  ])('%s', async (query, expected) => expect(await uses(query)).toEqual(expected))

  it('shows how it comes in and who owns it', async () => {
    const [team, application] = [newId(), newId()]
    await world.pool.query("insert into team (id, name) values ($1, 'Shop team')", [team])
    await world.pool.query("insert into application (id, name, team_id) values ($1, 'Web shop', $2)", [
      application,
      team,
    ])
    await world.pool.query("update asset set application_id = $1 where name = 'shop'", [application])
    const { items } = await get('/uses?package=deep&versions=1.1.0')
    expect(items).toMatchObject([
      {
        application: { name: 'Web shop' },
        team: { name: 'Shop team' },
        chain: ['app', 'direct', 'deep'],
        tool: 'lister',
      },
    ])
    const { headers } = await world.somebody('developer', [team])
    const seen = await world.app.inject({ url: '/api/v1/uses?package=deep', headers })
    expect(seen.json().items.map((use: { asset: { name: string } }) => use.asset.name)).toEqual(['shop'])
  })

  it('goes page by page', async () => {
    const first = await get('/uses?package=deep&limit=2')
    expect(first).toMatchObject({ total: 3, items: [{}, {}] })
    const second = await get(`/uses?package=deep&limit=2&cursor=${first.next}`)
    expect(second).toMatchObject({ next: null, items: [{ asset: { name: 'shop' } }] })
  })

  it.each([
    ['', 'nothing_asked'],
    ['package=deep&versions=%3C%3C1', 'bad_versions'],
  ])('says what is wrong with "%s"', async (query, code) =>
    expect(await get(`/uses?${query}`)).toMatchObject({ status: 400, code }),
  )
})

describe('the way out', () => {
  it('is the least version that no advisory affects, and the dependency to raise', async () => {
    const { items } = await get(`/assets/${await assetId('shop')}/upgrade-plan`)
    expect(items).toMatchObject([
      {
        component: { name: 'deep', version: '1.1.0' },
        advisories: ['CVE-2026-1001', 'GHSA-bbbb-bbbb-bbbb'],
        smallest: { version: '1.3.0', step: 'minor' },
        raise: 'direct',
      },
      { component: { name: 'stuck' }, smallest: null, raise: 'stuck' },
    ])
    const shop = `/assets/${await assetId('shop')}/upgrade-plan`
    expect((await get(`${shop}?name=deep`)).items).toEqual(items.slice(0, 1))
    expect((await get(`${shop}?name=direct`)).items).toEqual([])
    expect((await get(`/assets/${await assetId('safe')}/upgrade-plan`)).items).toEqual([])
  })

  it('is one campaign over all assets', async () => {
    const { items } = await get('/upgrades')
    expect(items[0]).toEqual({
      package: 'npm:deep',
      name: 'deep',
      version: '1.3.0',
      source: 'advisories',
      findings: 3,
      assets: 2,
      replaces: ['1.1.0', '1.2.5'],
    })
  })

  it.each([
    ['the highest fix of all', ['4.0.1', '4.0.10', '4.0.9'], { version: '4.0.10', source: 'scanners' }],
    ['nothing while one finding has no fix', ['4.0.1', undefined], { version: null, source: null }],
    ['nothing below what is in use', ['3.0.0'], { version: null, source: null }],
  ])('takes the word of scanners where no feed knows the package: %s', async (_, fixes, expected) => {
    const asset = await assetId('safe')
    await ingest(world.pool, {
      asset,
      tool: 'grype',
      items: fixes.map((fix, n) => ({
        type: 'observation',
        kind: 'dependency',
        rule: `CVE-2026-200${n}`,
        advisories: [`CVE-2026-200${n}`],
        title: 'deeper is weak',
        severity: 'high',
        component: {
          name: 'deeper',
          version: '4.0.0',
          path: 'package-lock.json',
          ...(fix && { fixVersions: [fix] }),
        },
        raw: '{}',
      })),
    })
    const { items } = await get('/upgrades')
    expect(items.find(({ name }: { name: string }) => name === 'deeper')).toEqual({
      package: 'npm:deeper',
      name: 'deeper',
      findings: fixes.length,
      assets: 1,
      replaces: ['4.0.0'],
      ...expected,
    })
  })

  it('names a package to raise, not the lockfile or module that a tool puts in between', async () => {
    const npm = (name: string, version: string) => ({
      type: 'library',
      'bom-ref': name,
      name,
      version,
      purl: `pkg:npm/${name}@${version}`,
    })
    const bom = {
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      metadata: { component: { type: 'application', 'bom-ref': 'kiosk', name: 'kiosk' } },
      components: [
        { type: 'application', 'bom-ref': 'lock', name: 'web/package-lock.json' },
        npm('direct', '3.0.0'),
        npm('between', '2.0.0'),
        npm('deep', '1.1.0'),
      ],
      dependencies: [
        { ref: 'kiosk', dependsOn: ['lock'] },
        { ref: 'lock', dependsOn: ['direct'] },
        { ref: 'direct', dependsOn: ['between'] },
        { ref: 'between', dependsOn: ['deep'] },
      ],
    }
    const url = '/api/v1/reports?asset=kiosk&fileName=bom.json'
    await world.app.inject({ method: 'POST', url, headers: local, payload: JSON.stringify(bom) })
    await world.workOff()
    const id = await assetId('kiosk')
    expect((await get(`/assets/${id}/upgrade-plan`)).items).toMatchObject([
      { component: { name: 'deep' }, direct: false, raise: 'direct' },
    ])
  })

  it('is nobody else’s business', async () => {
    const { headers } = await world.somebody('developer')
    expect(
      (await world.app.inject({ url: `/api/v1/assets/${await assetId('bank')}/upgrade-plan`, headers }))
        .statusCode,
    ).toBe(404)
    expect((await world.app.inject({ url: '/api/v1/upgrades', headers })).json().items).toEqual([])
  })
})
