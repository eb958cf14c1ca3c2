import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { wazuh } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const header = { type: 'header', tool: 'Wazuh' }

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(wazuh, fixture('empty.json'))).toEqual([header])
})

test('one vulnerability in all its fields', async () => {
  const [first, host, observation, ...others] = await itemsOfFile(wazuh, fixture('one.json'))
  expect(others).toEqual([])
  expect(first).toEqual(header)
  expect(host).toEqual({ type: 'asset', kind: 'host', name: 'till-3', attributes: { ip: '192.0.2.30' } })
  const { raw, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'container',
    rule: 'CVE-2099-10070',
    title: 'CVE-2099-10070 affects zlib',
    description: 'Package less than 1.2.12',
    severity: 'high',
    toolSeverity: 'High',
    cvss: [
      { score: 8.1, version: '3.0' },
      { score: 6.4, version: '2.0' },
    ],
    advisories: ['CVE-2099-10070'],
    component: { name: 'zlib', version: '1.2.11', fixVersions: ['1.2.12'] },
    resource: { address: 'till-3', type: 'host' },
    references: ['https://nvd.example/CVE-2099-10070'],
    seenAt: '2025-09-01T06:30:00.000Z',
  })
  expect(await readFile(fixture('one.json'), 'utf8')).toContain(raw)
})

test('unfixed, unrated and solved; every item is an observation or a problem', async () => {
  const items = await itemsOfFile(wazuh, fixture('many.json'))
  const [unrated, solved, ...others] = observationsIn(items)
  expect(others).toEqual([])
  expect(unrated).toMatchObject({ severity: 'unknown', toolSeverity: '-' })
  expect(unrated).not.toHaveProperty('cvss')
  expect(unrated?.component).not.toHaveProperty('fixVersions')
  expect(solved).toMatchObject({ kind: 'container', verdict: { state: 'fixed' } })
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/data/affected_items/2'])
})

test('the index of version 4.8 and later', async () => {
  const items = await itemsOfFile(wazuh, fixture('version-4-8.json'))
  const [system, library] = observationsIn(items)
  expect(system).toMatchObject({
    kind: 'container',
    title: 'CVE-2099-10070 in zlib1g',
    description: 'Overflows.\n\nPackage less than 1:1.2.12',
    cvss: [{ score: 8.1, version: '3.1' }],
    component: { purl: 'pkg:deb/zlib1g@1:1.2.11?arch=amd64', fixVersions: ['1:1.2.12'] },
    references: ['https://nvd.example/1', 'https://zlib.example/2', 'https://cti.example/1'],
    tags: ['under-evaluation'],
  })
  expect(library).toMatchObject({
    kind: 'dependency',
    component: { purl: 'pkg:npm/tea-pot@1.4.1', path: 'srv/app/node_modules/tea-pot/package.json' },
    resource: { address: '004' },
  })
  expect(assetsIn(items)[0]).toEqual({
    type: 'asset',
    kind: 'host',
    name: 'till-3',
    attributes: { os: 'Ubuntu 22.04.4 LTS' },
  })
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/hits/hits/2'])
})

test.each(['{}', '{"data":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(wazuh, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its items', () => {
  const detect = (outline: unknown) => wazuh.detect({ syntax: 'json', head: '', outline })
  const item = { cve: 'CVE', name: 'a', condition: 'c', detection_time: 't' }
  expect(detect({ data: { affected_items: [item] } })).toBe(1)
  const source = { agent: {}, vulnerability: { id: 'CVE' }, package: {} }
  expect(detect({ hits: { hits: [{ _source: source }] } })).toBe(1)
  expect(detect({ data: { affected_items: [], total_affected_items: 0 } })).toBe(0.8)
  expect(detect({ data: { affected_items: [{ name: 'agent' }] } })).toBe(0)
})
