import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { testssl } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  const header = [{ type: 'header', tool: 'testssl.sh' }]
  expect(await itemsOfFile(testssl, fixture('empty.csv'))).toEqual(header)
  expect(await itemsOf(testssl, '[]')).toEqual(header)
})

test('one result in all its fields', async () => {
  expect(await itemsOfFile(testssl, fixture('one.csv'))).toStrictEqual([
    { type: 'header', tool: 'testssl.sh', target: 'shop.example:443' },
    { type: 'asset', kind: 'host', name: 'shop.example', attributes: { ip: '192.0.2.7' } },
    {
      type: 'observation',
      kind: 'config',
      rule: 'BEAST',
      title: 'BEAST: VULNERABLE -- but also supports higher protocols',
      description: 'VULNERABLE -- but also supports higher protocols',
      severity: 'low',
      toolSeverity: 'LOW',
      cwes: [20],
      advisories: ['CVE-2011-3389'],
      endpoint: { url: 'tcp://shop.example:443' },
      resource: { address: 'shop.example:443/tcp', type: 'service' },
      remediation: 'switch TLS 1.0 off',
      raw: expect.stringContaining('"BEAST"'),
    },
  ])
})

test('what passed is nothing, what broke off is told', async () => {
  const items = await itemsOfFile(testssl, fixture('many.csv'))
  expect(observationsIn(items)).toMatchObject([
    { rule: 'service', severity: 'info' },
    {
      rule: 'engine_problem',
      severity: 'info',
      toolSeverity: 'WARN',
      endpoint: { url: 'tcp://192.0.2.8:443' },
    },
    { rule: 'DROWN', severity: 'critical', advisories: ['CVE-2016-0800', 'CVE-2016-0703'], cwes: [310] },
    { rule: 'cert_trust', tags: ['hostCert#2'], severity: 'high' },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 8', 'line 9'])
})

test('the flat JSON', async () => {
  expect(observationsIn(await itemsOfFile(testssl, fixture('flat.json')))).toMatchObject([
    { rule: 'SSLv3', severity: 'high', endpoint: { url: 'tcp://shop.example:443' } },
  ])
})

test('the pretty JSON', async () => {
  const items = await itemsOfFile(testssl, fixture('pretty.json'))
  expect(headersIn(items)).toEqual([
    { type: 'header', tool: 'testssl.sh', toolVersion: '3.2', producedAt: '2025-09-01T08:30:00.000Z' },
    {
      type: 'header',
      tool: 'testssl.sh',
      toolVersion: '3.2',
      producedAt: '2025-09-01T08:30:00.000Z',
      target: 'shop.example:443',
    },
  ])
  expect(observationsIn(items)).toMatchObject([
    { rule: 'engine_problem', severity: 'info' },
    { rule: 'SSLv2', severity: 'critical', cwes: [327], resource: { address: 'shop.example:443/tcp' } },
  ])
})

test.each(['{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(testssl, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its columns and members', () => {
  const csv = (columns: string[]) => testssl.detect({ syntax: 'csv', head: '', columns })
  expect(csv(['id', 'fqdn/ip', 'port', 'severity', 'finding', 'cve', 'cwe'])).toBe(1)
  expect(csv(['id', 'port', 'severity', 'finding'])).toBe(0)
  const json = (outline: unknown) => testssl.detect({ syntax: 'json', head: '', outline })
  expect(json([{ id: 'a', ip: 'b', port: '1', severity: 'OK', finding: 'c' }])).toBe(1)
  expect(json({ Invocation: 'a', scanResult: [], openssl: 'b' })).toBe(1)
  expect(json([])).toBe(0)
})
