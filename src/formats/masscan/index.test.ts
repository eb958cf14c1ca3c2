import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { masscan } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(masscan, fixture('empty.json'))).toEqual([{ type: 'header', tool: 'Masscan' }])
})

test('one open port in all its fields', async () => {
  expect(await itemsOfFile(masscan, fixture('one.json'))).toStrictEqual([
    { type: 'header', tool: 'Masscan', target: '192.0.2.7' },
    { type: 'asset', kind: 'host', name: '192.0.2.7' },
    {
      type: 'observation',
      kind: 'runtime',
      rule: 'open-port',
      title: 'Port 443/tcp is open',
      description: 'State: open (syn-ack, TTL 64)',
      severity: 'info',
      endpoint: { url: 'tcp://192.0.2.7:443' },
      resource: { address: '192.0.2.7:443/tcp', type: 'service' },
      seenAt: '2025-09-01T08:30:00.000Z',
      raw: expect.stringContaining('"port": 443'),
    },
  ])
})

test('banners, closed ports and ports that are none', async () => {
  const items = await itemsOfFile(masscan, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { rule: 'open-port', endpoint: { url: 'tcp://192.0.2.7:80' } },
    {
      rule: 'service-banner',
      title: 'Banner of a service: http.server',
      endpoint: { url: 'tcp://192.0.2.7:80', evidence: 'AcmeWeb/2.1' },
    },
    { rule: 'open-port', endpoint: { url: 'udp://[2001:db8::7]:53' } },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/0/ports/2', '/4'])
})

test('one record a line', async () => {
  expect(observationsIn(await itemsOfFile(masscan, fixture('lines.ndjson')))).toMatchObject([
    { rule: 'open-port', description: 'State: open (syn-ack, TTL 57)' },
    { rule: 'service-banner', endpoint: { evidence: 'SSH-2.0-AcmeSSH' }, tags: ['ssh'] },
  ])
})

test('refuses an empty file', async () => {
  await expect(itemsOf(masscan, '')).rejects.toThrow(UnreadableReport)
})

test('is known by its first record', () => {
  const detect = (outline: unknown) => masscan.detect({ syntax: 'json', head: '', outline })
  expect(detect([{ ip: 'a', ports: [{ port: 1, proto: 'tcp' }] }])).toBe(1)
  expect(detect({ ip: 'a', port: 1, proto: 'tcp', rec_type: 'status' })).toBe(1)
  expect(detect({ ip: 'a', port: 1, protocol: 'tcp' })).toBe(0)
  expect(detect([])).toBe(0)
})
