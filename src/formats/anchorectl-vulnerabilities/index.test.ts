import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { anchorectlVulnerabilities } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an image without vulnerabilities is a target and an asset', async () => {
  const name = 'sha256:d2eecb48a0d1c6be1ec96d2d0a52c3b95936c4cdde2208299c04d6106b769658'
  expect(await itemsOfFile(anchorectlVulnerabilities, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'Anchore Enterprise', target: name },
    { type: 'asset', kind: 'container-image', name },
  ])
})

test('one vulnerability in all its fields', async () => {
  const items = await itemsOfFile(anchorectlVulnerabilities, fixture('one.json'))
  const { raw: _, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'container',
    rule: 'CVE-2099-10220',
    title: 'The spout drips',
    description: 'The spout drips. Tea is lost.',
    severity: 'medium',
    toolSeverity: 'Medium',
    cvss: [
      { score: 7.5, version: '3.1', source: 'nvd' },
      { score: 5, version: '2.0', source: 'nvd' },
    ],
    advisories: ['CVE-2099-10220'],
    component: {
      name: 'libkettle',
      version: '3.5.8-5',
      purl: 'pkg:deb/debian/libkettle@3.5.8-5?distro=debian-12',
      fixVersions: ['3.5.9-1'],
    },
    references: ['https://tracker.example/CVE-2099-10220'],
    tags: ['debian:12'],
  })
})

test("the engine's names; every element is an observation or a problem", async () => {
  const items = await itemsOfFile(anchorectlVulnerabilities, fixture('many.json'))
  const [lid, musl] = observationsIn(items)
  expect(lid).toMatchObject({
    kind: 'dependency',
    severity: 'info',
    cvss: [{ score: 5, version: '2.0', source: 'vendor' }],
    component: { name: 'lid', path: 'app/shop.war:lib/lid.jar' },
    tags: ['vulndb:vulnerabilities', 'fix-state:wont-fix'],
  })
  expect(lid).not.toHaveProperty('references')
  expect(musl).toMatchObject({
    kind: 'container',
    severity: 'unknown',
    component: { purl: 'pkg:apk/alpine/musl@1.2?distro=alpine-3.18' },
  })
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/vulnerabilities/1'])
})

test("the web UI's evaluation of an image holds the same by other names", async () => {
  const items = await itemsOfFile(anchorectlVulnerabilities, fixture('evaluation.json'))
  expect(items.slice(0, 2)).toEqual([
    {
      type: 'header',
      tool: 'Anchore Enterprise',
      target: 'registry.example/shop/api',
      producedAt: '2099-01-13T10:09:59.971Z',
    },
    {
      type: 'asset',
      kind: 'container-image',
      name: 'registry.example/shop/api',
      attributes: { tag: '1.0', digest: `sha256:${'ab'.repeat(32)}` },
    },
  ])
  const [java, rpm] = observationsIn(items)
  expect(java).toMatchObject({
    severity: 'critical',
    cvss: [{ score: 9.8, source: 'nvd' }],
    advisories: ['CVE-2099-10220'],
    component: {
      name: 'tea-pot',
      version: '9.0.97',
      path: 'srv/lib/tea-pot-9.0.97.jar',
      fixVersions: ['10.1.34', '9.0.98'],
    },
    references: ['https://tracker.example/CVE-2099-10220'],
    seenAt: '2099-01-10T15:09:00.000Z',
  })
  expect(rpm).toMatchObject({
    kind: 'container',
    component: { name: 'java-11-kettle', version: '1:11.0.25-2.el8' },
  })
  expect(rpm).not.toHaveProperty('cvss')
  expect(rpm).not.toHaveProperty('component.fixVersions')
  expect([...(rpm?.advisories ?? []), ...(rpm?.tags ?? [])]).toEqual(
    expect.arrayContaining(['ELSA-2099-1234', 'CVE-2099-1', 'CVE-2099-2']),
  )
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/securityEvaluation/2'])
})

test.each(['{}', '"text"', '{"vulnerabilities":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(anchorectlVulnerabilities, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its first vulnerability', () => {
  const detect = (outline: unknown) => anchorectlVulnerabilities.detect({ syntax: 'json', head: '', outline })
  expect(detect([{ vuln: 'a', feed: 'b', packageType: 'c' }])).toBe(1)
  expect(detect({ vulnerabilities: [{ vuln: 'a', feed: 'b', package_type: 'c' }] })).toBe(1)
  expect(detect({ vulnerabilities: [] })).toBe(0)
  expect(detect([])).toBe(0)
})
