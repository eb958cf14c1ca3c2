import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { local } from '../../../test/app.ts'
import { type IntelWorld, intelWorld, osvRecord } from '../../../test/intel-world.ts'
import { tarOf } from '../../intel/feeds/test-tar.ts'

let world: IntelWorld
beforeAll(async () => {
  world = await intelWorld()
  await world.publish({
    osv: {
      npm: [
        osvRecord('GHSA-aaaa-aaaa-aaaa', 'alpha', [{ introduced: '0' }], { aliases: ['CVE-2024-10001'] }),
        osvRecord('GHSA-bbbb-bbbb-bbbb', 'beta', [{ introduced: '0' }], { aliases: ['CVE-2019-10002'] }),
        osvRecord('GHSA-cccc-cccc-cccc', 'gamma', [{ introduced: '0' }]),
      ],
    },
    kev: ['CVE-2019-10002'],
    epss: { 'CVE-2024-10001': 0.02, 'CVE-2019-10002': 0.5 },
    day: daysAgo(40),
  })
  await world.publishFile('exploitdb_mapping_cve.json', JSON.stringify({ 'CVE-2024-10001': ['52001'] }))
  await world.sync()
  await world.uses('shop', { alpha: '1.0.0', beta: '1.0.0', gamma: '1.0.0' })
})
afterAll(() => world.close())

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
const get = async (url: string) => (await world.app.inject({ url: `/api/v1${url}`, headers: local })).json()
const nameOf = (row: Record<string, unknown>) => (row.component as { name: string }).name

it('tells how far anybody got with exploiting it, by any of its ids', async () => {
  const rows = await world.findings()
  expect(Object.fromEntries(rows.map((row) => [nameOf(row), row.exploitMaturity]))).toEqual({
    alpha: 'poc',
    beta: 'exploited',
    gamma: 'none',
  })
  expect((await world.findings('exploitMaturity=poc,exploited')).map(nameOf).sort()).toEqual([
    'alpha',
    'beta',
  ])
  const facets = await get('/findings/facets')
  expect(
    facets.exploitMaturity.map((one: { value: string; count: number }) => [one.value, one.count]).sort(),
  ).toEqual([
    ['exploited', 1],
    ['none', 1],
    ['poc', 1],
  ])
})

it('explains both decisions, and decides as more is known', async () => {
  const [beta] = await world.findings('advisory=CVE-2019-10002')
  const before = (await get(`/findings/${beta?.id}`)).ssvc
  expect(before.deployer).toMatchObject({ decision: null, version: '1.0.0' })
  expect(before.deployer.path[0]).toMatchObject({ point: 'exploitation', value: 'active', known: true })
  expect(beta?.ssvc).toBeNull()
  const { asset } = beta as { asset: { id: string } }
  const said = await world.app.inject({
    method: 'PATCH',
    url: `/api/v1/assets/${asset.id}`,
    headers: local,
    payload: {
      exposure: 'internet',
      criticality: 'critical',
      environment: 'production',
      dataClasses: ['pii'],
    },
  })
  expect(said.statusCode, said.body).toBe(200)
  await world.workOff()
  const [decided] = await world.findings('advisory=CVE-2019-10002')
  const after = (await get(`/findings/${beta?.id}`)).ssvc
  expect(decided?.ssvc).toBe('immediate')
  expect(after.deployer.decision).toBe('immediate')
  expect((await world.findings('ssvc=immediate')).map(nameOf)).toEqual(['beta'])
})

it('compares EPSS with what it was 30 days ago, and lets the trend count', async () => {
  const [before] = await world.findings('advisory=CVE-2024-10001')
  await world.publish({ epss: { 'CVE-2024-10001': 0.4, 'CVE-2019-10002': 0.5 }, day: daysAgo(0) })
  await world.sync()
  const [after] = await world.findings('advisory=CVE-2024-10001')
  const { explanation } = await get(`/findings/${after?.id}`)
  const trend = explanation.factors.find((factor: { id: string }) => factor.id === 'epss-trend')
  expect(trend).toMatchObject({
    value: 'rising',
    known: true,
    evidence: { text: expect.stringContaining('2.0 %') },
  })
  expect(Number(after?.score)).toBeGreaterThan(Number(before?.score))
  const { rows } = await world.pool.query('select epss_before from finding where id = $1', [after?.id])
  expect(rows[0].epss_before).toBeCloseTo(0.02, 5)
})

it("takes CISA's own assessment before the vector's", async () => {
  const record = {
    dataType: 'CVE_RECORD',
    cveMetadata: { cveId: 'CVE-2024-10001', state: 'PUBLISHED' },
    containers: {
      cna: {},
      adp: [{ title: 'CISA ADP Vulnrichment', metrics: [{ other: { type: 'ssvc', content: ASSESSED } }] }],
    },
  }
  await world.publishFile(
    'vulnrichment.tar.gz',
    gzipSync(tarOf({ 'CVE-2024-10001.json': JSON.stringify(record) })),
  )
  await world.sync()
  const [alpha] = await world.findings('advisory=CVE-2024-10001')
  const { ssvc } = await get(`/findings/${alpha?.id}`)
  expect(alpha).toMatchObject({ exploitMaturity: 'exploited', knownExploited: true, ssvc: 'immediate' })
  expect(ssvc.coordinator).toMatchObject({ decision: 'act' })
  expect(ssvc.deployer.path).toContainEqual(
    expect.objectContaining({ point: 'automatable', value: 'yes', source: 'CISA Vulnrichment' }),
  )
})

it('takes the ratings and weaknesses that CISA adds, when nothing else changed', async () => {
  const [before] = await world.findings('advisory=CVE-2019-10002')
  expect(before).toMatchObject({ severity: 'unknown', cwes: [] })
  const record = {
    dataType: 'CVE_RECORD',
    cveMetadata: { cveId: 'CVE-2019-10002', state: 'PUBLISHED' },
    containers: {
      cna: {},
      adp: [
        {
          title: 'CISA ADP Vulnrichment',
          metrics: [
            {
              cvssV3_1: {
                version: '3.1',
                baseScore: 9.8,
                vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
              },
            },
          ],
          problemTypes: [{ descriptions: [{ type: 'CWE', cweId: 'CWE-502', lang: 'en' }] }],
        },
      ],
    },
  }
  const assessed = { dataType: 'CVE_RECORD', cveMetadata: { cveId: 'CVE-2024-10001', state: 'PUBLISHED' } }
  await world.publishFile(
    'vulnrichment.tar.gz',
    gzipSync(
      tarOf({
        'CVE-2019-10002.json': JSON.stringify(record),
        'CVE-2024-10001.json': JSON.stringify({
          ...assessed,
          containers: {
            cna: {},
            adp: [
              { title: 'CISA ADP Vulnrichment', metrics: [{ other: { type: 'ssvc', content: ASSESSED } }] },
            ],
          },
        }),
      }),
    ),
  )
  await world.sync()
  const [after] = await world.findings('advisory=CVE-2019-10002')
  expect(after).toMatchObject({ id: before?.id, severity: 'critical', cwes: [502] })
  expect(Number(after?.score)).toBeGreaterThan(Number(before?.score))
})

const ASSESSED = {
  timestamp: '2026-01-02T03:04:05Z',
  options: [{ Exploitation: 'active' }, { Automatable: 'yes' }, { 'Technical Impact': 'total' }],
}
