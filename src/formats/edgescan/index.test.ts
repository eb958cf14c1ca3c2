import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { edgescan } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty list has a header and nothing else', async () => {
  for (const text of ['[]', '{"vulnerabilities":[]}'])
    expect(await itemsOf(edgescan, text)).toEqual([{ type: 'header', tool: 'Edgescan' }])
})

test('one vulnerability in all its fields', async () => {
  const items = await itemsOfFile(edgescan, fixture('one.json'))
  expect(assetsIn(items)).toEqual([
    { type: 'asset', kind: 'service', name: 'https://shop.example', attributes: { asset: 'shop' } },
  ])
  const { raw, ...fields } = observationsIn(items)[0] ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: 'Cross-site scripting',
    title: 'Cross-site scripting',
    description: 'Echoes, see https://docs.example/xss.',
    severity: 'high',
    toolSeverity: '4',
    cvss: [{ vector: 'CVSS:3.0/AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:L/A:N', score: 3.7, version: '3.0' }],
    cwes: [79],
    advisories: ['CVE-2099-5300'],
    endpoint: { url: 'https://shop.example/search' },
    references: ['https://docs.example/xss'],
    remediation: 'Encode.',
    seenAt: '2025-09-01T06:30:00.000Z',
    tags: ['APPROVED', 'shop', 'front', 'layer: application', 'risk: 1', 'threat: 5', 'PCI: fail'],
  })
  expect(JSON.parse(raw)).toMatchObject({ id: 21581 })
})

test('the API’s answer, closed and accepted ones, and what does not fit', async () => {
  const items = await itemsOfFile(edgescan, fixture('many.json'))
  expect(assetsIn(items)).toMatchObject([{ kind: 'host', name: '192.0.2.1' }])
  expect(observationsIn(items)).toMatchObject([
    { severity: 'low', cvss: [{ score: 0, version: '2.0' }], verdict: { state: 'fixed' } },
    { severity: 'unknown', verdict: { state: 'accepted', reason: 'risk accepted', source: 'edgescan' } },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/vulnerabilities/2', '/vulnerabilities/3'])
})

test.each(['{}', '', '5'])('refuses %j', async (text) => {
  await expect(itemsOf(edgescan, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its vulnerabilities', () => {
  const detect = (outline: unknown) => edgescan.detect({ syntax: 'json', head: '', outline })
  const one = { asset_id: 1, asset_name: 'a', layer: 'network', date_opened: '' }
  expect(detect([one])).toBe(1)
  expect(detect({ vulnerabilities: [one] })).toBe(1)
  expect(detect([{ asset_id: 1 }])).toBe(0)
  expect(detect([])).toBe(0)
})
