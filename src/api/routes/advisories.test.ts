import { afterAll, beforeAll, expect, test } from 'vitest'
import { local, type TestApp, testApp } from '../../../test/app.ts'
import { ingest, testAsset } from '../../../test/ingest.ts'
import { advisoryItem, takeInIntel } from '../../../test/take-in-intel.ts'

let it: TestApp
const get = async (path: string, headers = local) => {
  const response = await it.app.inject({ url: `/api/v1${path}`, headers })
  return { status: response.statusCode, body: response.json() }
}

const lodash = (fixed: string) => ({
  ecosystem: 'npm',
  name: 'lodash',
  ranges: [{ type: 'SEMVER' as const, events: [{ introduced: '0' }, { fixed }] }],
  versions: [],
})

beforeAll(async () => {
  it = await testApp()
  await takeInIntel(it.pool, 'osv', [
    advisoryItem('GHSA-35jh-r3h4-6jhm', {
      aliases: ['CVE-2021-23337'],
      summary: 'Command Injection in lodash',
      details: '### Impact\nAll of it.',
      severity: 'high',
      cwes: [94],
      published: '2021-05-06T16:05:51.000Z',
      references: [{ type: 'ADVISORY', url: 'https://example.com/a' }],
      affected: [lodash('4.17.21')],
    }),
    advisoryItem('PYSEC-2021-1', {
      summary: 'Taken back',
      withdrawn: '2026-02-01T00:00:00.000Z',
      withdrawnReason: 'Not a vulnerability',
    }),
  ])
  await takeInIntel(it.pool, 'nvd', [
    advisoryItem('CVE-2021-23337', {
      summary: 'Lodash before 4.17.21',
      cvss: [{ version: '3.1', score: 7.2, vector: 'CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H' }],
    }),
  ])
  const epss = { type: 'epss' as const, cve: 'CVE-2021-23337', percentile: 0.9 }
  await takeInIntel(it.pool, 'epss', [{ ...epss, score: 0.1 }])
  await takeInIntel(it.pool, 'epss', [{ ...epss, score: 0.4 }], { today: '2026-08-09' })
  await takeInIntel(it.pool, 'kev', [
    {
      type: 'known-exploited',
      cve: 'CVE-2021-23337',
      added: '2026-08-05',
      due: '2026-08-26',
      ransomware: true,
      action: 'Apply updates.',
    },
  ])
  const asset = await testAsset(it.pool, 'shop')
  await ingest(it.pool, {
    asset,
    tool: 'trivy',
    items: [
      {
        type: 'observation',
        kind: 'dependency',
        rule: 'CVE-2021-23337',
        title: 'lodash',
        severity: 'high',
        advisories: ['CVE-2021-23337'],
        component: { name: 'lodash', version: '4.17.4' },
        raw: '{}',
      },
    ],
  })
})
afterAll(() => it.close())

test.each(['CVE-2021-23337', 'cve-2021-23337', 'GHSA-35jh-r3h4-6jhm'])(
  '%s is one vulnerability',
  async (id) => {
    const { status, body } = await get(`/advisories/${id}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      id: 'CVE-2021-23337',
      aliases: ['GHSA-35jh-r3h4-6jhm'],
      // What people reviewed comes before the database's copy.
      summary: 'Command Injection in lodash',
      details: '### Impact\nAll of it.',
      severity: 'high',
      cvss: [{ score: 7.2 }],
      cwes: [94],
      knownExploited: { added: '2026-08-05', due: '2026-08-26', ransomware: true, action: 'Apply updates.' },
      findings: { open: 1, fixed: 0, assets: 1 },
    })
    expect(body.epss.timeline).toMatchObject([{ since: '2026-08-01' }, { since: '2026-08-09' }])
    expect(body.epss.timeline.map(({ score }: { score: number }) => score)).toEqual([
      expect.closeTo(0.1),
      expect.closeTo(0.4),
    ])
    expect(body.records).toMatchObject([
      {
        feed: 'osv',
        id: 'GHSA-35jh-r3h4-6jhm',
        packages: [{ ecosystem: 'npm', name: 'lodash', affected: ['< 4.17.21'], fixed: ['4.17.21'] }],
      },
      { feed: 'nvd', id: 'CVE-2021-23337', packages: [] },
    ])
  },
)

test('what was taken back says why', async () => {
  expect((await get('/advisories/PYSEC-2021-1')).body).toMatchObject({
    withdrawn: '2026-02-01T00:00:00.000Z',
    withdrawnReason: 'Not a vulnerability',
  })
})

test('an id that no feed knows is not there', async () => {
  expect(await get('/advisories/CVE-1999-0001')).toMatchObject({ status: 404, body: { code: 'not_found' } })
})

test('findings are counted in what somebody may see, and found under any id', async () => {
  const { headers } = await it.somebody('developer')
  const { body } = await get('/advisories/CVE-2021-23337', headers)
  expect(body.findings).toEqual({ open: 0, fixed: 0, assets: 0 })
  const named = (advisory: string) => get(`/findings?advisory=${advisory}`)
  expect((await named('GHSA-35jh-r3h4-6jhm,CVE-2021-23337')).body.total).toBe(1)
})
