import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { nettacker } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOf(nettacker, '[]')).toEqual([{ type: 'header', tool: 'Nettacker' }])
})

test('one result in all its fields', async () => {
  expect(await itemsOfFile(nettacker, fixture('one.json'))).toStrictEqual([
    { type: 'header', tool: 'Nettacker', target: 'shop.example' },
    { type: 'asset', kind: 'host', name: 'shop.example' },
    {
      type: 'observation',
      kind: 'web',
      rule: 'apache_cve_2099_41773_vuln',
      title: 'Apache cve 2099 41773 vuln',
      description:
        'host: shop.example method: get url: https://shop.example/cgi-bin/ conditions: status_code: 200',
      severity: 'unknown',
      advisories: ['CVE-2099-41773'],
      endpoint: { url: 'https://shop.example/cgi-bin/' },
      resource: { address: 'shop.example:443/tcp', type: 'service' },
      seenAt: '2025-09-01T08:30:00.096Z',
      raw: expect.stringContaining('"scan_id": "abc"'),
    },
  ])
})

test('ports, guessed passwords and the older names', async () => {
  const items = await itemsOfFile(nettacker, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { rule: 'open-port', endpoint: { url: 'tcp://shop.example:22' }, severity: 'info' },
    { rule: 'ssh_brute', kind: 'secret', secret: 'sesame-4711' },
    { rule: 'subdomain_scan', severity: 'info', resource: { address: 'shop.example', type: 'host' } },
    { rule: 'clickjacking_vuln', severity: 'unknown', seenAt: '2017-10-04T14:37:48.000Z' },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/4', '/5'])
  expect(headersIn(items).map(({ target }) => target)).toEqual(['shop.example', '192.0.2.7'])
})

test('refuses an empty file', async () => {
  await expect(itemsOf(nettacker, '')).rejects.toThrow(UnreadableReport)
})

test('is known by its first result', () => {
  const detect = (outline: unknown) => nettacker.detect({ syntax: 'json', head: '', outline })
  expect(detect([{ target: 'a', module_name: 'port_scan', event: '' }])).toBe(1)
  expect(detect([{ HOST: 'a', TYPE: 'x', DESCRIPTION: 'y', SCAN_CMD: '-i' }])).toBe(1)
  expect(detect([{ target: 'a', event: 'b' }])).toBe(0)
  expect(detect([])).toBe(0)
})
