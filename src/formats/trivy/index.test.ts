import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { Component } from '../../model/component.ts'
import type { Item } from '../contract.ts'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { trivy } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const itemsIn = (name: string): Promise<Item[]> => itemsOfFile(trivy, fixture(name))
const componentsIn = (items: Item[]): Component[] => items.filter((item) => item.type === 'component')
const ruled = (items: Item[], rule: string) => observationsIn(items).filter((item) => item.rule === rule)

test('a report without results has a header and nothing else', async () => {
  expect(await itemsIn('empty.json')).toEqual([
    {
      type: 'header',
      tool: 'Trivy',
      toolVersion: '0.66.0',
      target: 'services/shop',
      producedAt: '2026-03-02T09:15:00.123Z',
      branch: 'main',
      revision: '0a1b2c3d4e5f',
    },
  ])
})

test('one vulnerability in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsIn('one.json'))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'CVE-2025-10001',
    title: 'tea-pot: brewing with a long spout takes forever',
    description: 'The spout is matched with a backtracking expression.',
    severity: 'high',
    toolSeverity: 'HIGH',
    cvss: [
      { vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', score: 7.5, version: '3.1', source: 'ghsa' },
      {
        vector: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:H/SC:N/SI:N/SA:N',
        score: 8.7,
        version: '4.0',
        source: 'ghsa',
      },
      { vector: 'AV:N/AC:L/Au:N/C:N/I:N/A:P', score: 5, version: '2.0', source: 'nvd' },
      { vector: 'CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', score: 7.5, version: '3.0', source: 'nvd' },
    ],
    cwes: [1333],
    advisories: ['CVE-2025-10001'],
    location: { path: 'web/package-lock.json', line: 31, endLine: 40 },
    component: {
      name: '@kettle/tea-pot',
      version: '1.4.1',
      purl: 'pkg:npm/%40kettle/tea-pot@1.4.1',
      path: 'web/package-lock.json',
      fixVersions: ['1.4.2', '2.0.1'],
      direct: false,
      chain: ['shop@3.1.0', '@kettle/cup@2.0.0', '@kettle/tea-pot@1.4.1'],
    },
    references: ['https://avd.example/nvd/cve-2025-10001', 'https://kettle.example/notices/7'],
    fingerprints: { trivy: 'sha256:00112233' },
    tags: ['GHSA-2c2c-3f3f-4g4g', 'fix-state:fixed'],
  })
  expect(await readFile(fixture('one.json'), 'utf8')).toContain(raw)
})

test('packages are components with their edges', async () => {
  const items = await itemsIn('one.json')
  const inResult = '/Results/0#'
  expect(items.filter(({ type }) => type === 'component' || type === 'dependency')).toStrictEqual([
    {
      type: 'component',
      ref: `${inResult}shop@3.1.0`,
      name: 'shop',
      version: '3.1.0',
      purl: 'pkg:npm/shop@3.1.0',
      componentType: 'library',
      path: 'web/package-lock.json',
      root: true,
    },
    { type: 'dependency', ref: `${inResult}shop@3.1.0`, dependsOn: [`${inResult}@kettle/cup@2.0.0`] },
    {
      type: 'component',
      ref: `${inResult}@kettle/cup@2.0.0`,
      name: '@kettle/cup',
      version: '2.0.0',
      purl: 'pkg:npm/%40kettle/cup@2.0.0',
      componentType: 'library',
      licenses: ['MIT'],
      direct: true,
      path: 'web/package-lock.json',
    },
    {
      type: 'dependency',
      ref: `${inResult}@kettle/cup@2.0.0`,
      dependsOn: [`${inResult}@kettle/tea-pot@1.4.1`],
    },
    {
      type: 'component',
      ref: `${inResult}@kettle/tea-pot@1.4.1`,
      name: '@kettle/tea-pot',
      version: '1.4.1',
      purl: 'pkg:npm/%40kettle/tea-pot@1.4.1',
      componentType: 'library',
      scope: 'development',
      direct: false,
      path: 'web/package-lock.json',
    },
  ])
})

test('an image is a claim and a target by its tag, also when an archive of it was scanned', async () => {
  const items = await itemsIn('many.json')
  expect(headersIn(items)).toEqual([
    { type: 'header', tool: 'Trivy', target: 'registry.example:5000/shop/api' },
  ])
  expect(assetsIn(items)).toEqual([
    {
      type: 'asset',
      kind: 'container-image',
      name: 'registry.example:5000/shop/api',
      attributes: {
        tag: '3.1.0',
        digest: 'sha256:6042500cf4b44023ea1894effe7890666b0c5c7871ed83a97c36c76ae560bb9b',
        imageId: 'sha256:174c8c134b2a94b5bb0b37d9a2b6ba0663d82d23ebf62bd51f74a2fd457333da',
        architecture: 'amd64',
        os: 'debian 12.5',
      },
    },
  ])
})

