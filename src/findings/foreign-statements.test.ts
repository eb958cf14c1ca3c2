import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { findingsOf, ingest, testAsset } from '../../test/ingest.ts'
import { localActor } from '../access/actor.ts'
import type { Format, Item } from '../formats/contract.ts'
import { csaf } from '../formats/csaf/index.ts'
import { cyclonedx } from '../formats/cyclonedx/index.ts'
import { openvex } from '../formats/openvex/index.ts'
import { itemsOf } from '../formats/test-items.ts'
import { transaction } from '../platform/database.ts'
import { exportVex } from './export/export-vex.ts'
import { readObservations } from './queries/read-observations.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())

const CVE = 'CVE-2024-0001'
const SCAN: Item = {
  type: 'observation',
  kind: 'dependency',
  rule: CVE,
  title: 'Prototype pollution',
  severity: 'high',
  advisories: [CVE, 'GHSA-aaaa-bbbb-cccc'],
  component: { name: '@acme/qs', version: '6.11.0', purl: 'pkg:npm/%40acme/qs@6.11.0' },
  // An alert that is open says no more than that the tool sees it.
  verdict: { state: 'open', source: 'github-alert' },
  raw: '{}',
}

interface Said {
  clears: boolean
  version: string
}

const openvexText = ({ clears, version }: Said) =>
  JSON.stringify({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': 'urn:uuid:1',
    author: 'Acme',
    timestamp: '2026-01-01T00:00:00Z',
    version: 1,
    statements: [
      {
        vulnerability: { name: 'GHSA-aaaa-bbbb-cccc' },
        products: [{ '@id': `pkg:npm/%40acme/qs${version && `@${version}`}` }],
        ...(clears
          ? { status: 'not_affected', justification: 'vulnerable_code_not_present' }
          : { status: 'affected', action_statement: 'Update.' }),
      },
    ],
  })

const csafText = ({ clears, version }: Said) =>
  JSON.stringify({
    document: { category: 'csaf_vex', csaf_version: '2.0', title: 'A', tracking: { id: 'ACME-1' } },
    product_tree: {
      full_product_names: [
        {
          product_id: 'P',
          name: 'qs',
          product_identification_helper: { purl: `pkg:npm/%40acme/qs${version && `@${version}`}` },
        },
      ],
    },
    vulnerabilities: [
      {
        cve: CVE,
        product_status: clears ? { known_not_affected: ['P'] } : { known_affected: ['P'] },
        flags: clears ? [{ label: 'vulnerable_code_not_present', product_ids: ['P'] }] : [],
      },
    ],
  })

const cyclonedxText = ({ clears, version }: Said) =>
  JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    vulnerabilities: [
      {
        id: CVE,
        analysis: clears
          ? { state: 'not_affected', justification: 'code_not_present' }
          : { state: 'exploitable' },
        affects: [{ ref: `pkg:npm/%40acme/qs${version && `@${version}`}` }],
      },
    ],
  })

const DOCUMENTS: [string, Format, (said: Said) => string][] = [
  ['openvex', openvex, openvexText],
  ['csaf-vex', csaf, csafText],
  ['cyclonedx-vex', cyclonedx, cyclonedxText],
]

async function scanned(): Promise<string> {
  const asset = await testAsset(db.pool)
  await ingest(db.pool, { asset, tool: 'dependabot', items: [SCAN] })
  return asset
}

async function say(asset: string, [name, format, text]: (typeof DOCUMENTS)[number], said: Said) {
  const items = await itemsOf(format, text(said))
  await ingest(db.pool, { asset, tool: name, items: [{ type: 'header', tool: name }, ...items.slice(1)] })
}

const stateOf = async (asset: string) => (await findingsOf(db.pool, asset)).map(({ state }) => state)

