import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { clair } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const IMAGE = 'sha256:4f1ccb2a8c8b3e1f7d0a5f2d6b9c3e8a7f1d2c3b4a5968778695a4b3c2d1e0f9'

test('an image without packages is a target and an asset', async () => {
  expect(await itemsOfFile(clair, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'Clair', target: IMAGE },
    { type: 'asset', kind: 'container-image', name: IMAGE },
  ])
})

test('one vulnerability in all its fields, its package as a component', async () => {
  const items = await itemsOfFile(clair, fixture('one.json'))
  expect(assetsIn(items)).toMatchObject([{ attributes: { os: 'Debian GNU/Linux 12 (bookworm)' } }])
  expect(items.find(({ type }) => type === 'component')).toEqual({
    type: 'component',
    ref: '7',
    name: 'lid',
    version: '1.0-2',
    purl: 'pkg:deb/debian/lid@1.0-2',
    componentType: 'library',
    path: 'var/lib/dpkg/status',
  })
  const { raw: _, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'container',
    rule: 'CVE-2099-10260',
    title: 'The spout drips',
    description: 'The spout drips. Tea is lost.',
    severity: 'high',
    toolSeverity: 'High',
    cvss: [
      {
        vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H',
        score: 7.5,
        version: '3.1',
        source: 'nvd',
      },
    ],
    advisories: ['CVE-2099-10260'],
    component: {
      name: 'lid',
      version: '1.0-2',
      purl: 'pkg:deb/debian/lid@1.0-2',
      path: 'var/lib/dpkg/status',
      fixVersions: ['1.0-3'],
    },
    references: ['https://tracker.example/CVE-2099-10260', 'https://kettle.example/notices/26'],
    epss: 0.25,
    knownExploited: true,
    tags: ['updater:debian/updater', 'layer:sha256:aa01'],
  })
})

test('an observation for each package of a vulnerability; what is missing is told', async () => {
  const items = await itemsOfFile(clair, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    {
      kind: 'container',
      rule: 'RHSA-2099:0010',
      title: 'RHSA-2099:0010: kettle security update (Important)',
      component: { purl: 'pkg:rpm/redhat/kettle@2.0' },
    },
    { kind: 'dependency', rule: 'RHSA-2099:0010', component: { name: 'tea-pot' } },
    {
      kind: 'dependency',
      severity: 'medium',
      component: {
        purl: 'pkg:pypi/tea-pot@3.1',
        path: 'usr/lib/python3/site-packages',
        fixVersions: ['3.2'],
      },
    },
    { severity: 'info', title: 'CVE-2099-10261 in spout', component: { name: 'spout' } },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/packages/3',
    '/vulnerabilities/11',
    '/vulnerabilities/13',
  ])
})

test('a layer, as Quay answers with', async () => {
  const items = await itemsOfFile(clair, fixture('layer.json'))
  expect(observationsIn(items)).toMatchObject([
    {
      severity: 'critical',
      cvss: [{ score: 9.8, source: 'nvd' }],
      component: { purl: 'pkg:apk/alpine/lid@1.1-r0', fixVersions: ['1.1-r1'] },
      tags: ['layer:sha256:aa04', 'format:apk'],
    },
  ])
  expect(items.filter(({ type }) => type === 'component')).toHaveLength(2)
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/data/Layer/Features/0/Vulnerabilities/1',
    '/data/Layer/Features/2',
  ])
})

test("clair-scanner's and Klar's lists", async () => {
  const scanned = await itemsOfFile(clair, fixture('scanner.json'))
  expect(assetsIn(scanned)).toMatchObject([{ name: 'registry.example/shop', attributes: { tag: '1.0' } }])
  const [open, approved] = observationsIn(scanned)
  expect(open).toMatchObject({
    title: 'CVE-2099-10263 in lid',
    component: { purl: 'pkg:deb/ubuntu/lid@1.0-1' },
  })
  expect(open).not.toHaveProperty('tags')
  expect(approved).toMatchObject({ rule: 'CVE-2099-10264', tags: ['approved'] })
  expect(problemsIn(scanned)).toHaveLength(1)

  const listed = await itemsOfFile(clair, fixture('klar.json'))
  expect(observationsIn(listed)).toMatchObject([
    { severity: 'critical', toolSeverity: 'Defcon1', component: { fixVersions: ['1:1.2-1'] } },
  ])
  expect(problemsIn(listed).map(({ where }) => where)).toEqual(['/Vulnerabilities/Unknown/0'])
})

test.each(['{}', '[]', '{"vulnerabilities":[]}', '"text"', ''])('refuses %j', async (text) => {
  await expect(itemsOf(clair, text)).rejects.toThrow(UnreadableReport)
})

test('is known by what stands around the vulnerabilities', () => {
  const detect = (outline: unknown) => clair.detect({ syntax: 'json', head: '', outline })
  expect(detect({ manifest_hash: 'sha256:00', packages: {} })).toBe(1)
  expect(detect({ manifest_hash: 'sha256:00', state: 'IndexFinished', packages: {} })).toBe(0)
  expect(detect({ Layer: { Name: 'a', Features: [] } })).toBe(1)
  expect(detect({ image: 'a', unapproved: [], vulnerabilities: [] })).toBe(1)
  expect(detect({ image: 'a', vulnerabilities: [] })).toBe(0)
  expect(detect({ LayerCount: 1, Vulnerabilities: {} })).toBe(1)
})
