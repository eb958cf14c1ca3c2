import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { aqua } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an image without resources is a target and an asset', async () => {
  expect(await itemsOfFile(aqua, fixture('empty.json'))).toEqual([
    {
      type: 'header',
      tool: 'Aqua',
      target: 'registry.example/shop',
      producedAt: '2025-09-01T08:30:00.000Z',
    },
    {
      type: 'asset',
      kind: 'container-image',
      name: 'registry.example/shop',
      attributes: {
        tag: '1.0',
        digest: 'sha256:d2eecb48a0d1c6be1ec96d2d0a52c3b95936c4cdde2208299c04d6106b769658',
        registry: 'registry.example',
        os: 'alpine 3.18',
      },
    },
  ])
})

test('one vulnerability in all its fields, its package as a component', async () => {
  const items = await itemsOfFile(aqua, fixture('one.json'))
  expect(items[2]).toEqual({
    type: 'component',
    ref: '/resources/0',
    name: 'kettle',
    version: '1.4.1-1',
    purl: 'pkg:deb/debian/kettle@1.4.1-1?arch=amd64',
    componentType: 'library',
    licenses: ['MIT', 'GPL-2'],
  })
  const { raw: _, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'container',
    rule: 'CVE-2099-10230',
    title: 'The spout drips',
    description: 'The spout drips. Tea is lost.\n\nWe know.',
    severity: 'medium',
    toolSeverity: 'medium',
    cvss: [
      { vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', score: 7.5, version: '3.1', source: 'nvd' },
      { vector: 'AV:N/AC:L/Au:N/C:N/I:N/A:P', score: 5, version: '2.0', source: 'nvd' },
      { vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', score: 7.5, version: '3.1', source: 'aqua' },
    ],
    cwes: [400],
    advisories: ['CVE-2099-10230'],
    component: {
      name: 'kettle',
      version: '1.4.1-1',
      purl: 'pkg:deb/debian/kettle@1.4.1-1?arch=amd64',
      fixVersions: ['1.4.1-2', '1.5.0-1'],
    },
    references: ['https://nvd.example/CVE-2099-10230', 'https://tracker.example/CVE-2099-10230'],
    remediation: 'Upgrade package kettle to version 1.4.1-2 or above.',
    epss: 0.01715,
    knownExploited: true,
    tags: ['source-package:kettle-src'],
  })
})

test('errata, keys, malware, failed controls; every element is an item or a problem', async () => {
  const items = await itemsOfFile(aqua, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { kind: 'config', rule: 'max_score', resource: { address: 'shop' } },
    { kind: 'config', rule: 'max_severity' },
    { rule: 'CVE-2099-10231', severity: 'high', tags: ['DSA-9999-1'] },
    { rule: 'CVE-2099-10232', severity: 'info', component: { path: 'shop/node_modules/lid' } },
    { kind: 'secret', rule: 'RSA PRIVATE KEY', location: { path: 'shop/test/priv.pem' } },
    { kind: 'malware', rule: 'Example-Test-Signature' },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/0/results/resources/0/vulnerabilities/0/ref_vulns/1',
    '/0/results/resources/0/vulnerabilities/2',
    '/0/results/resources/3',
  ])
})

test('the findings of the older API', async () => {
  const items = await itemsOfFile(aqua, fixture('cves.json'))
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'CVE-2099-10233',
      severity: 'low',
      toolSeverity: 'low',
      cvss: [{ score: 5, version: '2.0' }],
      component: { name: 'kettle', fixVersions: ['7.68.0'] },
      verdict: { state: 'accepted' },
    },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/cves/1'])
})

test("a page of today's API: each image is a target, a missing page is told", async () => {
  const items = await itemsOfFile(aqua, fixture('risks.json'))
  expect(headersIn(items).map(({ target }) => target)).toEqual(['shop'])
  expect(observationsIn(items)).toMatchObject([
    {
      severity: 'critical',
      component: { purl: 'pkg:apk/alpine/musl@1.2.3-r0?arch=x86_64' },
      verdict: { state: 'accepted' },
    },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/result/1', '/count'])
})

test.each(['{}', '[{}]', '"text"', '{"result":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(aqua, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its image and its resources', () => {
  const detect = (outline: unknown) => aqua.detect({ syntax: 'json', head: '', outline })
  expect(detect({ image: 'a', scan_started: {}, resources: [] })).toBe(1)
  expect(detect([{ image_name: 'a', results: { image: 'a' } }])).toBe(1)
  expect(detect({ image_name: 'a', disallowed: false, cves_counts: {} })).toBe(1)
  expect(detect({ result: [{ image_name: 'a', resource: {}, aqua_severity: 'b' }], pagesize: 50 })).toBe(1)
  expect(detect({ result: [], pagesize: 50, more_data_all_pages: 0 })).toBe(0.9)
  expect(detect({ result: [], pagesize: 50 })).toBe(0)
  expect(detect({ image: 'a' })).toBe(0)
})
