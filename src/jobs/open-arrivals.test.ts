import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { local } from '../../test/app.ts'
import { ingest } from '../../test/ingest.ts'
import { type IntelWorld, intelWorld, osvRecord } from '../../test/intel-world.ts'
import type { Item } from '../formats/contract.ts'
import { FEEDS } from '../intel/feeds/registry.ts'
import { syncIntel } from '../intel/sync/sync-intel.ts'
import { matchComponents } from './match-components.ts'
import { openArrivals } from './open-arrivals.ts'

let world: IntelWorld
const OLD = osvRecord('GHSA-aaaa-aaaa-aaaa', 'parser', [{ introduced: '0' }, { fixed: '1.0.5' }])
const NEW = osvRecord('GHSA-bbbb-bbbb-bbbb', 'parser', [{ introduced: '0' }, { fixed: '2.0.0' }], {
  aliases: ['CVE-2026-2002'],
  database_specific: { severity: 'CRITICAL', cwe_ids: ['CWE-502'] },
})
const WORDS = {
  summary: 'Rated anew',
  aliases: ['CVE-2026-2002'],
  database_specific: { severity: 'MODERATE', cwe_ids: ['CWE-502'] },
}
const RATED = osvRecord('GHSA-bbbb-bbbb-bbbb', 'parser', [{ introduced: '0' }, { fixed: '2.0.0' }], {
  ...WORDS,
  modified: '2026-03-05T00:00:00Z',
})

beforeAll(async () => {
  world = await intelWorld()
  await world.publish({ osv: { npm: [OLD] }, epss: { 'CVE-2026-2002': 0.7 }, kev: ['CVE-2026-2002'] })
  await world.sync()
  await world.uses('plain', { parser: '1.1.0', logger: '1.0.0' })
  await world.uses('older', { parser: '1.0.0' })
  await world.uses('safe', { parser: '2.0.0' })
  await world.uses('scanned', { parser: '1.1.0' })
  await twoVersions('twice')
  const [scanned] = await assetsOf('scanned')
  await ingest(world.pool, { asset: scanned as string, tool: 'npm audit', items: [SCANNED] })
}, 60_000)
afterAll(() => world.close())

const SCANNED: Item = {
  type: 'observation',
  kind: 'dependency',
  rule: 'CVE-2026-2002',
  title: 'Parser',
  severity: 'high',
  advisories: ['CVE-2026-2002'],
  component: { name: 'parser', version: '1.1.0' },
  raw: '{}',
}

async function twoVersions(asset: string): Promise<void> {
  const components = ['1.1.0', '1.2.0'].map((version) => ({
    type: 'library',
    'bom-ref': version,
    name: 'parser',
    version,
    purl: `pkg:npm/parser@${version}`,
  }))
  await world.app.inject({
    method: 'POST',
    url: `/api/v1/reports?asset=${asset}&fileName=bom.json`,
    headers: { ...local, 'content-type': 'application/octet-stream' },
    payload: JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.5', version: 1, components }),
  })
  await world.workOff()
}

/** Takes in what is published, and nothing more: the packages that changed. */
async function syncedPackages() {
  const { packages } = await syncIntel({ pool: world.pool, config: world.deps.config, feeds: FEEDS })
  return packages
}

const assetsOf = async (...names: string[]): Promise<string[]> =>
  (await world.pool.query('select id from asset where name = any($1) order by name', [names])).rows.map(
    ({ id }) => id,
  )
const found = async (asset: string): Promise<string[]> =>
  (await world.findings(`asset=${asset}`)).map((row) => `${row.location} ${row.state} ${row.tools}`).sort()

/** Everything of findings that people see, without ids and times. */
const stored = async () =>
  (
    await world.pool.query(
      `select a.name, f.rule, f.state, f.severity, f.score, f.likelihood, f.impact, f.certainty, f.title, f.tools, f.component_version,
              f.noise, f.known_exploited, f.reachability, f.xmin::text as written,
              (select count(*)::int from observation o where o.asset_id = f.asset_id and o.finding_id = f.id) as observations
       from finding f join asset a on a.id = f.asset_id where f.merged_into is null order by 1, 2`,
    )
  ).rows
const counts = async () =>
  (await world.pool.query('select * from posture_count order by asset_id, kind, severity, state')).rows

