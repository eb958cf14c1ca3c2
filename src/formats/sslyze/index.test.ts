import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { sslyze } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const rulesIn = async (name: string) =>
  observationsIn(await itemsOfFile(sslyze, fixture(name))).map(({ rule }) => rule)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(sslyze, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'SSLyze', toolVersion: '6.0.0' },
  ])
})

test('one flaw in all its fields', async () => {
  expect(await itemsOfFile(sslyze, fixture('one.json'))).toStrictEqual([
    {
      type: 'header',
      tool: 'SSLyze',
      toolVersion: '6.0.0',
      target: 'shop.example:443',
      producedAt: '2025-09-01T08:30:00.123Z',
    },
    { type: 'asset', kind: 'host', name: 'shop.example', attributes: { ip: '192.0.2.7' } },
    {
      type: 'observation',
      kind: 'config',
      rule: 'heartbleed',
      title: 'Vulnerable to OpenSSL Heartbleed',
      severity: 'unknown',
      advisories: ['CVE-2014-0160'],
      endpoint: { url: 'tcp://shop.example:443' },
      resource: { address: 'shop.example:443/tcp', type: 'service' },
      raw: '{"heartbleed":{"is_vulnerable_to_heartbleed":true}}',
    },
  ])
})

test('each flaw that a command may find; what failed is told', async () => {
  const items = await itemsOfFile(sslyze, fixture('many.json'))
  expect(await rulesIn('many.json')).toEqual([
    'certificate_info:hostname',
    'certificate_info:trust',
    'certificate_info:chain-order',
    'certificate_info:sha1',
    'ssl_3_0_cipher_suites',
    'ssl_3_0_cipher_suites:weak',
    'tls_compression',
    'tls_fallback_scsv',
    'robot',
    'openssl_ccs_injection',
    'session_renegotiation:insecure',
    'session_renegotiation:client',
    'http_headers:strict-transport-security',
  ])
  expect(observationsIn(items)[1]).toMatchObject({
    description: 'Acme: expired\nSubject: CN=other.example\nNot valid after: 2020-01-01T00:00:00',
  })
  expect(observationsIn(items)[4]).toMatchObject({
    title: 'SSL 3.0 is accepted',
    description: 'TLS_RSA_WITH_3DES_EDE_CBC_SHA',
  })
  expect(problemsIn(items).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['/invalid_server_strings/0', true],
    ['/server_scan_results/0', true],
    ['/server_scan_results/1', true],
    ['/server_scan_results/2', true],
  ])
  expect(headersIn(items).map(({ target }) => target)).toEqual(['shop.example:443', 'stock.example:443'])
})

test('older versions', async () => {
  expect(await rulesIn('version-4.json')).toEqual(['tls_1_0_cipher_suites'])
  expect(await rulesIn('version-2.json')).toEqual([
    'tls_1_0_cipher_suites',
    'tls_1_0_cipher_suites:weak',
    'session_renegotiation:client',
  ])
  expect(problemsIn(await itemsOfFile(sslyze, fixture('version-4.json')))).toHaveLength(1)
  expect(problemsIn(await itemsOfFile(sslyze, fixture('version-2.json')))).toHaveLength(1)
})

test('the XML', async () => {
  const items = await itemsOfFile(sslyze, fixture('version-2.xml'))
  expect(await rulesIn('version-2.xml')).toEqual([
    'certificate_info:trust',
    'tls_compression',
    'heartbleed',
    'tls_1_2_cipher_suites:weak',
  ])
  expect(observationsIn(items)[0]).toMatchObject({
    description:
      'Acme: certificate has expired\nSubject: commonName=shop.example\nNot valid after: 2017-08-04 12:37:21',
  })
  expect(problemsIn(items)).toHaveLength(2)
})

test.each(['{}', '[]', '<a/>', ''])('refuses %j', async (text) => {
  await expect(itemsOf(sslyze, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its members or its root', () => {
  const json = (outline: unknown) => sslyze.detect({ syntax: 'json', head: '', outline })
  expect(json({ server_scan_results: [], sslyze_url: 'a' })).toBe(1)
  expect(json({ results: [] })).toBe(0)
  const xml = (attributes: Record<string, string>) =>
    sslyze.detect({ syntax: 'xml', head: '', root: { name: 'document', namespace: '', attributes } })
  expect(xml({ SSLyzeVersion: '2' })).toBe(1)
  expect(xml({})).toBe(0)
})