test('system packages: version in parts, erratum and fix state as tags', async () => {
  const items = await itemsIn('many.json')
  expect(componentsIn(items)[0]).toMatchObject({
    name: 'libkettle1',
    version: '1:2.36-9',
    supplier: 'Kettle Maintainers',
  })
  expect(ruled(items, 'CVE-2025-10030')).toMatchObject([
    {
      kind: 'container',
      severity: 'unknown',
      toolSeverity: 'UNKNOWN',
      title: 'CVE-2025-10030 in libkettle1',
      advisories: ['CVE-2025-10030'],
      component: { name: 'libkettle1', purl: 'pkg:deb/debian/libkettle1@2.36-9?epoch=1' },
      tags: ['DSA-5500-1', 'fix-state:will_not_fix'],
    },
  ])
})

test('the same package in two files is two components, and a finding is in its own file', async () => {
  const items = await itemsIn('many.json')
  const spouts = componentsIn(items).filter(({ name }) => name === 'example.kettle:spout')
  expect(spouts.map(({ ref, path }) => [ref, path])).toEqual([
    ['/Results/1#example.kettle:spout@0.9', 'app/a.jar'],
    ['/Results/1#f6', 'app/b.jar'],
  ])
  expect(ruled(items, 'CVE-2025-10032')[0]?.component).toEqual({
    name: 'example.kettle:spout',
    version: '0.9',
    purl: 'pkg:maven/example.kettle/spout@0.9',
    path: 'app/b.jar',
  })
})

test('failed checks are findings, exceptions carry a verdict, passed checks are nothing', async () => {
  const items = await itemsIn('many.json')
  const [failed, excepted, ...others] = observationsIn(items).filter(({ kind }) => kind === 'config')
  expect(others).toEqual([])
  const { raw, ...fields } = failed ?? { raw: '' }
  expect(JSON.parse(raw).ID).toBe('AWS-0089')
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: 'AWS-0089',
    title: 'S3 Bucket Logging',
    description: 'Logging shows who read the teas.\n\nBucket has logging disabled',
    severity: 'low',
    toolSeverity: 'LOW',
    location: {
      path: 'infra/main.tf',
      line: 4,
      endLine: 6,
      snippet: 'resource "aws_s3_bucket" "teas" {\n  bucket = "teas"\n}',
    },
    related: [{ path: 'infra/root.tf', line: 1, endLine: 3, message: 'module.storage' }],
    resource: { address: 'aws_s3_bucket.teas', type: 'terraform', provider: 'AWS' },
    references: ['https://avd.example/misconfig/aws-0089', 'https://docs.example/logging'],
    remediation: 'Add a logging block',
    tags: ['AVD-AWS-0089'],
  })
  expect(excepted).toMatchObject({
    rule: 'AWS-0091',
    verdict: { state: 'accepted', reason: 'exception of a policy', source: 'trivy-exception' },
  })
})

test('secrets and licences', async () => {
  const items = await itemsIn('many.json')
  const secret = observationsIn(items).find(({ kind, verdict }) => kind === 'secret' && !verdict)
  expect(secret).toMatchObject({
    rule: 'house-token',
    title: 'House token',
    severity: 'critical',
    location: { path: 'app/.env', line: 3, endLine: 3, snippet: 'TOKEN=****************' },
    tags: ['House'],
  })
  expect(secret).not.toHaveProperty('secret')
  expect(observationsIn(items).filter(({ kind }) => kind === 'license')).toMatchObject([
    {
      rule: 'GPL-2.0-only',
      title: 'GPL-2.0-only (restricted) in libkettle1',
      severity: 'high',
      confidence: 'high',
      component: { name: 'libkettle1' },
    },
    {
      rule: 'House licence',
      title: 'House licence (unknown) in app/LICENSE',
      severity: 'unknown',
      confidence: 'medium',
      location: { path: 'app/LICENSE' },
      references: ['https://licences.example/house'],
    },
  ])
})

test('findings that Trivy left out carry the reason why', async () => {
  const items = await itemsIn('many.json')
  expect(ruled(items, 'CVE-2025-10031')[0]).toMatchObject({
    kind: 'container',
    verdict: {
      state: 'false_positive',
      reason: 'not_affected; vulnerable_code_not_present; vex.json',
      source: 'trivy-vex',
    },
  })
  expect(ruled(items, 'house-token')[0]?.verdict).toEqual({
    state: 'accepted',
    reason: 'ignored; A test value; .trivyignore.yaml',
    source: 'trivy-ignore',
  })
})

test('what does not fit is a problem with its place', async () => {
  expect(problemsIn(await itemsIn('many.json')).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['/Results/0/Packages/1', true],
    ['/Results/0/Vulnerabilities/1', true],
    ['/Results/0/ExperimentalModifiedFindings/2/Type', true],
  ])
})

