import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { Component } from '../../model/component.ts'
import type { Item } from '../contract.ts'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { cyclonedx } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const itemsIn = (name: string): Promise<Item[]> => itemsOfFile(cyclonedx, fixture(name))
const componentsIn = (items: Item[]): Component[] => items.filter((item) => item.type === 'component')

test.each(['empty.json', 'empty.xml'])('%s has a header and nothing else', async (name) => {
  expect(await itemsIn(name)).toEqual([{ type: 'header' }])
})

test('one component with one vulnerability in all their fields', async () => {
  const [observation, ...others] = observationsIn(await itemsIn('one.json'))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'GHSA-2c2c-3f3f-4g4g',
    title: 'Brewing with a long spout takes forever.',
    description:
      'Brewing with a long spout takes forever.\n\nThe spout is matched with a backtracking expression.',
    severity: 'high',
    toolSeverity: 'high',
    cvss: [
      { vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', score: 9.8, version: '3.1', source: 'NVD' },
      {
        vector: 'CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H',
        score: 7.5,
        version: '3.0',
        source: 'GitHub',
      },
    ],
    cwes: [1333, 400],
    advisories: ['GHSA-2c2c-3f3f-4g4g', 'CVE-2025-10001'],
    component: {
      name: '@kettle/tea-pot',
      version: '1.4.1',
      purl: 'pkg:npm/%40kettle/tea-pot@1.4.1',
      path: 'build/shop/package-lock.json',
      direct: true,
      chain: ['shop@3.1.0', '@kettle/tea-pot@1.4.1'],
      fixVersions: ['1.4.2', '2.0.1'],
    },
    references: [
      'https://advisories.example/GHSA-2c2c-3f3f-4g4g',
      'https://nvd.example/CVE-2025-10001',
      'https://kettle.example/notices/7',
    ],
    remediation: 'Upgrade @kettle/tea-pot to version 1.4.2, 2.0.1\n\nUse a short spout.',
    verdict: {
      state: 'open',
      reason: 'exploitable; response: update; Spouts come from the request.',
      source: 'cyclonedx-vex',
    },
  })
  expect(await readFile(fixture('one.json'), 'utf8')).toContain(raw)
})

test('header, components and edges beside it', async () => {
  const items = await itemsIn('one.json')
  expect(items.filter((item) => item.type !== 'observation')).toStrictEqual([
    {
      type: 'header',
      tool: 'bom-maker',
      toolVersion: '2.4.0',
      target: 'shop',
      producedAt: '2026-03-02T09:15:00.000Z',
    },
    {
      type: 'component',
      ref: 'shop',
      name: 'shop',
      version: '3.1.0',
      componentType: 'application',
      root: true,
    },
    {
      type: 'component',
      ref: 'tea-pot',
      name: 'tea-pot',
      group: '@kettle',
      version: '1.4.1',
      purl: 'pkg:npm/%40kettle/tea-pot@1.4.1',
      cpe: 'cpe:2.3:a:kettle:tea-pot:1.4.1:*:*:*:*:node.js:*:*',
      componentType: 'library',
      licenses: ['MIT', 'House licence'],
      hashes: { 'SHA-256': '5d41402abc4b2a76b9719d911017c592ae2b1bde9b6a4e2b0c7f5c4d3e2f1a00' },
      scope: 'runtime',
      direct: true,
      supplier: 'Kettle Works',
      path: 'build/shop/package-lock.json',
    },
    { type: 'dependency', ref: 'shop', dependsOn: ['tea-pot'] },
    { type: 'dependency', ref: 'tea-pot', dependsOn: [] },
  ])
})

test('XML says the same as JSON', async () => {
  const withoutRaw = (items: Item[]) =>
    items.map((item) => (item.type === 'observation' ? { ...item, raw: '' } : item))
  const xml = await itemsIn('one.xml')
  expect(withoutRaw(xml)).toStrictEqual(withoutRaw(await itemsIn('one.json')))
  expect(observationsIn(xml)[0]?.raw).toMatch(
    /^<vulnerability><id>GHSA-2c2c-3f3f-4g4g<\/id>.*<\/vulnerability>$/s,
  )
})

test('the described image is a claim and a target without its tag', async () => {
  const items = await itemsIn('many.json')
  expect(headersIn(items)[0]?.target).toBe('registry.example:5000/shop/api')
  expect(assetsIn(items)).toEqual([
    {
      type: 'asset',
      kind: 'container-image',
      name: 'registry.example:5000/shop/api',
      attributes: { tag: '3.1.0', imageId: 'sha256:174c8c134b2a' },
    },
  ])
})

