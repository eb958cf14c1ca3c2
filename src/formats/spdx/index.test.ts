import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { Component } from '../../model/component.ts'
import type { Item } from '../contract.ts'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { spdx } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const itemsIn = (name: string): Promise<Item[]> => itemsOfFile(spdx, fixture(name))
const componentsIn = (items: Item[]): Component[] => items.filter((item) => item.type === 'component')
const edgesIn = (items: Item[]) =>
  items.flatMap((item) => (item.type === 'dependency' ? [[item.ref, item.dependsOn]] : []))

test('an empty document has a header and nothing else', async () => {
  expect(await itemsIn('empty.json')).toEqual([
    { type: 'header', target: 'shop', producedAt: '2026-03-02T10:15:00.000Z' },
  ])
})

test('one package with one advisory in all their fields', async () => {
  expect(await itemsIn('one.json')).toStrictEqual([
    {
      type: 'header',
      tool: 'syft',
      toolVersion: '1.50.0',
      target: 'shop',
      producedAt: '2026-03-02T10:15:00.000Z',
    },
    {
      type: 'component',
      ref: 'SPDXRef-shop',
      name: 'shop',
      version: '3.1.0',
      componentType: 'application',
      licenses: ['House licence'],
      root: true,
    },
    {
      type: 'component',
      ref: 'SPDXRef-tea-pot',
      name: '@kettle/tea-pot',
      version: '1.4.1',
      purl: 'pkg:npm/%40kettle/tea-pot@1.4.1',
      cpe: 'cpe:2.3:a:kettle:tea-pot:1.4.1:*:*:*:*:node.js:*:*',
      componentType: 'library',
      licenses: ['MIT'],
      hashes: { 'SHA-256': '5d41402abc4b2a76b9719d911017c592ae2b1bde9b6a4e2b0c7f5c4d3e2f1a00' },
      direct: true,
      supplier: 'Kettle Works',
      path: 'app/package-lock.json',
    },
    {
      type: 'observation',
      kind: 'dependency',
      rule: 'CVE-2025-10001',
      title: 'Brewing with a long spout takes forever',
      description: 'Brewing with a long spout takes forever',
      severity: 'unknown',
      advisories: ['CVE-2025-10001'],
      component: {
        name: '@kettle/tea-pot',
        version: '1.4.1',
        purl: 'pkg:npm/%40kettle/tea-pot@1.4.1',
        path: 'app/package-lock.json',
        direct: true,
        chain: ['shop@3.1.0', '@kettle/tea-pot@1.4.1'],
      },
      references: ['https://advisories.example/CVE-2025-10001'],
      raw: expect.stringContaining('"referenceType": "advisory"'),
    },
    { type: 'dependency', ref: 'SPDXRef-shop', dependsOn: ['SPDXRef-tea-pot'] },
  ])
})

test('tag-value says the same as JSON', async () => {
  const withoutRaw = (items: Item[]) =>
    items.map((item) => (item.type === 'observation' ? { ...item, raw: '' } : item))
  expect(withoutRaw(await itemsIn('one.spdx'))).toStrictEqual(withoutRaw(await itemsIn('one.json')))
})

test('the described image is a claim and a target without its tag', async () => {
  const items = await itemsIn('many.json')
  expect(headersIn(items)).toEqual([
    {
      type: 'header',
      tool: 'trivy-dev',
      target: 'registry.example:5000/shop/api',
      producedAt: '2026-03-02T10:15:00.000Z',
    },
  ])
  expect(assetsIn(items)).toEqual([
    {
      type: 'asset',
      kind: 'container-image',
      name: 'registry.example:5000/shop/api',
      attributes: { tag: '3.1.0' },
    },
  ])
})

