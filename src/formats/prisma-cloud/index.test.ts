import { expect, test } from 'vitest'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { prismaCloud } from './index.ts'
import { fixVersionsOf, namesIn, packageOf } from './package.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an image without findings is a target and an asset', async () => {
  expect(await itemsOfFile(prismaCloud, fixture('empty.json'))).toEqual([
    {
      type: 'header',
      tool: 'Prisma Cloud',
      target: 'registry.example/shop',
      producedAt: '2025-09-01T08:30:00.491Z',
    },
    {
      type: 'asset',
      kind: 'container-image',
      name: 'registry.example/shop',
      attributes: {
        tag: '1.0',
        imageId: 'sha256:d2eecb48a0d1c6be1ec96d2d0a52c3b95936c4cdde2208299c04d6106b769658',
        os: 'Alpine Linux v3.18',
      },
    },
  ])
})

test('one vulnerability in all its fields, a package as a component', async () => {
  const items = await itemsOfFile(prismaCloud, fixture('one.json'))
  expect(items.find(({ type }) => type === 'component')).toEqual({
    type: 'component',
    ref: '/results/0/packages/0',
    name: 'libkettle',
    version: '1.4.1-1',
    purl: 'pkg:deb/debian/libkettle@1.4.1-1',
    componentType: 'library',
    licenses: ['MIT'],
    path: 'usr/lib/libkettle.so',
  })
  const { raw: _, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'container',
    rule: 'CVE-2099-10240',
    title: 'The spout drips',
    description: 'The spout drips. Tea is lost.',
    severity: 'high',
    toolSeverity: 'important',
    cvss: [{ vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', score: 7.5, version: '3.1' }],
    advisories: ['CVE-2099-10240'],
    component: {
      name: 'kettle',
      version: '1.4.1-1',
      purl: 'pkg:deb/debian/kettle@1.4.1-1',
      fixVersions: ['1.4.2-1', '1.5'],
    },
    references: ['https://tracker.example/CVE-2099-10240'],
    knownExploited: true,
    seenAt: '2025-08-16T07:38:50.000Z',
    tags: [
      'Exploit exists - in the wild',
      'Has fix',
      'package:libkettle',
      'package:kettle-bin',
      'vulnerable:<1.4.2-1',
      'layer:COPY / /',
    ],
  })
})

test('checks with their controls; every element is an item or a problem', async () => {
  const items = await itemsOfFile(prismaCloud, fixture('many.json'))
  const [lid, root, secret] = observationsIn(items)
  expect(lid).toMatchObject({
    kind: 'dependency',
    severity: 'info',
    toolSeverity: 'unimportant',
    component: {
      name: 'example.kettle:lid',
      purl: 'pkg:maven/example.kettle/lid@1.0',
      path: 'app/lib/lid.jar',
    },
    tags: ['fix-state:open', 'DoS'],
  })
  expect(lid).not.toHaveProperty('cvss')
  expect(root).toMatchObject({
    kind: 'config',
    rule: '41',
    title: 'Image should be created with a non-root user',
    description: 'Root is mighty.\n\nno USER',
    controls: ['CIS-Docker-1.5:4.1'],
    tags: ['Docker'],
  })
  expect(secret).toMatchObject({ rule: 'Sensitive information' })
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/results/0/packages/1',
    '/results/0/vulnerabilities/1',
    '/results/0/compliances/2',
  ])
  expect(headersIn(items)).toHaveLength(2)
})