describe.each(DOCUMENTS)('a statement in %s', (...document) => {
  it('clears what a scanner finds, and its source is shown', async () => {
    const asset = await scanned()
    await say(asset, document, { clears: true, version: '6.11.0' })
    const [finding, ...others] = await findingsOf(db.pool, asset)
    expect([finding?.state, others]).toEqual(['false_positive', []])
    const observations = await transaction(db.pool, (tx) => readObservations(tx, asset, finding?.id ?? ''))
    const verdicts = observations.map(({ tool, data }) => [tool, (data.verdict as { source: string }).source])
    expect(verdicts.sort()).toEqual(
      [
        [document[0], document[0]],
        ['dependabot', 'github-alert'],
      ].sort(),
    )
  })

  it('counts too when it names no version', async () => {
    const asset = await scanned()
    await say(asset, document, { clears: true, version: '' })
    expect(await stateOf(asset)).toEqual(['false_positive'])
  })

  it('says nothing of another version', async () => {
    const asset = await scanned()
    await say(asset, document, { clears: true, version: '6.10.0' })
    expect(await stateOf(asset)).toEqual(['open'])
  })

  it('is no tool that sees it: tools do not agree because somebody wrote about it', async () => {
    const asset = await scanned()
    await say(asset, document, { clears: false, version: '6.11.0' })
    const [finding] = await findingsOf(db.pool, asset)
    expect(finding?.tools).toEqual(['dependabot'])
    await ingest(db.pool, { asset, tool: 'trivy', items: [SCAN] })
    expect((await findingsOf(db.pool, asset))[0]?.tools).toEqual(['dependabot', 'trivy'])
  })

  it('is what there is where no tool sees it, and not when one comes later', async () => {
    const asset = await testAsset(db.pool)
    await say(asset, document, { clears: false, version: '6.11.0' })
    expect((await findingsOf(db.pool, asset))[0]?.tools).toEqual([document[0]])
    await ingest(db.pool, { asset, tool: 'dependabot', items: [SCAN] })
    expect((await findingsOf(db.pool, asset))[0]?.tools).toEqual(['dependabot'])
  })

  it('is taken back by its next edition', async () => {
    const asset = await scanned()
    await say(asset, document, { clears: true, version: '6.11.0' })
    await say(asset, document, { clears: false, version: '6.11.0' })
    expect(await stateOf(asset)).toEqual(['open'])
  })
})

describe('several words on one finding', () => {
  const [vex, advisory] = DOCUMENTS as [(typeof DOCUMENTS)[number], (typeof DOCUMENTS)[number]]

  it('stays open when statements contradict each other', async () => {
    const asset = await scanned()
    await say(asset, vex, { clears: true, version: '6.11.0' })
    await say(asset, advisory, { clears: false, version: '6.11.0' })
    expect(await stateOf(asset)).toEqual(['open'])
  })

  it('stays cleared when another scanner sees the same version, and opens for another one', async () => {
    const asset = await scanned()
    await say(asset, vex, { clears: true, version: '6.11.0' })
    await ingest(db.pool, { asset, tool: 'trivy', items: [SCAN] })
    expect(await stateOf(asset)).toEqual(['false_positive'])
    const newer = { ...SCAN, component: { name: '@acme/qs', version: '6.12.0' } } as Item
    await ingest(db.pool, { asset, tool: 'grype', items: [newer] })
    expect(await stateOf(asset)).toEqual(['open'])
  })

  it('takes a tool’s own suppression as a word on its own results only', async () => {
    const asset = await scanned()
    const ignored = { ...SCAN, verdict: { state: 'false_positive', source: 'grype-ignore' } } as Item
    await ingest(db.pool, { asset, tool: 'grype', items: [ignored] })
    expect(await stateOf(asset)).toEqual(['open'])
  })

  it('goes out again with its source', async () => {
    const asset = await scanned()
    await say(asset, vex, { clears: true, version: '6.11.0' })
    const publisher = { name: 'Stance', namespace: 'https://stance.example' }
    const { body } = await exportVex(db.pool, localActor, asset, { format: 'openvex', publisher })
    const { statements } = JSON.parse((await body.toArray()).join(''))
    expect(statements).toMatchObject([
      {
        vulnerability: { name: CVE },
        status: 'not_affected',
        justification: 'vulnerable_code_not_present',
        status_notes: expect.stringContaining('openvex (openvex)'),
      },
    ])
  })
})
