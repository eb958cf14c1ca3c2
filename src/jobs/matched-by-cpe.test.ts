import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { local } from '../../test/app.ts'
import { type IntelWorld, intelWorld } from '../../test/intel-world.ts'

const open: IntelWorld[] = []
afterAll(async () => {
  for (const world of open) await world.close()
})

const cpe = (rest: string): string => `cpe:2.3:a:${rest}:*:*:*:*:*:*:*`
const cve = (id: string, ...cpeMatch: Record<string, unknown>[]) => ({
  cve: {
    id,
    lastModified: '2026-03-02T02:00:00.000',
    vulnStatus: 'Analyzed',
    descriptions: [{ lang: 'en', value: `What ${id} is about.` }],
    configurations: [
      { nodes: [{ operator: 'OR', cpeMatch: cpeMatch.map((one) => ({ vulnerable: true, ...one })) }] },
    ],
  },
})
const NVD = {
  resultsPerPage: 4,
  startIndex: 0,
  totalResults: 4,
  format: 'NVD_CVE',
  version: '2.0',
  timestamp: '2026-03-02T03:00:05.120',
  vulnerabilities: [
    cve('CVE-2026-10001', {
      criteria: cpe('openssl:openssl:*'),
      versionStartExcluding: '1.0.2',
      versionEndExcluding: '1.0.2m',
    }),
    cve('CVE-2026-10002', { criteria: cpe('openssl:openssl:1.0.2k') }, { criteria: cpe('lodash:lodash:*') }),
    cve('CVE-2026-10003', { criteria: cpe('openssl:openssl:*'), versionEndIncluding: '1.0.1' }),
    cve('CVE-2026-10004', {
      criteria: 'cpe:2.3:a:openssl:openssl:*:*:*:*:*:node.js:*:*',
      versionEndExcluding: '9',
    }),
  ],
}
const component = (name: string, version: string, more: Record<string, string>) => ({
  type: 'library',
  'bom-ref': name,
  name,
  version,
  ...more,
})

async function worldWith(settings: Record<string, string>): Promise<IntelWorld> {
  const world = await intelWorld(settings)
  open.push(world)
  await world.publishFile('nvdcve-2.0-2026.json.gz', gzipSync(JSON.stringify(NVD)))
  await world.sync()
  const components = [
    component('openssl', '1.0.2k', { cpe: cpe('openssl:openssl:1.0.2k') }),
    component('lodash', '4.0.0', { cpe: cpe('lodash:lodash:4.0.0'), purl: 'pkg:npm/lodash@4.0.0' }),
  ]
  const answer = await world.app.inject({
    method: 'POST',
    url: '/api/v1/reports?asset=appliance&fileName=bom.json',
    headers: { ...local, 'content-type': 'application/octet-stream' },
    payload: JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.5', version: 1, components }),
  })
  expect(answer.statusCode, answer.body).toBeLessThan(300)
  await world.workOff()
  return world
}

describe('what only a CPE names', () => {
  it('is not matched unless somebody asks for it', async () => {
    expect(await (await worldWith({})).findings()).toEqual([])
  }, 60_000)

  it('is held against the NVD, with low confidence and a word of how', async () => {
    const world = await worldWith({ STANCE_INTEL_CPE: 'on' })
    const rows = await world.findings()
    expect(rows.map(({ rule, location }) => `${rule} ${location}`).sort()).toEqual([
      'CVE-2026-10001 openssl@1.0.2k',
      'CVE-2026-10002 openssl@1.0.2k',
    ])
    const { observations } = (
      await world.app.inject({ url: `/api/v1/findings/${rows[0]?.id}`, headers: local })
    ).json()
    expect(observations[0].data).toMatchObject({
      confidence: 'low',
      description: expect.stringMatching(/^Matched by its CPE name alone/),
      tags: ['matched-by-cpe'],
    })
    // A change of the NVD reaches it too.
    const [first, ...others] = NVD.vulnerabilities
    const next = { ...NVD, vulnerabilities: [first, ...others.slice(1)], totalResults: 3, resultsPerPage: 3 }
    await world.publishFile('nvdcve-2.0-2026.json.gz', gzipSync(JSON.stringify(next)))
    await world.sync()
    expect((await world.findings('state=open')).map(({ rule }) => rule)).toEqual(['CVE-2026-10001'])
  }, 60_000)
})
