import { expect, test } from 'vitest'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { openvas } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(openvas, fixture('empty.xml'))).toEqual([
    { type: 'header', tool: 'OpenVAS', producedAt: '2025-09-01T08:30:00.000Z' },
  ])
})

const shared = {
  type: 'observation',
  kind: 'runtime',
  rule: '1.3.6.1.4.1.25623.1.0.999001',
  title: 'AcmeWeb leaks files',
  severity: 'high',
  toolSeverity: 'High',
  confidence: 'high',
  endpoint: { url: 'tcp://192.0.2.7:443', evidence: 'Read: /etc/passwd' },
  resource: { address: '192.0.2.7:443/tcp', type: 'service' },
  references: ['https://advisories.example/10021'],
  remediation: 'Update to 2.0.',
  epss: 0.41,
  seenAt: '2025-09-01T08:31:00.000Z',
}

test('one result in all its fields', async () => {
  const [header, host, observation, ...others] = await itemsOfFile(openvas, fixture('one.xml'))
  expect(others).toEqual([])
  expect(header).toEqual({
    type: 'header',
    tool: 'OpenVAS',
    target: '192.0.2.7',
    producedAt: '2025-09-01T08:30:00.000Z',
  })
  expect(host).toMatchObject({ kind: 'host', name: '192.0.2.7', attributes: { hostname: 'shop.example' } })
  expect(observation).toStrictEqual({
    ...shared,
    description:
      'AcmeWeb serves any file.\n\nA path is\nnot checked.\n\nImpact: Files are read.\n\nAffected: AcmeWeb before 2.0\n\nDetection: Reads a file.',
    cvss: [
      { vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N', score: 7.5, version: '3.1', source: 'NVD' },
    ],
    advisories: ['CVE-2099-10021'],
    tags: ['Web Servers', 'VendorFix', 'DFN-CERT-2099-1', 'BID:4711'],
    raw: expect.stringContaining('<result id="r3">'),
  })
})

test('a row in all its fields', async () => {
  const items = await itemsOfFile(openvas, fixture('rows.csv'))
  const [full, log] = observationsIn(items)
  expect(full).toStrictEqual({
    ...shared,
    description:
      'AcmeWeb serves any file.\n\nA path is not checked.\n\nImpact: Files are read.\n\nAffected: AcmeWeb before 2.0\n\nDetection: Reads a file.\n\nProduct: AcmeWeb 1.9',
    cvss: [{ score: 7.5 }],
    advisories: ['CVE-2099-10021', 'CVE-2099-10022'],
    tags: ['VendorFix', 'DFN-CERT-2099-1', 'BID:4711', 'ACME-1'],
    raw: expect.stringContaining('192.0.2.7,shop.example'),
  })
  expect(log).toMatchObject({ severity: 'info', description: 'up for days', resource: { type: 'host' } })
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 5'])
})

test('the older shape, decisions, errors and hosts', async () => {
  const items = await itemsOfFile(openvas, fixture('many.xml'))
  expect(observationsIn(items)).toMatchObject([
    {
      rule: '1.2.3',
      severity: 'medium',
      confidence: 'low',
      description: 'Note: ask the shop team',
      cvss: [{ vector: 'AV:N/AC:L/Au:N/C:P/I:N/A:N', score: 5, version: '2.0' }],
      advisories: ['CVE-2099-10031', 'CVE-2099-10032'],
      endpoint: { url: 'tcp://192.0.2.7:443' },
      references: ['https://one.example', 'https://two.example'],
      tags: ['CB-K99/1', 'OTHER:7'],
    },
    {
      rule: '1.2.4',
      description: 'Seen\n\nup for days',
      severity: 'info',
      confidence: 'medium',
      resource: { address: '192.0.2.7', type: 'host' },
    },
    {
      rule: '1.2.5',
      verdict: { state: 'false_positive', reason: 'override', source: 'greenbone-override' },
      description: 'Override: patched by us',
    },
    {
      rule: '1.2.8',
      severity: 'critical',
      toolSeverity: '9.8',
      component: { name: 'libshop', version: '1.2-3', fixVersions: ['1.2-4'] },
    },
  ])
  expect(items.filter(({ type }) => type === 'component')).toEqual([
    {
      type: 'component',
      ref: '192.0.2.9 cpe:/a:acme:shop:1.2',
      name: 'shop',
      version: '1.2',
      cpe: 'cpe:/a:acme:shop:1.2',
      componentType: 'application',
    },
  ])
  expect(problemsIn(items).map(({ where, incomplete }) => [where.split('/').at(-1), incomplete])).toEqual([
    ['result[4]', true],
    ['result[5]', true],
    ['error[1]', true],
  ])
  expect(headersIn(items).map(({ target }) => target)).toEqual(['192.0.2.7', '192.0.2.8', '192.0.2.9'])
  expect(assetsIn(items)).toHaveLength(3)
})

test.each(['<a/>', ''])('refuses %j', async (text) => {
  await expect(itemsOf(openvas, text)).rejects.toThrow(UnreadableReport)
})

test('another report of that root is told to be none', async () => {
  expect(problemsIn(await itemsOf(openvas, '<report><package/></report>'))).toHaveLength(1)
})

test('is known by its root or its columns', () => {
  const xml = (name: string, attributes: Record<string, string>, head = '') =>
    openvas.detect({ syntax: 'xml', head, root: { name, namespace: '', attributes } })
  expect(xml('report', { format_id: 'a', content_type: 'text/xml' })).toBe(1)
  expect(xml('report', {}, '<report><gmp>')).toBe(0.95)
  expect(xml('report', {}, '<report><package>')).toBe(0)
  const csv = (columns: string[]) => openvas.detect({ syntax: 'csv', head: '', columns })
  expect(csv(['IP', 'Severity', 'NVT Name', 'NVT OID'])).toBe(1)
  expect(csv(['IP', 'Severity'])).toBe(0)
})
