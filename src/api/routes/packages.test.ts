import { afterAll, beforeAll, expect, test } from 'vitest'
import { local, type TestApp, testApp } from '../../../test/app.ts'
import { ingest, testAsset } from '../../../test/ingest.ts'
import { advisoryItem, takeInIntel } from '../../../test/take-in-intel.ts'
import type { RangeEvent } from '../../model/advisory.ts'
import type { Component } from '../../model/component.ts'

let it: TestApp
let shop: string
const get = async (key: string, headers: { authorization: string } = local) => {
  const url = `/api/v1/packages/${encodeURIComponent(key)}`
  const response = await it.app.inject({ url, headers })
  return { status: response.statusCode, body: response.json() }
}

const component = (purl: string, over: Partial<Component> = {}): Component => {
  const [, name = '', version] = /([^/]+?)@([^@]+)$/.exec(purl) ?? []
  return { type: 'component', ref: purl, name: decodeURIComponent(name), version, purl, ...over }
}
const affected = (ecosystem: string, name: string, ...events: RangeEvent[]) => ({
  ecosystem,
  name,
  ranges: [{ type: 'ECOSYSTEM' as const, events: [{ introduced: '0' }, ...events] }],
  versions: [],
})

beforeAll(async () => {
  it = await testApp()
  await takeInIntel(it.pool, 'osv', [
    advisoryItem('GHSA-aaaa-bbbb-cccc', {
      aliases: ['CVE-2020-1111'],
      summary: 'Old trouble',
      severity: 'critical',
      affected: [affected('npm', 'left-pad', { fixed: '1.1.0' })],
    }),
    advisoryItem('GHSA-dddd-eeee-ffff', {
      summary: 'In use',
      severity: 'low',
      affected: [affected('npm', 'left-pad', { fixed: '1.3.0' })],
    }),
    advisoryItem('GHSA-gggg-hhhh-jjjj', {
      withdrawn: '2026-01-01T00:00:00.000Z',
      affected: [affected('npm', 'left-pad')],
    }),
    advisoryItem('DSA-1', {
      severity: 'high',
      affected: [
        affected('Debian:11', 'openssl', { fixed: '1.1.1n-0+deb11u5' }),
        affected('Debian:12', 'openssl', { fixed: '3.0.14-1' }),
      ],
    }),
    advisoryItem('GO-1', { affected: [affected('Go', `example.com/${'long/'.repeat(40)}name`)] }),
  ])
  await takeInIntel(it.pool, 'kev', [
    { type: 'known-exploited', cve: 'CVE-2020-1111', added: '2020-02-01', ransomware: false },
  ])
  await takeInIntel(it.pool, 'endoflife', [
    {
      type: 'cycle',
      product: 'left-pad',
      cycle: '1',
      released: '2016-01-01',
      eol: '2024-01-01',
      latest: '1.9.0',
      purls: ['pkg:npm/left-pad'],
    },
    {
      type: 'cycle',
      product: 'left-pad',
      cycle: '10',
      released: '2025-01-01',
      eol: false,
      latest: '10.0.1',
      purls: ['pkg:npm/left-pad'],
    },
  ])
  await takeInIntel(it.pool, 'scorecard', [
    { type: 'scorecard', repository: 'github.com/acme/tool', score: 6.4, at: '2026-03-02' },
  ])
  shop = await testAsset(it.pool, 'shop')
  const ledger = await testAsset(it.pool, 'ledger')
  await ingest(it.pool, {
    asset: shop,
    tool: 'syft',
    items: [
      component('pkg:npm/left-pad@1.2.0', { licenses: ['MIT'], direct: true, path: 'package-lock.json' }),
      component('pkg:deb/debian/libssl3@3.0.11-1?distro=debian-12&upstream=openssl'),
      component('pkg:npm/%40babel/core@7.0.0'),
      component('pkg:golang/github.com/acme/tool/v2/cmd@v2.0.0'),
      component('pkg:githubactions/acme/tool@v1'),
      {
        type: 'observation',
        kind: 'dependency',
        rule: 'GHSA-dddd-eeee-ffff',
        title: 'left-pad',
        severity: 'low',
        advisories: ['GHSA-dddd-eeee-ffff'],
        component: { name: 'left-pad', version: '1.2.0' },
        raw: '{}',
      },
    ],
  })
  await ingest(it.pool, {
    asset: ledger,
    tool: 'syft',
    items: [
      component('pkg:npm/left-pad@10.0.0', { licenses: ['WTFPL'] }),
      component('pkg:npm/left-pad@1.2.0'),
    ],
  })
})
afterAll(() => it.close())