test('nested components and services are components; lockfiles only stand in between', async () => {
  const components = componentsIn(await itemsIn('many.json'))
  expect(components.map(({ ref, name, direct, scope, path }) => [ref, name, direct, scope, path])).toEqual([
    ['image', 'registry.example:5000/shop/api:3.1.0', undefined, undefined, undefined],
    ['os', 'debian', true, undefined, undefined],
    ['libkettle', 'libkettle1', true, undefined, undefined],
    ['lockfile', 'app/package-lock.json', true, undefined, undefined],
    ['pot', 'tea-pot', true, undefined, 'app/package-lock.json'],
    ['lid', 'lid', false, 'optional', 'app/package-lock.json'],
    ['cosy', 'cosy', false, 'development', 'tools/package-lock.json'],
    ['/components/5/components/0', 'bundled-wool', false, undefined, undefined],
    ['/components/6', 'other-lid', undefined, undefined, undefined],
    ['payments', 'payments', false, undefined, undefined],
  ])
  expect(components.at(-1)).toMatchObject({ componentType: 'service', supplier: 'Pay Ltd' })
  expect(components[6]?.licenses).toEqual(['MIT OR Apache-2.0'])
})

test('one observation for each affected component, by the severity of the own source', async () => {
  const found = observationsIn(await itemsIn('many.json'))
  expect(
    found.map(({ rule, kind, severity, component, verdict }) => [
      rule,
      kind,
      severity,
      component?.name,
      verdict?.state,
    ]),
  ).toEqual([
    ['CVE-2025-10002', 'container', 'low', 'libkettle1', undefined],
    ['CVE-2025-10002', 'dependency', 'low', 'lid', undefined],
    ['CVE-2025-10003', 'dependency', 'medium', 'cosy', 'false_positive'],
    ['CVE-2025-10004', 'dependency', 'unknown', undefined, undefined],
    ['MAL-2025-7', 'malware', 'unknown', '@kettle/tea-pot', 'fixed'],
    ['MAL-2025-7', 'malware', 'unknown', undefined, 'fixed'],
    ['MAL-2025-7', 'malware', 'unknown', 'vanished', 'fixed'],
    ['CVE-2025-10005', 'dependency', 'unknown', '@kettle/tea-pot', 'false_positive'],
  ])
  expect(found[1]).toMatchObject({
    title: 'CVE-2025-10002 in lid',
    component: {
      chain: ['registry.example:5000/shop/api:3.1.0', '@kettle/tea-pot@1.4.1', 'lid@0.2.0'],
      direct: false,
    },
  })
  expect(found[2]?.toolSeverity).toBe('5.3')
  expect(found[2]?.verdict?.reason).toBe(
    'not_affected; code_not_reachable; response: will_not_fix; Lids stay on.',
  )
  expect(found[3]?.toolSeverity).toBe('fancy')
})

test('what is missing or does not fit is told with its place', async () => {
  expect(problemsIn(await itemsIn('many.json')).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['/components/6', undefined],
    ['/components/7', true],
    ['/dependencies/3', undefined],
    ['/dependencies/4', undefined],
    ['/vulnerabilities/3/affects/1', undefined],
    ['/vulnerabilities/3/affects/2', undefined],
    ['/vulnerabilities/5', true],
  ])
})

test('vulnerabilities of the old XML extension, inside a component and beside them', async () => {
  const items = await itemsIn('version-1.2.xml')
  expect(headersIn(items)).toEqual([
    { type: 'header', tool: 'grype', toolVersion: '0.11.0', producedAt: '2021-05-03T08:25:05.000Z' },
  ])
  expect(componentsIn(items).map(({ ref }) => ref)).toEqual(['/bom/components[1]/component[1]', 'handle'])
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'CVE-2021-10006',
      severity: 'critical',
      toolSeverity: 'Critical',
      cvss: [{ vector: 'CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', score: 9.8, version: '3.0' }],
      cwes: [502],
      component: { name: 'example.kettle:spout', version: '0.9', purl: 'pkg:maven/example.kettle/spout@0.9' },
      references: ['https://nvd.example/CVE-2021-10006', 'https://kettle.example/notices/3'],
      remediation: 'Take another kettle.',
    },
    { rule: 'CVE-2021-10007', severity: 'unknown', component: { name: 'handle', version: '2' } },
  ])
  expect(problemsIn(items)).toEqual([])
})

test('references into other BOMs name their component', async () => {
  const items = await itemsIn('vex.json')
  expect(observationsIn(items).map(({ component, verdict }) => [component, verdict])).toEqual([
    [
      { name: '@kettle/tea-pot', version: '1.4.1', purl: 'pkg:npm/%40kettle/tea-pot@1.4.1' },
      { state: 'false_positive', reason: 'false_positive', source: 'cyclonedx-vex' },
    ],
    [
      { name: 'tea pot', version: '1.4.1' },
      { state: 'false_positive', reason: 'false_positive', source: 'cyclonedx-vex' },
    ],
  ])
  expect(problemsIn(items)).toEqual([])
})

