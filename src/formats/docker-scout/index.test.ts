import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { dockerScout } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const DIGEST = 'sha256:4f1ccb2a8c8b3e1f7d0a5f2d6b9c3e8a7f1d2c3b4a5968778695a4b3c2d1e0f9'

test('an image without packages is a target and an asset', async () => {
  expect(await itemsOfFile(dockerScout, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'Docker Scout', toolVersion: '1.18.0', target: 'registry.example/shop' },
    {
      type: 'asset',
      kind: 'container-image',
      name: 'registry.example/shop',
      attributes: { tag: '1.0', digest: DIGEST },
    },
  ])
})

test('one vulnerability in all its fields, its package as a component', async () => {
  const items = await itemsOfFile(dockerScout, fixture('one.json'))
  expect(items[1]).toMatchObject({ attributes: { os: 'debian 12', architecture: 'arm64/v8' } })
  expect(items.find(({ type }) => type === 'component')).toEqual({
    type: 'component',
    ref: '/artifacts/0',
    name: 'lid',
    version: '1.0-2',
    purl: 'pkg:deb/debian/lid@1.0-2?os_distro=bookworm&os_name=debian&os_version=12',
    componentType: 'library',
    licenses: ['MIT'],
    supplier: 'Kettle makers',
    path: 'var/lib/dpkg/status',
  })
  const { raw: _, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'container',
    rule: 'CVE-2099-10270',
    title: 'The spout drips',
    description: 'The spout drips. Tea is lost.',
    severity: 'high',
    toolSeverity: 'HIGH',
    cvss: [{ vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', score: 7.5, version: '3.1' }],
    cwes: [400],
    advisories: ['CVE-2099-10270'],
    component: {
      name: 'lid',
      version: '1.0-2',
      purl: 'pkg:deb/debian/lid@1.0-2?os_distro=bookworm&os_name=debian&os_version=12',
      path: 'var/lib/dpkg/status',
      fixVersions: ['1.0-3'],
    },
    references: ['https://scout.example/v/CVE-2099-10270'],
    epss: 0.25,
    knownExploited: true,
    tags: ['source:nist', 'vulnerable:<1.0-3', 'layer:sha256:aa01'],
  })
})

test('scores without words, and secrets; every element is an item or a problem', async () => {
  const items = await itemsOfFile(dockerScout, fixture('many.json'))
  const [flaw, secret] = observationsIn(items)
  expect(flaw).toMatchObject({
    kind: 'dependency',
    severity: 'medium',
    title: 'GHSA-2222-3333-4444 in tea-pot',
  })
  expect(flaw?.component).toStrictEqual({ name: 'tea-pot', version: '3.1.0', purl: 'pkg:npm/tea-pot@3.1.0' })
  expect(secret).toMatchObject({
    kind: 'secret',
    rule: 'till-key',
    severity: 'critical',
    location: { path: 'app/till.env', line: 3, endLine: 3, snippet: 'KEY=*****' },
    tags: ['Till', 'layer:sha256:aa02'],
  })
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/artifacts/1',
    '/vulnerabilities/0/vulnerabilities/1',
    '/vulnerabilities/1',
    '/secrets/0/findings/1',
  ])
})

test.each(['{}', '[]', '{"source":{},"artifacts":[]}', '"text"', ''])('refuses %j', async (text) => {
  await expect(itemsOf(dockerScout, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its descriptor, or by its image before that', () => {
  const detect = (outline: unknown) => dockerScout.detect({ syntax: 'json', head: '', outline })
  expect(detect({ artifacts: [], descriptor: { sbom_version: '6' } })).toBe(1)
  expect(detect({ artifacts: [], source: { image: { digest: 'sha256:00' } } })).toBe(0.95)
  expect(detect({ artifacts: [], descriptor: { name: 'syft' } })).toBe(0)
})
