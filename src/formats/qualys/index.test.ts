import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { qualys } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(qualys, fixture('empty.xml'))).toEqual([
    { type: 'header', tool: 'Qualys', producedAt: '2025-09-01T08:30:00.000Z' },
  ])
})

test('one result of a scan in all its fields', async () => {
  const [header, host, observation, ...others] = await itemsOfFile(qualys, fixture('one.xml'))
  expect(others).toEqual([])
  expect(header).toEqual({
    type: 'header',
    tool: 'Qualys',
    target: '192.0.2.7',
    producedAt: '2025-09-01T08:30:00.000Z',
  })
  expect(host).toEqual({
    type: 'asset',
    kind: 'host',
    name: '192.0.2.7',
    attributes: { dns: 'shop.example' },
  })
  expect(observation).toStrictEqual({
    type: 'observation',
    kind: 'runtime',
    rule: '999001',
    title: 'AcmeWeb File Disclosure',
    description: 'AcmeWeb serves any file.\nSee CWE-22.\n\nImpact: Files are read.',
    severity: 'high',
    toolSeverity: '4',
    confidence: 'high',
    cvss: [
      { score: 7.5, version: '3.0' },
      { score: 5, version: '2.0' },
    ],
    cwes: [22],
    advisories: ['CVE-2099-10021'],
    endpoint: { url: 'tcp://192.0.2.7:443', evidence: 'root:x:0' },
    resource: { address: '192.0.2.7:443/tcp', type: 'service' },
    references: [
      'https://advisories.example/10021',
      'https://exploits.example/1',
      'https://acme.example/2.0',
    ],
    remediation: 'Update to 2.0.',
    seenAt: '2025-09-01T08:30:00.000Z',
    tags: ['Web server', 'ACME-2099-1', 'BID:4711', 'pci', 'exploit-available'],
    raw: expect.stringContaining('number="999001"'),
  })
})

test('the report as XML, with its glossary', async () => {
  const items = await itemsOfFile(qualys, fixture('many.xml'))
  expect(observationsIn(items)).toMatchObject([
    {
      rule: '999001',
      title: 'AcmeWeb File Disclosure',
      severity: 'critical',
      cvss: [{ score: 9.8, version: '3.1' }],
      advisories: ['CVE-2099-10021'],
      endpoint: { url: 'tcp://192.0.2.7:443', evidence: 'root:x:0' },
      seenAt: '2025-09-01T08:20:00.000Z',
    },
    {
      rule: '999002',
      title: 'QID 999002',
      severity: 'unknown',
      confidence: 'low',
      cvss: [{ score: 3.1 }],
      resource: { address: '192.0.2.7', type: 'host' },
      verdict: { state: 'fixed', source: 'qualys-status' },
    },
  ])
  expect(problemsIn(items)).toHaveLength(2)
  expect(assetsIn(items)).toEqual([
    {
      type: 'asset',
      kind: 'host',
      name: '192.0.2.7',
      attributes: { dns: 'shop.example', os: 'AcmeOS 9' },
    },
  ])
})

test('of a host that breaks off, the detections that are whole stay', async () => {
  const text = await readFile(fixture('detections.xml'), 'utf8')
  const items = await itemsOf(qualys, text.slice(0, text.indexOf('<QID>45017')))
  expect(assetsIn(items).map(({ name }) => name)).toEqual(['192.0.2.7'])
  expect(observationsIn(items).map(({ rule }) => rule)).toEqual(['999003'])
  expect(problemsIn(items)).toMatchObject([{ incomplete: true }])
})

test('the list of detections', async () => {
  const items = await itemsOfFile(qualys, fixture('detections.xml'))
  expect(observationsIn(items)).toMatchObject([
    {
      rule: '999003',
      severity: 'medium',
      endpoint: { url: 'tcp://192.0.2.7:22', evidence: 'old key' },
      knownExploited: true,
      verdict: { state: 'accepted', reason: 'ignored', source: 'qualys-status' },
      tags: ['qds:71'],
    },
    { rule: '45017', severity: 'info', toolSeverity: '2', description: 'AcmeOS' },
  ])
  expect(problemsIn(items)).toHaveLength(2)
})

test('the table, below what stands above it', async () => {
  const items = await itemsOfFile(qualys, fixture('table.csv'))
  expect(observationsIn(items)).toMatchObject([
    {
      rule: '999001',
      severity: 'critical',
      cvss: [{ vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N', score: 7.5 }],
      advisories: ['CVE-2099-10021', 'CVE-2099-10022'],
      endpoint: { url: 'tcp://192.0.2.7:443', evidence: 'root:x:0' },
      seenAt: '2025-09-01T08:30:00.000Z',
      tags: [
        'Web server',
        'ACME-1',
        'ACME-2',
        'BID:4711',
        'shop',
        'web',
        'pci',
        'exploit-available',
        'instance:os',
      ],
    },
    {
      kind: 'web',
      rule: '150001',
      severity: 'medium',
      endpoint: { url: 'https://shop.example/search' },
      verdict: { state: 'accepted' },
    },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 8'])
  expect(headersIn(items)).toHaveLength(1)
})

test.each(['<a/>', '', 'a,b\n1,2\n'])('refuses %j', async (text) => {
  await expect(itemsOf(qualys, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its root or its columns', () => {
  const xml = (name: string, head = '') =>
    qualys.detect({ syntax: 'xml', head, root: { name, namespace: '', attributes: {} } })
  expect(xml('ASSET_DATA_REPORT')).toBe(1)
  expect(xml('HOST_LIST_VM_DETECTION_OUTPUT')).toBe(1)
  expect(xml('SCAN', '<SCAN><IP value="a">')).toBe(1)
  expect(xml('SCAN')).toBe(0)
  const csv = (columns: string[], head = '') => qualys.detect({ syntax: 'csv', head, columns })
  expect(csv(['IP', 'QID', 'Title', 'Type', 'Severity'])).toBe(1)
  expect(csv(['Shop Report', 'Acme'], '"Shop"\n\n"IP","DNS","QID","Title","Type"\n')).toBe(0.95)
  expect(csv(['IP', 'QID'])).toBe(0)
})

test("VMDR's list of detections, below lines about the report", async () => {
  const items = await itemsOfFile(qualys, fixture('vmdr.csv'))
  expect(assetsIn(items)).toEqual([
    { type: 'asset', kind: 'host', name: '192.0.2.30', attributes: { name: 'till-3', os: 'Tea Linux 7' } },
  ])
  expect(observationsIn(items)).toMatchObject([
    {
      rule: '800001',
      title: 'Kettle drips',
      severity: 'high',
      cvss: [
        { score: 5.3, version: '3.1' },
        { score: 5, version: '2.0' },
      ],
      advisories: ['CVE-2099-10170'],
      resource: { address: '192.0.2.30:443/tcp' },
      remediation: 'Update it.',
      knownExploited: true,
      verdict: { state: 'accepted' },
      seenAt: '2025-09-01T08:30:00.000Z',
      tags: expect.arrayContaining(['Web', 'Production']),
    },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 5'])
})