test('a described component that is listed once more is one component', async () => {
  const component = { 'bom-ref': 'shop', type: 'application', name: 'shop', version: '1' }
  const inner = { ...component, components: [{ 'bom-ref': 'in', type: 'library', name: 'in' }] }
  const items = await itemsOf(
    cyclonedx,
    JSON.stringify({ specVersion: '1.6', metadata: { component }, components: [inner] }),
  )
  expect(componentsIn(items).map(({ ref }) => ref)).toEqual(['shop', 'in'])
  expect(problemsIn(items)).toEqual([])
})

test('circles in the graph end', async () => {
  const items = await itemsOf(
    cyclonedx,
    JSON.stringify({
      specVersion: '1.6',
      metadata: { component: { 'bom-ref': 'a', name: 'a' } },
      components: [{ 'bom-ref': 'b', name: 'b' }],
      dependencies: [
        { ref: 'a', dependsOn: ['b'] },
        { ref: 'b', dependsOn: ['a', 'b'] },
      ],
      vulnerabilities: [{ id: 'CVE-2025-10009', affects: [{ ref: 'b' }] }],
    }),
  )
  expect(observationsIn(items)[0]?.component?.chain).toEqual(['a', 'b'])
})

test('a document that breaks off gives what it has and is told once', async () => {
  const text = await readFile(fixture('one.json'), 'utf8')
  const items = await itemsOf(cyclonedx, text.slice(0, text.indexOf('"workaround"')))
  expect(componentsIn(items)).toHaveLength(2)
  expect(problemsIn(items)).toEqual([expect.objectContaining({ incomplete: true })])
})

test.each(['{}', '[]', '{"components":[]}', '<bom', '<html/>', ''])('refuses %j', async (text) => {
  await expect(itemsOf(cyclonedx, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its format member or its namespace', () => {
  const json = (outline: unknown) => cyclonedx.detect({ syntax: 'json', head: '', outline })
  const xml = (name: string, namespace: string) =>
    cyclonedx.detect({ syntax: 'xml', head: '', root: { name, namespace, attributes: {} } })
  expect(json({ bomFormat: 'CycloneDX' })).toBe(1)
  expect(json({ $schema: 'http://cyclonedx.org/schema/bom-1.4.schema.json', specVersion: '1.4' })).toBe(0.9)
  expect(json({ specVersion: '1.4' })).toBe(0)
  expect(json(undefined)).toBe(0)
  expect(xml('bom', 'http://cyclonedx.org/schema/bom/1.2')).toBe(1)
  expect(xml('bom', 'urn:other')).toBe(0)
})

test('evidence of calls and of lines that name a component; where it lies is none', async () => {
  const component = (name: string, evidence: object) => ({
    type: 'library',
    'bom-ref': name,
    name,
    version: '1',
    evidence,
  })
  const items = await itemsOf(
    cyclonedx,
    JSON.stringify({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: 1,
      components: [
        component('called', {
          callstack: {
            frames: [
              { module: 'app', function: 'main' },
              { module: 'called', function: 'run' },
            ],
          },
        }),
        component('named', { occurrences: [{ location: 'src/a.ts#7' }, { location: 'src/b.ts#9' }] }),
        component('lying', { occurrences: [{ location: 'lib/lying.jar' }] }),
      ],
    }),
  )
  const reach = items.flatMap((item) =>
    item.type === 'component' ? [[item.name, item.reach?.level, item.reach?.evidence]] : [],
  )
  expect(reach).toEqual([
    ['called', 'called', 'calls: main → run'],
    ['named', 'imported', 'src/a.ts:7 names it (2 places)'],
    ['lying', undefined, undefined],
  ])
})

test("Checkov's checks stand among the vulnerabilities, and are none", async () => {
  const found = observationsIn(await itemsOfFile(cyclonedx, fixture('checkov.cdx.json')))
  expect(found).toMatchObject([
    {
      kind: 'config',
      rule: 'CKV2_AWS_11',
      title: 'Ensure VPC flow logging is enabled in all VPCs',
      location: { path: 'network.tf' },
      resource: { address: 'aws_vpc.main', type: 'aws_vpc', provider: 'aws' },
    },
    { kind: 'config', location: { path: 'k8s/till.yaml' }, resource: { address: 'Pod/shop/till' } },
    { kind: 'secret', fingerprints: { checkov: 'f102a19d163a580e7a66b22016dce00b41560753' } },
  ])
  for (const one of found) {
    expect(one).not.toHaveProperty('advisories')
    expect(one).not.toHaveProperty('component')
  }
})