describe('a new advisory', () => {
  it('opens findings in every asset that uses an affected version, and in no other', async () => {
    await world.publish({ osv: { npm: [OLD, NEW] } })
    await world.sync()
    expect(await found('plain')).toEqual(['parser@1.1.0 open Stance'])
    expect(await found('older')).toEqual(['parser@1.0.0 open Stance', 'parser@1.0.0 open Stance'])
    expect(await found('safe')).toEqual([])
    expect(await found('twice')).toEqual([expect.stringMatching(/^parser@1\.[12]\.0 open Stance$/)])
  })

  it('joins what a scanner said before', async () => {
    expect(await found('scanned')).toEqual(['parser@1.1.0 open Stance,npm audit'])
  })

  it('tells who opened it and ranks it with what the feeds know', async () => {
    const [row] = await world.findings('asset=plain')
    expect(row).toMatchObject({ severity: 'critical', knownExploited: true, exploitMaturity: 'exploited' })
    const { history, explanation } = (
      await world.app.inject({ url: `/api/v1/findings/${row?.id}`, headers: local })
    ).json()
    expect(history.map(({ type }: { type: string }) => type)).toEqual(['opened'])
    expect(explanation.score).toBe(row?.score)
  })

  it('opens the very findings, and counts them, as a comparison of the whole asset does', async () => {
    const [rows, posture] = [await stored(), await counts()]
    for (const asset of await assetsOf('plain', 'older', 'safe', 'scanned', 'twice'))
      await matchComponents(world.pool, { asset, branch: 'main' })
    expect(await stored()).toEqual(rows)
    expect(await counts()).toEqual(posture)
  })

  it('does nothing a second time', async () => {
    const rows = await stored()
    expect(await openArrivals(world.pool, [{ ecosystem: 'npm', name: 'parser', revised: false }])).toEqual([])
    expect(await stored()).toEqual(rows)
  })

  it('is brought up to date in all of them at once where its words change', async () => {
    const [before] = await world.findings('asset=plain')
    await world.publish({ osv: { npm: [OLD, RATED] } })
    const taken = await syncedPackages()
    expect(await openArrivals(world.pool, taken)).toEqual([])
    const [row] = await world.findings('asset=plain')
    expect(row).toMatchObject({ id: before?.id, title: 'Rated anew', severity: 'medium', state: 'open' })
    const { history } = (
      await world.app.inject({ url: `/api/v1/findings/${row?.id}`, headers: local })
    ).json()
    expect(history.map(({ type }: { type: string }) => type).sort()).toEqual(['changed', 'opened'])
    const [scanned] = await world.findings('asset=scanned')
    expect(scanned).toMatchObject({ tools: ['Stance', 'npm audit'] })
    const [rows, posture] = [await stored(), await counts()]
    for (const asset of await assetsOf('plain', 'older', 'safe', 'scanned', 'twice'))
      await matchComponents(world.pool, { asset, branch: 'main' })
    expect(await stored()).toEqual(rows)
    expect(await counts()).toEqual(posture)
  })

  it('leaves the assets in which something closes to a comparison of the whole, and no other', async () => {
    const narrow = osvRecord('GHSA-bbbb-bbbb-bbbb', 'parser', [{ introduced: '1.0.5' }, { fixed: '2.0.0' }], {
      ...WORDS,
      modified: '2026-03-08T00:00:00Z',
    })
    await world.publish({ osv: { npm: [OLD, narrow] } })
    const taken = await syncedPackages()
    expect(await openArrivals(world.pool, taken)).toEqual(await assetsOf('older'))
    await matchComponents(world.pool, { asset: (await assetsOf('older'))[0] as string, branch: 'main' })
    expect(await found('older')).toEqual(['parser@1.0.0 fixed Stance', 'parser@1.0.0 open Stance'])
  })

  it('closes what it opened when it is taken back', async () => {
    const back = { ...NEW, modified: '2026-03-09T00:00:00Z', withdrawn: '2026-03-09T00:00:00Z' }
    await world.publish({ osv: { npm: [OLD, back] } })
    await world.sync()
    expect(await found('plain')).toEqual(['parser@1.1.0 fixed Stance'])
    expect(await found('twice')).toEqual([expect.stringMatching(/^parser@1\.[12]\.0 fixed Stance$/)])
    expect(await found('older')).toEqual(['parser@1.0.0 fixed Stance', 'parser@1.0.0 open Stance'])
  })
})