test('every object of a cluster is a target and a workload, also a quiet one', async () => {
  const items = await itemsIn('cluster.json')
  const order = items.map((item) =>
    item.type === 'header' ? item.target : item.type === 'observation' ? item.rule : item.type,
  )
  expect(order).toEqual([
    'tea-house/Deployment/shop/api',
    'asset',
    'KSV-0001',
    'CVE-2025-10030',
    'tea-house/Service/shop/quiet',
    'asset',
    'tea-house/ClusterRole/brewer',
    'asset',
    'KSV-0046',
    'tea-house/ConfigMap/shop/last',
    'asset',
  ])
  expect(assetsIn(items)[0]).toEqual({
    type: 'asset',
    kind: 'workload',
    name: 'tea-house/Deployment/shop/api',
    attributes: {
      cluster: 'tea-house',
      namespace: 'shop',
      kind: 'Deployment',
      image: 'registry.example:5000/shop/api:3.1.0',
    },
  })
  const [check] = observationsIn(items)
  expect(check?.resource).toEqual({
    address: 'Deployment/shop/api',
    type: 'kubernetes',
    provider: 'Kubernetes',
  })
  expect(check).not.toHaveProperty('location')
})

test('the lists of older cluster reports, and of a cluster in which nothing runs', async () => {
  const object = { Namespace: 'shop', Kind: 'Pod', Name: 'a', Results: [{ Target: 'x', Class: 'config' }] }
  const check = { ID: 'KSV-0001', Severity: 'LOW', Status: 'FAIL' }
  const older = {
    ClusterName: 'tea-house',
    Vulnerabilities: [object],
    Misconfigurations: [{ ...object, Results: [{ Target: 'Pod/a', Misconfigurations: [check] }] }],
  }
  const items = await itemsOf(trivy, JSON.stringify(older))
  expect(headersIn(items).map(({ target }) => target)).toEqual([
    'tea-house/Pod/shop/a',
    'tea-house/Pod/shop/a',
  ])
  expect(observationsIn(items)).toHaveLength(1)
  expect(await itemsOf(trivy, '{"ClusterName":"tea-house","Resources":[]}')).toEqual([
    { type: 'header', tool: 'Trivy', target: 'tea-house' },
  ])
})

test('the bare list of old versions', async () => {
  const items = await itemsIn('bare-list.json')
  expect(headersIn(items)).toEqual([{ type: 'header', tool: 'Trivy' }])
  expect(observationsIn(items).map(({ kind, component }) => [kind, component])).toEqual([
    [
      'container',
      {
        name: 'libkettle',
        version: '2.3.0-r0',
        purl: 'pkg:apk/alpine/libkettle@2.3.0-r0',
        fixVersions: ['2.3.0-r1'],
      },
    ],
    [
      'dependency',
      {
        name: '@kettle/lid',
        version: '0.2.0',
        purl: 'pkg:npm/%40kettle/lid@0.2.0',
        path: 'web/package-lock.json',
      },
    ],
  ])
})

test('a document that breaks off gives what it has', async () => {
  const text = await readFile(fixture('many.json'), 'utf8')
  const items = await itemsOf(trivy, text.slice(0, text.indexOf('"Target": "infra/main.tf"')))
  expect(observationsIn(items)).toHaveLength(4)
  expect(problemsIn(items).at(-1)).toMatchObject({ incomplete: true })
})

test.each(['{}', '[]', '[{}]', '{"Results":[]}', '{"vulnerabilities":["CVE-1"]}', ''])(
  'refuses %j',
  async (text) => {
    await expect(itemsOf(trivy, text)).rejects.toThrow(UnreadableReport)
  },
)

test('is known by its artifact, its cluster, or by what a result looks like', () => {
  const detect = (outline: unknown) => trivy.detect({ syntax: 'json', head: '', outline })
  expect(detect({ SchemaVersion: 2, ArtifactName: 'a' })).toBe(1)
  expect(detect({ ClusterName: 'a', Resources: [] })).toBe(1)
  expect(detect({ ClusterName: 'a', nodes: [] })).toBe(0)
  expect(detect([{ Target: 'a', Type: 'npm', Vulnerabilities: null }])).toBe(0.9)
  expect(detect([{ Target: 'a' }])).toBe(0)
  expect(detect([])).toBe(0)
  expect(detect(undefined)).toBe(0)
})

test('packages alone are components', async () => {
  const report = [
    { ID: 'lid@1.0-r1', Name: 'lid', Version: '1.0', Release: 'r1', AnalyzedBy: 'apk', Licenses: ['MIT'] },
  ]
  expect(trivy.detect({ syntax: 'json', head: '', outline: report })).toBeGreaterThan(0.5)
  expect(await itemsOf(trivy, JSON.stringify(report))).toEqual([
    { type: 'header', tool: 'Trivy' },
    {
      type: 'component',
      ref: '#lid@1.0-r1',
      name: 'lid',
      version: '1.0-r1',
      componentType: 'library',
      licenses: ['MIT'],
    },
  ])
})
