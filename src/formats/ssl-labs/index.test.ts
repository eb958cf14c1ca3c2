import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { sslLabs } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(sslLabs, fixture('empty.json'))).toEqual([{ type: 'header', tool: 'SSL Labs' }])
})

test('one grade in all its fields', async () => {
  expect(await itemsOfFile(sslLabs, fixture('one.json'))).toStrictEqual([
    {
      type: 'header',
      tool: 'SSL Labs',
      toolVersion: '2.3.0',
      target: 'shop.example:443',
      producedAt: '2025-09-01T08:30:00.000Z',
    },
    { type: 'asset', kind: 'host', name: 'shop.example' },
    {
      type: 'observation',
      kind: 'config',
      rule: 'grade',
      title: 'TLS of shop.example is graded B',
      severity: 'medium',
      toolSeverity: 'B',
      endpoint: { url: 'tcp://shop.example:443' },
      resource: { address: 'shop.example:443/tcp', type: 'service' },
      seenAt: '2025-09-01T08:30:00.000Z',
      raw: '{"grade":"B"}',
    },
  ])
})

test('each flaw of a server, also in version 2; what was not tested is told', async () => {
  const items = await itemsOfFile(sslLabs, fixture('many.json'))
  const observations = observationsIn(items)
  expect(observations.map(({ rule, severity }) => [rule, severity])).toEqual([
    ['grade', 'critical'],
    ['heartbleed', 'unknown'],
    ['bleichenbacher', 'unknown'],
    ['renegSupport', 'unknown'],
    ['compressionMethods', 'unknown'],
    ['forwardSecrecy', 'unknown'],
    ['fallbackScsv', 'unknown'],
    ['protocols:SSL 3.0', 'unknown'],
    ['protocols:TLS 1.1', 'unknown'],
    ['suites:insecure', 'high'],
    ['suites:weak', 'low'],
    ['certificate:expired', 'unknown'],
    ['certificate:of another host', 'unknown'],
    ['chain:incomplete', 'unknown'],
    ['chain:out of order', 'unknown'],
    ['grade', 'high'],
    ['poodle', 'unknown'],
    ['suites:insecure', 'high'],
    ['certificate:self-signed', 'unknown'],
    ['chain:incomplete', 'unknown'],
  ])
  expect(observations[1]).toMatchObject({
    advisories: ['CVE-2014-0160'],
    resource: { address: 'shop.example:443/tcp (192.0.2.7)' },
  })
  expect(observations[11]).toMatchObject({
    title: 'The certificate is expired',
    description: 'Subject: CN=other.example',
  })
  expect(observations[11]?.raw).not.toContain('BEGIN')
  expect(problemsIn(items).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['/0/endpoints/1', true],
    ['/2', true],
    ['/3', true],
  ])
  expect(headersIn(items).map(({ target }) => target)).toEqual([
    'shop.example:443',
    'old.example:443',
    'stock.example:443',
  ])
})

test('refuses an empty file', async () => {
  await expect(itemsOf(sslLabs, '')).rejects.toThrow(UnreadableReport)
})

test('is known by its first host', () => {
  const detect = (outline: unknown) => sslLabs.detect({ syntax: 'json', head: '', outline })
  const host = { host: 'a', status: 'READY', engineVersion: '2', criteriaVersion: '2009q' }
  expect(detect([host])).toBe(1)
  expect(detect(host)).toBe(1)
  expect(detect([{ host: 'a' }])).toBe(0)
})
