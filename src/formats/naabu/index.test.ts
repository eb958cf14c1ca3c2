import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { naabu } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOf(naabu, '[]')).toEqual([{ type: 'header', tool: 'Naabu' }])
})

test('one open port in all its fields', async () => {
  expect(await itemsOfFile(naabu, fixture('one.json'))).toStrictEqual([
    { type: 'header', tool: 'Naabu', target: 'shop.example' },
    {
      type: 'asset',
      kind: 'host',
      name: 'shop.example',
      attributes: { ip: '192.0.2.7', cdn: 'acmecdn' },
    },
    {
      type: 'observation',
      kind: 'runtime',
      rule: 'open-port',
      title: 'Port 443/tcp is open',
      severity: 'info',
      endpoint: { url: 'tcp://shop.example:443' },
      resource: { address: 'shop.example:443/tcp', type: 'service' },
      seenAt: '2025-09-01T08:30:00.123Z',
      tags: ['tls', 'cdn'],
      raw: expect.stringContaining('"port":443'),
    },
  ])
})

test('each line is an observation or a problem, also in the older shape', async () => {
  const items = await itemsOfFile(naabu, fixture('many.jsonl'))
  expect(observationsIn(items).map(({ endpoint, tags }) => [endpoint?.url, tags])).toEqual([
    ['tcp://192.0.2.7:3000', undefined],
    ['tcp://192.0.2.7:8443', ['tls']],
    ['udp://[2001:db8::7]:53', undefined],
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 2', 'line 4', 'line 5'])
})

test('refuses an empty file', async () => {
  await expect(itemsOf(naabu, '')).rejects.toThrow(UnreadableReport)
})

test('is known by its first line', () => {
  const detect = (outline: unknown) => naabu.detect({ syntax: 'ndjson', head: '', outline })
  const line = { ip: 'a', port: 80, timestamp: 't', protocol: 'tcp', tls: false }
  expect(detect(line)).toBe(0.9)
  expect(detect({ ip: 'a', port: { Port: 80, TLS: false } })).toBe(0.9)
  expect(detect({ ...line, url: 'http://a' })).toBe(0)
  expect(detect({ ip: 'a', port: 80, proto: 'tcp' })).toBe(0)
  expect(detect([])).toBe(0)
})
