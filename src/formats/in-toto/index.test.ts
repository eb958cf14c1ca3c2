import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { inToto } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const image = `sha256:${'22'.repeat(32)}`

test('one vulnerability of an attestation in all its fields', async () => {
  const items = await itemsOfFile(inToto, fixture('one.json'))
  expect(items.slice(0, 3)).toEqual([
    { type: 'header', tool: 'in-toto' },
    {
      type: 'header',
      tool: 'looker',
      toolVersion: '0.19.2',
      target: 'registry.example/acme/shop',
      producedAt: '2025-09-01T08:01:00.000Z',
    },
    {
      type: 'asset',
      kind: 'container-image',
      name: 'registry.example/acme/shop',
      attributes: { digest: image },
    },
  ])
  expect(items).toHaveLength(4)
  const { raw: _, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'container',
    rule: 'CVE-2099-10030',
    title: 'cve-2099-10030 in registry.example/acme/shop',
    description: '[{"package":"parser"}]',
    severity: 'medium',
    toolSeverity: 'medium',
    cvss: [{ score: 5.2, source: 'cvss_score' }],
    advisories: ['CVE-2099-10030'],
    component: { name: 'registry.example/acme/shop' },
    seenAt: '2025-09-01T08:01:00.000Z',
  })
})

describe('a log of attestations', async () => {
  const items = await itemsOfFile(inToto, fixture('many.intoto.jsonl'))

  test('provenance gives the artifacts, what went into them, and where they come from', () => {
    expect(headersIn(items)[1]).toEqual({
      type: 'header',
      tool: 'https://builds.example/worker@v2',
      target: 'shop.tar.gz',
      producedAt: '2025-09-01T07:10:00.000Z',
      revision: 'abc123abc123abc123abc123abc123abc123abc1',
    })
    expect(assetsIn(items).slice(0, 5)).toEqual([
      {
        type: 'asset',
        kind: 'repository',
        name: 'https://github.com/acme/shop',
        attributes: { ref: 'refs/tags/v1.2', revision: 'abc123abc123abc123abc123abc123abc123abc1' },
      },
      {
        type: 'asset',
        kind: 'pipeline',
        name: 'https://github.com/acme/shop/.github/workflows/release.yml',
        attributes: { builder: 'https://builds.example/worker@v2' },
      },
      {
        type: 'asset',
        kind: 'repository',
        name: 'https://github.com/acme/shop',
        attributes: { ref: 'refs/heads/main', revision: 'def456def456def456def456def456def456def4' },
      },
      {
        type: 'asset',
        kind: 'pipeline',
        name: 'https://github.com/acme/shop/.github/workflows/image.yml',
        attributes: { builder: 'https://github.com/actions/runner/github-hosted' },
      },
      {
        type: 'asset',
        kind: 'container-image',
        name: 'registry.example/acme/shop',
        attributes: { digest: image },
      },
    ])
    const components = items.filter((item) => item.type === 'component')
    expect(components.slice(0, 4)).toMatchObject([
      { name: 'acme/shop', purl: 'pkg:github/acme/shop@abc123abc123abc123abc123abc123abc123abc1' },
      { name: '@acme/parser', version: '1.4.0', hashes: { sha512: '44'.repeat(64) } },
      { name: 'shop.tar.gz', componentType: 'file', root: true },
      { name: 'shop.zip', root: true },
    ])
    expect(items.filter((item) => item.type === 'dependency')).toMatchObject([
      { ref: 'line 1/subject/0', dependsOn: ['line 1/materials/0', 'line 1/materials/1'] },
      { ref: 'line 1/subject/1' },
      { ref: 'line 2/subject/0' },
    ])
  })

  test('a scanner’s report and an SBOM inside are read as what they are', () => {
    expect(observationsIn(items)[0]).toMatchObject({ rule: 'CVE-2099-10031', severity: 'high' })
    expect(items).toContainEqual(expect.objectContaining({ type: 'component', purl: 'pkg:npm/parser@1.4.0' }))
    expect(assetsIn(items)).toContainEqual({
      type: 'asset',
      kind: 'container-image',
      name: 'registry.example/acme/shop',
      attributes: { digest: image, tag: '1.2' },
    })
  })

  test('what did not pass is a finding', () => {
    expect(observationsIn(items).slice(1)).toMatchObject([
      {
        kind: 'pipeline',
        rule: 'slsa-verification',
        toolSeverity: 'FAILED',
        description: 'Policy: https://policies.example/shop\nVerified levels: SLSA_BUILD_LEVEL_1',
        resource: { address: 'https://shop.example/shop.tar.gz' },
        references: ['https://policies.example/shop'],
        seenAt: '2025-09-01T09:00:00.000Z',
      },
      { rule: 'c', title: 'Test failed: c', references: ['https://ci.example/1'] },
      { rule: 'b', title: 'Test warned: b' },
    ])
  })

  test('what is not read is told', () => {
    expect(problemsIn(items).map(({ where, incomplete }) => [where, incomplete])).toEqual([
      ['line 7/predicate', undefined],
      ['line 8', true],
      ['line 9', true],
    ])
  })
})

test('bundles as registries answer them', async () => {
  const items = await itemsOfFile(inToto, fixture('attestations.json'))
  expect(items.filter((item) => item.type === 'component')).toHaveLength(4)
})

test.each(['{}', '[]', '{"payloadType":"application/vnd.in-toto+json","payload":"e30="}'])(
  'refuses %s',
  async (text) => {
    await expect(itemsOf(inToto, text)).rejects.toThrow(UnreadableReport)
  },
)

test('is known by its envelope, its type or its bundle', async () => {
  const detect = (outline: unknown) => inToto.detect({ syntax: 'json', head: '', outline })
  expect(detect(JSON.parse(await readFile(fixture('one.json'), 'utf8')))).toBe(1)
  expect(detect({ payloadType: 'application/vnd.in-toto+json', payload: '' })).toBe(1)
  expect(detect({ payloadType: 'text/plain', payload: '' })).toBe(0)
  expect(detect({ attestations: [] })).toBe(0)
})
