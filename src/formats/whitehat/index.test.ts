import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { whitehat } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty collection has a header and nothing else', async () => {
  expect(await itemsOfFile(whitehat, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'WhiteHat Sentinel' },
  ])
})

test('one attack vector in all its fields', async () => {
  const items = await itemsOfFile(whitehat, fixture('one.json'))
  expect(assetsIn(items)).toEqual([{ type: 'asset', kind: 'service', name: 'https://shop.example' }])
  const { raw, ...fields } = observationsIn(items)[0] ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: 'Cross Site Scripting',
    title: 'Cross Site Scripting',
    description: 'Echoes, CWE-79.',
    severity: 'high',
    toolSeverity: '4',
    cwes: [79],
    endpoint: {
      url: 'https://shop.example/search?q=x',
      method: 'GET',
      parameter: 'q',
      request: 'GET https://shop.example/search?q=x\nHost: shop.example\n\n{"a":1}',
      response: 'HTTP 200\nServer: nginx\n\n<x>',
      evidence: '<x>',
    },
    references: ['https://docs.example/xss'],
    remediation: 'Encode, see https://docs.example/xss.',
    seenAt: '2025-09-01T06:30:00.000Z',
    tags: ['site: Shop'],
  })
  expect(JSON.parse(raw)).toMatchObject({ id: '123' })
})

test('findings of the newer API, code, and an observation for each attack vector', async () => {
  const items = await itemsOfFile(whitehat, fixture('many.json'))
  const [frame, sql, a, b] = observationsIn(items)
  expect(frame).toMatchObject({
    kind: 'web',
    rule: 'FrameableRes',
    title: 'Frameable Resource',
    severity: 'info',
    cvss: [{ vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:N/I:L/A:N', score: 4.3 }],
    advisories: ['CVE-2099-2001'],
    endpoint: { url: 'stock.example' },
    verdict: { state: 'fixed' },
    seenAt: '2025-09-01T06:30:00.000Z',
  })
  expect(sql).toMatchObject({
    kind: 'code',
    severity: 'unknown',
    location: { path: 'ledger/src/Db.java' },
    verdict: { state: 'accepted' },
  })
  expect(a).toMatchObject({ endpoint: { url: 'http://stock.example/a' }, verdict: { state: 'fixed' } })
  expect(b).toMatchObject({ endpoint: { url: 'http://stock.example/b', request: 'x=1' } })
  expect(b?.raw).not.toContain('stock.example/a')
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/collection/3', '/collection/4'])
})

test.each(['{}', '[]', '{"collection":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(whitehat, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its collection', () => {
  const detect = (outline: unknown) => whitehat.detect({ syntax: 'json', head: '', outline })
  expect(detect({ collection: [{ class: 'XSS', attack_vectors: [] }] })).toBe(1)
  expect(detect({ collection: [] })).toBe(0.6)
  expect(detect({ collection: [], items: [] })).toBe(0)
  expect(detect({ collection: [{ class: 'XSS' }] })).toBe(0)
})