test('what is needed, how, and by whom', async () => {
  const items = await itemsIn('many.json')
  expect(componentsIn(items).map(({ name, direct, scope }) => [name, direct, scope])).toEqual([
    ['registry.example:5000/shop/api:3.1.0', undefined, undefined],
    ['debian', false, undefined],
    ['app/package-lock.json', false, undefined],
    ['libkettle1', false, undefined],
    ['pot', true, undefined],
    ['lid', false, undefined],
    ['cosy', false, 'test'],
    ['wool', false, 'runtime'],
    ['island', undefined, undefined],
    ['other wool', undefined, undefined],
    ['early', undefined, undefined],
  ])
  expect(edgesIn(items)).toEqual([
    ['SPDXRef-ContainerImage-1', ['SPDXRef-OperatingSystem-2', 'SPDXRef-Application-3']],
    ['SPDXRef-OperatingSystem-2', ['SPDXRef-libkettle1']],
    ['SPDXRef-Application-3', ['SPDXRef-pot']],
    ['SPDXRef-pot', ['SPDXRef-lid', 'SPDXRef-cosy']],
    ['SPDXRef-lid', ['SPDXRef-wool']],
    ['SPDXRef-cosy', ['SPDXRef-wool']],
  ])
})

test('what a field does not assert is absent', async () => {
  const components = componentsIn(await itemsIn('many.json'))
  const named = (name: string) => components.find((component) => component.name === name)
  expect(named('libkettle1')).toMatchObject({ supplier: 'A. Keeper' })
  expect(named('libkettle1')).not.toHaveProperty('path')
  expect(named('pot')?.licenses).toEqual(['LicenseRef-unknown'])
  expect(named('lid')).not.toHaveProperty('supplier')
  expect(named('lid')).not.toHaveProperty('licenses')
  expect(named('cosy')?.path).toBe('app/cosy.json')
  expect(named('debian')?.componentType).toBe('operating-system')
  expect(named('early')).toMatchObject({ version: '0.1', licenses: ['Apache-2.0'] })
})

test('only references that name an advisory are findings', async () => {
  const found = observationsIn(await itemsIn('many.json'))
  expect(found.map(({ rule, kind, component }) => [rule, kind, component?.chain])).toEqual([
    ['DSA-5500-1', 'container', ['registry.example:5000/shop/api:3.1.0', 'libkettle1@2.36-9']],
    ['MAL-2025-8', 'malware', ['registry.example:5000/shop/api:3.1.0', 'pot@1', 'cosy@3']],
  ])
})

test('what does not fit is a problem with its place', async () => {
  expect(problemsIn(await itemsIn('many.json')).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['/packages/4/externalRefs/0', undefined],
    ['/packages/9', undefined],
    ['/packages/10', true],
    ['/relationships/12', undefined],
  ])
})

test('a document that describes each of its packages has the one that holds others as its root', async () => {
  const document = {
    spdxVersion: 'SPDX-2.2',
    documentDescribes: ['SPDXRef-a', 'SPDXRef-b'],
    packages: [
      { SPDXID: 'SPDXRef-a', name: 'a' },
      { SPDXID: 'SPDXRef-b', name: 'b' },
    ],
    relationships: [
      { spdxElementId: 'SPDXRef-b', relationshipType: 'CONTAINS', relatedSpdxElement: 'SPDXRef-a' },
    ],
  }
  const items = await itemsOf(spdx, JSON.stringify(document))
  expect(componentsIn(items).map(({ name, root, direct }) => [name, root, direct])).toEqual([
    ['a', undefined, undefined],
    ['b', true, undefined],
  ])
  expect(headersIn(items)[0]?.target).toBe('b')
})

test('version 3: packages with their names, licences and edges', async () => {
  const items = await itemsIn('version-3.json')
  expect(headersIn(items)).toEqual([
    {
      type: 'header',
      tool: 'bom-maker',
      toolVersion: '2.4.0',
      target: 'shop',
      producedAt: '2026-03-02T10:15:00.000Z',
    },
  ])
  expect(componentsIn(items)).toStrictEqual([
    {
      type: 'component',
      ref: 'urn:x:shop',
      name: 'shop',
      version: '3.1.0',
      componentType: 'application',
      root: true,
    },
    {
      type: 'component',
      ref: 'urn:x:pot',
      name: 'tea-pot',
      version: '1.4.1',
      purl: 'pkg:npm/%40kettle/tea-pot@1.4.1',
      cpe: 'cpe:2.3:a:kettle:tea-pot:1.4.1:*:*:*:*:*:*:*',
      componentType: 'operating-system',
      licenses: ['Apache-2.0'],
      hashes: { 'SHA-256': '5d41402abc4b' },
      direct: true,
      supplier: 'Tea House',
    },
    {
      type: 'component',
      ref: 'urn:x:lid',
      name: 'lid',
      version: '0.2.0',
      scope: 'test',
      direct: false,
    },
  ])
  expect(edgesIn(items)).toEqual([
    ['urn:x:shop', ['urn:x:pot']],
    ['urn:x:pot', ['urn:x:lid']],
  ])
})

