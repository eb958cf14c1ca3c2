import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { defectdojoGeneric } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test.each(['empty.json', 'empty.csv'])('%s has a header and nothing else', async (name) => {
  expect(await itemsOfFile(defectdojoGeneric, fixture(name))).toEqual([{ type: 'header' }])
})

test('one finding in all its fields', async () => {
  const items = await itemsOfFile(defectdojoGeneric, fixture('one.json'))
  expect(headersIn(items)).toEqual([{ type: 'header', tool: 'Tea Scanner', toolVersion: '3.1' }])
  expect(assetsIn(items)).toEqual([{ type: 'asset', kind: 'service', name: 'https://shop.example:8443' }])
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'tea/sql',
    title: 'Order number reaches a query',
    description:
      "The number is put into the query text.\n\nImpact: Orders are read.\n\nSteps to reproduce: Ask for order 1'.\n\nSeverity: Anyone can ask.",
    severity: 'high',
    toolSeverity: 'High',
    cvss: [
      { score: 8.1, version: '4.0' },
      { vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N', score: 7.5, version: '3.1' },
    ],
    cwes: [89, 564, 20],
    advisories: ['CVE-2099-10001', 'GHSA-2c2c-3f3f-4g4g'],
    location: { path: 'src/orders/find.ts', line: 41, symbol: 'query' },
    flow: [
      { path: 'src/orders/route.ts', line: 12, symbol: 'request.number' },
      { path: 'src/orders/find.ts', line: 41, symbol: 'query' },
    ],
    endpoint: {
      url: 'https://shop.example:8443/orders?number=1#top',
      parameter: 'number',
      evidence: "1'",
    },
    references: ['https://notes.example/7', 'https://notes.example/8'],
    remediation: 'Bind it.',
    fingerprints: { defectdojo: 'f-1' },
    epss: 0.25,
    knownExploited: true,
    seenAt: '2025-09-01T00:00:00.000Z',
    tags: [
      'sql',
      'verified',
      'ransomware-used',
      'kev:2025-08-01',
      'service:orders',
      'effort:Low',
      'epss-percentile:0.9',
    ],
  })
  expect(await readFile(fixture('one.json'), 'utf8')).toContain(raw)
})

test('packages, several places, and what was decided', async () => {
  const items = await itemsOfFile(defectdojoGeneric, fixture('many.json'))
  const found = observationsIn(items)
  expect(found[0]).toMatchObject({
    kind: 'dependency',
    rule: 'CVE-2099-10002',
    component: { name: 'tea-pot', version: '1.4.1', path: 'package.json', fixVersions: ['1.4.2'] },
  })
  expect(found.slice(1, 3).map(({ kind, endpoint }) => [kind, endpoint?.url])).toEqual([
    ['web', 'shop.example/a'],
    ['web', 'https://shop.example/b'],
  ])
  expect(found.slice(2).map(({ verdict }) => [verdict?.state, verdict?.reason])).toEqual([
    ['false_positive', undefined],
    ['fixed', 'mitigated 2025-01-01'],
    ['accepted', 'risk accepted'],
    ['accepted', 'out of scope'],
    ['accepted', 'not active'],
  ])
  expect(found[3]?.raw).not.toContain('aGVsbG8=')
  expect(found[5]?.references).toEqual(['book, page 7'])
  expect(found[6]).toMatchObject({ advisories: ['CVE-2099-10003'], severity: 'unknown' })
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/findings/2/files/0', '/findings/6'])
})

test('what the API lists', async () => {
  const [observation] = observationsIn(await itemsOfFile(defectdojoGeneric, fixture('api.json')))
  expect(observation).toMatchObject({
    title: 'Debug page is on',
    location: { path: 'app/debug.py', line: 7 },
  })
  expect(observation).not.toHaveProperty('endpoint')
})

test('a table, its unknown columns told', async () => {
  const items = await itemsOfFile(defectdojoGeneric, fixture('table.csv'))
  expect(observationsIn(items)).toMatchObject([
    {
      kind: 'web',
      rule: 'Search term is answered unescaped',
      cwes: [79, 116, 20],
      advisories: ['CVE-2099-10001', 'GHSA-2c2c-3f3f-4g4g'],
      endpoint: { url: 'https://shop.example/search' },
      cvss: [{ score: 6.1 }],
      epss: 0.5,
      knownExploited: true,
      seenAt: '2025-02-28T00:00:00.000Z',
      tags: ['verified', 'duplicate'],
    },
    {
      kind: 'code',
      seenAt: '2025-01-02T00:00:00.000Z',
      description: 'Fixed in: 1.2',
      verdict: { state: 'fixed', reason: 'mitigated 2025-02-03' },
    },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 1', 'line 4'])
})

test.each(['{}', '[]', '{"findings":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(defectdojoGeneric, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its fields, or by its columns', () => {
  const json = (outline: unknown) => defectdojoGeneric.detect({ syntax: 'json', head: '', outline })
  const csv = (...columns: string[]) => defectdojoGeneric.detect({ syntax: 'csv', head: '', columns })
  const finding = { title: 'a', severity: 'Low', description: 'b' }
  expect(json({ findings: [{ ...finding, vuln_id_from_tool: '1' }] })).toBe(0.95)
  expect(json({ findings: [finding] })).toBe(0.8)
  expect(json({ findings: [{ ...finding, odd: 1 }] })).toBe(0.6)
  expect(json({ findings: [{ ...finding, severity: 'LOW' }] })).toBe(0)
  expect(json({ findings: [] })).toBe(0)
  expect(json({ results: [{ found_by: [1], numerical_severity: 'S1' }] })).toBe(1)
  expect(json([finding])).toBe(0)
  expect(csv('Date', 'Title', 'CweId', 'Severity')).toBe(1)
  expect(csv('title', 'severity', 'path')).toBe(0)
  expect(csv('Title', 'CweId', 'a', 'b', 'c', 'd')).toBe(0)
})