test.each(['Go:github.com/acme/tool/v2/cmd', 'GitHub Actions:acme/tool'])(
  '%s tells the scorecard of its repository',
  async (key) => {
    expect((await get(key)).body.scorecard).toEqual({
      repository: 'github.com/acme/tool',
      score: 6.4,
      at: '2026-03-02',
    })
  },
)

test('a name that tells no repository has no scorecard', async () => {
  expect((await get('npm:left-pad')).body.scorecard).toBeNull()
})

test('a package tells its versions, the newest first, and what affects them', async () => {
  const { status, body } = await get('npm:Left-Pad')
  expect(status).toBe(200)
  expect(body).toMatchObject({
    key: 'npm:left-pad',
    ecosystem: 'npm',
    name: 'left-pad',
    licenses: ['MIT', 'WTFPL'],
    newest: '10.0.1',
    advisoryCount: 2,
    versions: [
      { version: '10.0.0', assets: 1, openFindings: 0, advisories: [], cycle: { cycle: '10', eol: 'false' } },
      {
        version: '1.2.0',
        assets: 2,
        openFindings: 1,
        advisories: ['GHSA-dddd-eeee-ffff'],
        cycle: { cycle: '1', eol: '2024-01-01', latest: '1.9.0' },
      },
    ],
    // What is in use comes before what is worse.
    advisories: [
      {
        id: 'GHSA-dddd-eeee-ffff',
        affected: ['< 1.3.0'],
        fixed: ['1.3.0'],
        versions: ['1.2.0'],
        knownExploited: false,
      },
      {
        id: 'CVE-2020-1111',
        severity: 'critical',
        summary: 'Old trouble',
        versions: [],
        knownExploited: true,
      },
    ],
  })
})

test('a distribution’s package is judged by its own release and source', async () => {
  const { body } = await get('Debian:openssl')
  expect(body.versions).toMatchObject([
    { name: 'debian/libssl3', version: '3.0.11-1', advisories: ['DSA-1'] },
  ])
  expect(body.advisories).toMatchObject([
    { affected: ['11: < 1.1.1n-0+deb11u5', '12: < 3.0.14-1'], versions: ['3.0.11-1'] },
  ])
})

test('a name may hold a slash or be long, and one that nobody knows is not there', async () => {
  expect(await get('npm:@babel/core')).toMatchObject({
    status: 200,
    body: { versions: [{ name: '@babel/core' }] },
  })
  expect((await get(`Go:example.com/${'long/'.repeat(40)}name`)).body).toMatchObject({
    versions: [],
    advisoryCount: 1,
  })
  expect((await get('npm:nobody')).status).toBe(404)
  expect((await get('lodash')).status).toBe(400)
})

test('a component names its packages', async () => {
  const response = await it.app.inject({ url: '/api/v1/components?q=left-pad', headers: local })
  expect(response.json().items[0].packages).toEqual(['npm:left-pad'])
})

test('developers see the versions that their own assets use', async () => {
  const make = async (url: string, payload: object, method: 'POST' | 'PATCH' = 'POST') =>
    (await it.app.inject({ method, url: `/api/v1${url}`, headers: local, payload })).json()
  const team = await make('/teams', { name: 'Shop' })
  const { id } = await make('/applications', { name: 'Shop', teamId: team.id })
  await make(`/assets/${shop}`, { applicationId: id }, 'PATCH')
  const { headers } = await it.somebody('developer', [team.id])
  expect((await get('npm:left-pad', headers)).body.versions).toMatchObject([{ version: '1.2.0', assets: 1 }])
  const { headers: stranger } = await it.somebody('developer')
  expect((await get('npm:@babel/core', stranger)).status).toBe(404)
})
