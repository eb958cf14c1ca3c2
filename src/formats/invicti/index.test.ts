import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { invicti } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const read = async (name: string) => itemsOfFile(invicti, fixture(name))

test('an empty report has a header and its site; a date that may be two says nothing', async () => {
  expect(await read('empty.json')).toEqual([
    { type: 'header', tool: 'Invicti', target: 'https://shop.example/' },
    { type: 'asset', kind: 'service', name: 'https://shop.example' },
  ])
})

test('one vulnerability in all its fields', async () => {
  const items = await read('one.json')
  expect(headersIn(items)).toEqual([
    {
      type: 'header',
      tool: 'Invicti',
      target: 'https://shop.example/',
      producedAt: '2025-08-25T09:53:00.000Z',
    },
  ])
  const { raw, ...fields } = observationsIn(items)[0] ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: 'CookieNotMarkedAsHttpOnly',
    title: 'Cookie Not Marked as HttpOnly',
    description:
      'A cookie is not marked.\nScripts read it.\n\nImpact: Sessions are stolen.\n\nExploitation: Few.\n\nKnown vulnerabilities:\n- Example CVE-2099-7001 (High)',
    severity: 'medium',
    toolSeverity: 'Medium',
    confidence: 'high',
    cvss: [{ vector: 'CVSS:3.0/AV:N/AC:L/PR:L/UI:R/S:U/C:H/I:N/A:N', score: 5.7, version: '3.0' }],
    cwes: [16, 200],
    advisories: ['CVE-2099-7001'],
    endpoint: {
      url: 'https://shop.example/login',
      method: 'GET',
      parameter: 'next',
      request: 'GET /login HTTP/1.1\r\nHost: shop.example\r\n\r\n',
      response: 'HTTP/1.1 200 OK\r\n\r\n',
      evidence: 'Identified Cookie(s): CART ID\n\nSee the header.',
    },
    controls: ['NIST-800-53:AC-22', 'PCI-DSS-3.2:6.5.10', 'ISO-27001:A.14.2.5'],
    references: ['https://owasp.example/httponly'],
    remediation: 'Mark the cookie.\n\n- Mark all.',
    seenAt: '2025-09-01T01:52:00.000Z',
    tags: ['OWASP-A5', 'OWASP-2021-A05', 'WASC-15', 'CAPEC-107', 'release', 'confirmed'],
  })
  expect(JSON.parse(raw)).toMatchObject({ LookupId: 'bb22' })
})

test('what people and later scans said, and what does not fit', async () => {
  const items = await read('many.json')
  const [old, taken, gone] = observationsIn(items)
  expect(old).toMatchObject({
    severity: 'info',
    confidence: 'medium',
    endpoint: { url: 'https://shop.example', method: 'POST' },
    verdict: { state: 'false_positive', reason: 'Present, FalsePositive', source: 'invicti' },
  })
  expect(old?.endpoint).not.toHaveProperty('parameter')
  expect(taken).toMatchObject({ title: 'Taken', confidence: 'low', verdict: { state: 'accepted' } })
  expect(gone).toMatchObject({ severity: 'critical', verdict: { state: 'fixed' } })
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/Vulnerabilities/3', '/Vulnerabilities/4'])
})

test('the XML of Netsparker', async () => {
  const items = await read('version-1.xml')
  expect(headersIn(items)).toMatchObject([{ tool: 'Netsparker', producedAt: '2025-08-29T21:36:42.000Z' }])
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'ConfirmedBlindSqlInjection',
      severity: 'high',
      toolSeverity: 'Important',
      cwes: [89],
      description: 'Known vulnerabilities:\n- Denial of service (Low)',
      endpoint: {
        url: 'http://shop.example/artist?id=(SELECT+1)',
        method: 'GET',
        parameter: 'id',
        response: 'HTTP/1.1 200 OK',
        evidence: 'Version: 2.2.8',
      },
      controls: ['PCI-DSS-2.0:6.5.1', 'PCI-DSS-1.2:6.5.2'],
    },
  ])
})

test('the XML of Invicti Enterprise, with its dates in the order that one of them shows', async () => {
  const items = await read('version-2.xml')
  expect(headersIn(items)).toMatchObject([
    { tool: 'Invicti Enterprise', producedAt: '2025-08-31T16:57:00.000Z' },
  ])
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'WeakCiphersDetected',
      confidence: 'high',
      cvss: [{ score: 6.8, version: '3.1' }],
      endpoint: { request: '[SSL Connection]', evidence: 'Weak Ciphers: RC4' },
      remediation: 'Disallow them.',
      seenAt: '2025-09-01T17:07:00.000Z',
      tags: ['OWASP-A6', 'tls'],
    },
  ])
  expect(problemsIn(items)).toHaveLength(1)
})

test.each(['{}', '[]', '<report/>', '{"Generated":"x","Target":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(invicti, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its frame', () => {
  const root = (name: string) =>
    invicti.detect({ syntax: 'xml', head: '', root: { name, namespace: '', attributes: {} } })
  const outline = (value: unknown) => invicti.detect({ syntax: 'json', head: '', outline: value })
  expect(root('netsparker-enterprise')).toBe(1)
  expect(root('vulnerabilities')).toBe(0)
  expect(outline({ Generated: '', Target: {}, Vulnerabilities: [] })).toBe(1)
  expect(outline({ Target: {}, Vulnerabilities: [] })).toBe(0)
})
