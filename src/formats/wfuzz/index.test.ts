import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { wfuzz } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOf(wfuzz, '[]')).toEqual([{ type: 'header', tool: 'Wfuzz' }])
})

test('one result in all its fields', async () => {
  const items = await itemsOfFile(wfuzz, fixture('one.json'))
  expect(assetsIn(items)).toEqual([
    { type: 'asset', kind: 'service', name: 'https://shop.example', attributes: { server: 'nginx' } },
  ])
  const { raw, ...fields } = observationsIn(items)[0] ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: 'found-address',
    title: 'Found /cart (200)',
    severity: 'info',
    endpoint: {
      url: 'https://shop.example/cart',
      method: 'GET',
      request: 'GET /cart HTTP/1.1\nHost: shop.example\n\n',
      evidence: 'Status: 200\nSize: 2823\nRedirects to: /cart/\nWords: 60\nLines: 7\nServer: nginx',
    },
  })
  expect(JSON.parse(raw)).toMatchObject({ chars: 2823 })
})

test('every result is an observation or a problem', async () => {
  const items = await itemsOfFile(wfuzz, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([{ title: 'Found /a' }, { title: 'Found /a (403)' }])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/2', '/3'])
})

test.each(['{}', '', '5'])('refuses %j', async (text) => {
  await expect(itemsOf(wfuzz, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its results', () => {
  const detect = (outline: unknown) => wfuzz.detect({ syntax: 'json', head: '', outline })
  expect(detect([{ chars: 1, lines: 1, words: 1, payload: '', url: '' }])).toBe(1)
  expect(detect([{ url: '' }])).toBe(0)
  expect(detect([])).toBe(0)
})
