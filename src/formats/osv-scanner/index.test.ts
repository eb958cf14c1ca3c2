import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { Component } from '../../model/component.ts'
import type { Item } from '../contract.ts'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { osvScanner } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const itemsIn = (name: string): Promise<Item[]> => itemsOfFile(osvScanner, fixture(name))
const componentsIn = (items: Item[]): Component[] => items.filter((item) => item.type === 'component')

test('an empty report has a header and nothing else', async () => {
  expect(await itemsIn('empty.json')).toEqual([{ type: 'header', tool: 'OSV-Scanner' }])
})

test('one package with one advisory in all their fields', async () => {
  const [header, component, observation, ...others] = await itemsIn('one.json')
  expect(others).toEqual([])
  expect(header).toEqual({ type: 'header', tool: 'OSV-Scanner' })
  expect(component).toStrictEqual({
    type: 'component',
    ref: '/results/0/packages/0',
    name: '@kettle/tea-pot',
    version: '1.4.1',
    purl: 'pkg:npm/%40kettle/tea-pot@1.4.1',
    path: 'work/shop/package-lock.json',
    scope: 'development',
  })
  const { raw, ...fields } = observation?.type === 'observation' ? observation : { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'GHSA-2c2c-3f3f-4g4g',
    title: 'Brewing with a long spout takes forever',
    description: 'The spout is matched with a backtracking expression.',
    severity: 'medium',
    toolSeverity: 'MODERATE',
    cvss: [
      { vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', score: 7.5, version: '3.1' },
      {
        vector: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:L/SC:N/SI:N/SA:N',
        score: 6.9,
        version: '4.0',
      },
    ],
    cwes: [1333, 400],
    advisories: ['GHSA-2c2c-3f3f-4g4g', 'CVE-2025-10001', 'KETTLE-7'],
    component: {
      name: '@kettle/tea-pot',
      version: '1.4.1',
      purl: 'pkg:npm/%40kettle/tea-pot@1.4.1',
      path: 'work/shop/package-lock.json',
      fixVersions: ['1.4.2', '2.0.1'],
    },
    references: ['https://advisories.example/GHSA-2c2c-3f3f-4g4g', 'https://kettle.example/notices/7'],
  })
  const report = JSON.parse(await readFile(fixture('one.json'), 'utf8'))
  expect(JSON.parse(raw)).toEqual(report.results[0].packages[0].vulnerabilities[0])
})

test('every package is a component, with or without advisories', async () => {
  const components = componentsIn(await itemsIn('many.json'))
  expect(components.map(({ ref, name, purl, scope }) => [ref, name, purl, scope])).toEqual([
    [
      '/results/0/packages/0',
      'example.com/kettle/spout',
      'pkg:golang/example.com/kettle/spout@1.0.3',
      undefined,
    ],
    ['/results/0/packages/1', 'example.com/cup', 'pkg:golang/example.com/cup@0.1.0', undefined],
    ['/results/1/packages/0', 'libkettle1', 'pkg:deb/debian/libkettle1@2.36-9', undefined],
    ['/results/2/packages/0', 'evil-lid', 'pkg:npm/evil-lid@6.6.6', undefined],
    ['/results/2/packages/1', 'https://git.example/steam', undefined, undefined],
  ])
  expect(components[3]?.licenses).toEqual(['GPL-3.0-only'])
  expect(components[4]?.version).toBe('0a1b2c3d')
})

test('severity by CVSS, else by the word of the database, else by the score of the group', async () => {
  const found = observationsIn(await itemsIn('many.json'))
  expect(found.map(({ rule, kind, severity, toolSeverity }) => [rule, kind, severity, toolSeverity])).toEqual(
    [
      ['GO-2025-1001', 'dependency', 'critical', '9.1'],
      ['GO-2025-1002', 'dependency', 'high', 'HIGH'],
      ['DSA-5500-1', 'container', 'unknown', undefined],
      ['MAL-2025-7', 'malware', 'unknown', undefined],
      ['GPL-3.0-only', 'license', 'unknown', undefined],
      ['OSV-2025-9', 'dependency', 'low', 'LOW'],
    ],
  )
})

test('call analysis speaks of confidence and decides nothing', async () => {
  const [called, uncalled] = observationsIn(await itemsIn('many.json'))
  expect(called).toMatchObject({
    confidence: 'high',
    tags: ['called'],
    reachability: { level: 'called', evidence: 'called' },
    title: 'Spouts leak.',
    advisories: ['GO-2025-1001', 'GHSA-5c5c-6f6f-7g7g'],
  })
  expect(uncalled).toMatchObject({
    confidence: 'low',
    tags: ['not-called', 'unimportant'],
    reachability: { level: 'present', atMost: true, evidence: 'not-called' },
  })
  expect(uncalled).not.toHaveProperty('verdict')
})

test("fixes are those of the package's own release, or commits for what is known by its commit", async () => {
  const found = observationsIn(await itemsIn('many.json'))
  expect(found[2]).toMatchObject({
    component: { name: 'libkettle1', fixVersions: ['2.36-10'] },
    advisories: ['DSA-5500-1'],
    tags: ['CVE-2025-10021', 'CVE-2025-10022'],
  })
  expect(found[5]).toMatchObject({ component: { version: '0a1b2c3d', fixVersions: ['4e5f6a7b'] } })
})

test('a licence that is not allowed is a finding of its own', async () => {
  const violation = observationsIn(await itemsIn('many.json')).find(({ kind }) => kind === 'license')
  expect(violation).toMatchObject({
    rule: 'GPL-3.0-only',
    title: 'evil-lid has a licence that is not allowed: GPL-3.0-only',
    component: { name: 'evil-lid', version: '6.6.6', path: 'work/shop/package-lock.json' },
  })
})

test('what has no id or no name is a problem with its place', async () => {
  expect(problemsIn(await itemsIn('many.json')).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['/results/0/packages/0/vulnerabilities/2', true],
    ['/results/0/packages/2/package', true],
  ])
})

test('the flat list of its library', async () => {
  const items = await itemsIn('flat.json')
  expect(componentsIn(items)).toMatchObject([{ purl: 'pkg:golang/example.com/kettle/spout@1.0.3' }])
  expect(observationsIn(items)).toMatchObject([
    {
      advisories: ['GO-2025-1001', 'CVE-2025-10001', 'GHSA-5c5c-6f6f-7g7g'],
      component: { path: 'work/shop/go.mod' },
    },
    { title: 'Spouts drip.' },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/2/package'])
})

test.each(['{}', '[]', '{"results":{}}', '{"results"', ''])('refuses %j', async (text) => {
  await expect(itemsOf(osvScanner, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its sources, or by its configuration while it found nothing', () => {
  const detect = (outline: unknown) => osvScanner.detect({ syntax: 'json', head: '', outline })
  expect(detect({ results: [{ source: { path: 'a' }, packages: [] }] })).toBe(1)
  expect(detect({ results: [], experimental_config: {} })).toBe(0.9)
  expect(detect([{ Package: {}, Vulnerability: { id: 'GO-1' } }])).toBe(1)
  expect(detect({ results: [] })).toBe(0)
  expect(detect({ results: [{ check_id: 'x' }] })).toBe(0)
  expect(detect(undefined)).toBe(0)
})