test('version 3: what the security profile says of each package', async () => {
  const [affected, unaffected, ...others] = observationsIn(await itemsIn('version-3.json'))
  expect(others).toEqual([])
  const { raw, ...fields } = affected ?? { raw: '{}' }
  expect(JSON.parse(raw).spdxId).toBe('urn:x:v1')
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'CVE-2025-10001',
    title: 'Brewing with a long spout takes forever',
    description: 'The spout is matched with a backtracking expression.',
    severity: 'high',
    toolSeverity: 'high',
    cvss: [
      {
        vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H',
        score: 7.5,
        version: '3.1',
        source: 'Tea House',
      },
    ],
    advisories: ['CVE-2025-10001', 'GHSA-2c2c-3f3f-4g4g'],
    component: {
      name: '@kettle/tea-pot',
      version: '1.4.1',
      purl: 'pkg:npm/%40kettle/tea-pot@1.4.1',
      direct: true,
      chain: ['shop@3.1.0', 'tea-pot@1.4.1'],
    },
    references: ['https://nvd.example/CVE-2025-10001', 'https://kettle.example/notices/7'],
    remediation: 'Update to 1.4.2.',
    epss: 0.0123,
    knownExploited: true,
    verdict: { state: 'open', reason: 'affects', source: 'spdx-vex' },
  })
  expect(unaffected).toMatchObject({
    severity: 'unknown',
    component: { name: 'lid' },
    verdict: {
      state: 'false_positive',
      reason: 'doesNotAffect; componentNotPresent; Lids have no spout.',
      source: 'spdx-vex',
    },
  })
})

test('version 3: what does not fit is a problem with its place', async () => {
  const problems = problemsIn(await itemsIn('version-3.json'))
  expect(problems.map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['/@graph/15', true],
    ['/@graph/25', undefined],
    ['/@graph/26', undefined],
    ['/@graph/24', undefined],
  ])
})

test('a document that breaks off gives what it has', async () => {
  const text = await readFile(fixture('one.json'), 'utf8')
  const items = await itemsOf(spdx, text.slice(0, text.indexOf('"sourceInfo"')))
  expect(componentsIn(items).map(({ name }) => name)).toEqual(['shop'])
  expect(problemsIn(items)).toEqual([expect.objectContaining({ incomplete: true })])
})

test('a text of tag-value that does not end is a problem, as are lines that are no tags', async () => {
  const text =
    'SPDXVersion: SPDX-2.3\nnonsense\nPackageName: a\nSPDXID: SPDXRef-a\nPackageComment: <text>never'
  const items = await itemsOf(spdx, text)
  expect(componentsIn(items).map(({ name }) => name)).toEqual(['a'])
  expect(problemsIn(items).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['line 2', undefined],
    ['line 5', true],
  ])
})

test.each(['{}', '[]', '{"packages":[]}', '{"@graph":[]}', 'PackageName: a', ''])(
  'refuses %j',
  async (text) => {
    await expect(itemsOf(spdx, text)).rejects.toThrow(UnreadableReport)
  },
)

test('is known by its version or its context', () => {
  const json = (outline: unknown) => spdx.detect({ syntax: 'json', head: '', outline })
  expect(json({ spdxVersion: 'SPDX-2.2' })).toBe(1)
  expect(json({ '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld' })).toBe(1)
  expect(
    json({ '@context': ['https://other.example', 'https://spdx.org/rdf/3.0.0/spdx-context.jsonld'] }),
  ).toBe(1)
  expect(json({ '@context': 'https://openvex.dev/ns/v0.2.0' })).toBe(0)
  expect(json(undefined)).toBe(0)
  expect(spdx.detect({ syntax: 'text', head: '# bom\nSPDXVersion: SPDX-2.3\n' })).toBe(1)
  expect(spdx.detect({ syntax: 'csv', head: 'a,b\n', columns: ['a', 'b'] })).toBe(0)
})