test("the console's table: each image is a target", async () => {
  const items = await itemsOfFile(prismaCloud, fixture('images.csv'))
  expect(headersIn(items).map(({ target }) => target)).toEqual([
    'registry.example/shop/api',
    'registry.example/shop/web',
  ])
  expect(assetsIn(items)).toHaveLength(2)
  expect(observationsIn(items)).toMatchObject([
    {
      kind: 'container',
      rule: 'CVE-2099-10243',
      cvss: [{ score: 6.5 }],
      component: { purl: 'pkg:apk/alpine/libkettle@2.9.10-r2', fixVersions: ['2.9.10-r4'] },
      seenAt: '2025-09-29T07:55:04.733Z',
      tags: [
        'Attack complexity: low',
        'Has fix',
        'license:MIT',
        'hosts:76',
        'containers:46',
        'cluster:alpha',
      ],
    },
    { kind: 'config', rule: '41', resource: { address: 'registry.example/shop/web' } },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 4'])
})

test("the console's table of hosts", async () => {
  const columns =
    'Hostname,Distro,CVE ID,Compliance ID,Type,Severity,Packages,Package Version,Fix Status,Description'
  const check = 'till.shop.example,redhat-RHEL9,,6412,linux,high,,,,(CIS_Linux_2.0.0 - 4.1.3) Keep a record'
  const flaw = 'till.shop.example,redhat-RHEL9,CVE-2099-10251,46,image,low,lid,1-2.el9,affected,It drips'
  const items = await itemsOf(prismaCloud, [columns, check, flaw].join('\n'))
  expect(assetsIn(items)).toEqual([
    { type: 'asset', kind: 'host', name: 'till.shop.example', attributes: { os: 'redhat-RHEL9' } },
  ])
  expect(observationsIn(items)).toMatchObject([
    {
      title: 'Keep a record',
      resource: { address: 'till.shop.example', type: 'host' },
      controls: ['CIS-2.0:4.1.3'],
    },
    { kind: 'container', component: { purl: 'pkg:rpm/redhat/lid@1-2.el9' } },
  ])
})

test('names, versions and package URLs', () => {
  expect(namesIn('glibc (used in libc6, libc-bin)')).toEqual({
    name: 'glibc',
    binaries: ['libc6', 'libc-bin'],
  })
  expect(namesIn('lid')).toEqual({ name: 'lid', binaries: [] })
  expect(fixVersionsOf('fixed in the future 1.0., 2.3')).toEqual(['2.3'])
  expect(fixVersionsOf('deferred')).toEqual([])
  expect(packageOf({ name: 'lid', version: '1', type: 'python' }).purl).toBe('pkg:pypi/lid@1')
  expect(packageOf({ name: 'lid', type: 'jar' })).toEqual({
    name: 'lid',
    version: undefined,
    purl: undefined,
  })
})

test.each(['{}', '[{}]', '"text"', 'a,b\n1,2\n', ''])('refuses %j', async (text) => {
  await expect(itemsOf(prismaCloud, text)).rejects.toThrow(UnreadableReport)
})

test("the console's list of images", async () => {
  const image = {
    repoTag: { registry: 'registry.example', repo: 'shop/api', tag: '1.0' },
    distro: 'Red Hat Enterprise Linux 9',
    complianceIssues: [{ id: 41, severity: 'high', title: 'Root' }],
    vulnerabilities: [
      {
        id: 46,
        cve: 'CVE-2099-10244',
        vecStr: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H',
        packageName: 'bash',
      },
    ],
    packages: [{ pkgsType: 'os', type: 'os', name: 'bash' }],
  }
  expect(observationsIn(await itemsOf(prismaCloud, JSON.stringify([image])))).toMatchObject([
    { rule: '41', resource: { address: 'registry.example/shop/api' } },
    { rule: 'CVE-2099-10244', component: { purl: 'pkg:rpm/redhat/bash' }, cvss: [{ score: 7.5 }] },
  ])
})

test('a repository: a package says where it stands', async () => {
  const items = await itemsOfFile(prismaCloud, fixture('repository.json'))
  expect(headersIn(items)).toEqual([{ type: 'header', tool: 'Prisma Cloud', target: 'shop' }])
  expect(assetsIn(items)).toEqual([{ type: 'asset', kind: 'repository', name: 'shop' }])
  expect(observationsIn(items)).toMatchObject([
    {
      kind: 'dependency',
      component: {
        name: 'example.kettle:tea-pot',
        purl: 'pkg:maven/example.kettle/tea-pot@1.16',
        path: 'work/shop/build.gradle',
        fixVersions: ['1.17'],
      },
    },
  ])
  expect(problemsIn(items)).toEqual([])
})

test('is known by its distributions, its images or its columns', () => {
  const json = (outline: unknown) => prismaCloud.detect({ syntax: 'json', head: '', outline })
  const none = { critical: 0, total: 0 }
  expect(json({ results: [{ complianceDistribution: none, vulnerabilityDistribution: none }] })).toBe(1)
  expect(json([{ repoTag: {}, complianceIssues: null, vulnerabilities: null }])).toBeGreaterThan(0.9)
  const packages = [{ type: 'os', name: 'lid' }]
  expect(json({ results: [{ distro: 'Debian', distroRelease: 'bookworm', packages }] })).toBe(1)
  expect(json({ results: [] })).toBe(0)
  const columns = ['CVE ID', 'Compliance ID', 'Fix Status', 'Packages']
  expect(prismaCloud.detect({ syntax: 'csv', head: '', columns })).toBe(1)
  expect(prismaCloud.detect({ syntax: 'csv', head: '', columns: ['CVE ID'] })).toBe(0)
})
