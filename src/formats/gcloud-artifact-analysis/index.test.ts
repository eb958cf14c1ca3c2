import { expect, test } from 'vitest'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { gcloudArtifactAnalysis } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an image without vulnerabilities is a target and an asset', async () => {
  expect(await itemsOfFile(gcloudArtifactAnalysis, fixture('empty.json'))).toEqual([
    {
      type: 'header',
      tool: 'Google Artifact Analysis',
      target: 'registry.example/shop/api',
      producedAt: '2025-09-01T08:30:00.820Z',
    },
    {
      type: 'asset',
      kind: 'container-image',
      name: 'registry.example/shop/api',
      attributes: { digest: 'sha256:d2eecb48a0d1c6be1ec96d2d0a52c3b95936c4cdde2208299c04d6106b769658' },
    },
  ])
})

test('one vulnerability in all its fields', async () => {
  const items = await itemsOfFile(gcloudArtifactAnalysis, fixture('one.json'))
  const { raw: _, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'container',
    rule: 'CVE-2099-10150',
    title: 'The spout drips',
    description: 'The spout drips. Tea is lost.',
    severity: 'high',
    toolSeverity: 'HIGH',
    cvss: [{ vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', score: 9.8, version: '3.1' }],
    advisories: ['CVE-2099-10150'],
    component: {
      name: 'kettle',
      version: '1:1.2.13-1',
      purl: 'pkg:deb/debian/kettle@1:1.2.13-1',
      path: 'var/lib/dpkg/status',
      fixVersions: ['1:1.2.13-2'],
    },
    related: [{ path: 'opt/kettle' }],
    references: ['https://tracker.example/CVE-2099-10150'],
    seenAt: '2025-09-01T08:31:00.904Z',
    tags: ['cpe:/o:debian:debian_linux:12'],
  })
})

test('a list of occurrences: each package is an observation, each image a target', async () => {
  const items = await itemsOfFile(gcloudArtifactAnalysis, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    {
      kind: 'dependency',
      severity: 'info',
      toolSeverity: 'MINIMAL',
      title: 'CVE-2099-10151 in lid',
      cvss: [{ vector: 'AV:N/AC:L/Au:N/C:N/I:N/A:P', score: 5 }],
      component: { purl: 'pkg:npm/lid@7.0.0' },
      verdict: { state: 'false_positive' },
    },
    { component: { purl: 'pkg:maven/example.kettle/lid@7.0.0', fixVersions: ['7.2.5'] } },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/1'])
  expect(headersIn(items).map(({ target }) => target)).toEqual([
    'registry.example/shop/api',
    'registry.example/shop/web',
  ])
  expect(assetsIn(items)).toHaveLength(2)
})

test.each(['{}', '{"image_summary":{}}', '"text"', ''])('refuses %j', async (text) => {
  await expect(itemsOf(gcloudArtifactAnalysis, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its image or its occurrences', () => {
  const detect = (outline: unknown) => gcloudArtifactAnalysis.detect({ syntax: 'json', head: '', outline })
  expect(detect({ image_summary: { fully_qualified_digest: 'a' }, discovery_summary: {} })).toBe(1)
  expect(detect([{ noteName: 'a', resourceUri: 'b', kind: 'VULNERABILITY' }])).toBe(1)
  expect(detect({ image_summary: {} })).toBe(0)
  expect(detect([{ noteName: 'a' }])).toBe(0)
})
