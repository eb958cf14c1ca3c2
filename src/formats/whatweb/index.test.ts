import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { whatweb } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty output has a header and nothing else', async () => {
  expect(await itemsOf(whatweb, '[\n]\n')).toEqual([{ type: 'header', tool: 'WhatWeb' }])
})

test('one target in all its fields', async () => {
  const items = await itemsOfFile(whatweb, fixture('one.json'))
  expect(items.slice(1, 3)).toEqual([
    {
      type: 'asset',
      kind: 'service',
      name: 'https://shop.example',
      attributes: { ip: '192.0.2.7', server: 'nginx/1.27', title: 'Shop' },
    },
    {
      type: 'component',
      ref: 'https://shop.example/ PHP 8.3',
      name: 'PHP',
      version: '8.3',
      componentType: 'application',
    },
  ])
  const { raw, ...fields } = observationsIn(items)[0] ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: 'found-address',
    title: 'Found / (200)',
    severity: 'info',
    endpoint: {
      url: 'https://shop.example/',
      evidence:
        'Status: 200\nHTTPServer: nginx/1.27\nIP: 192.0.2.7\nPHP: version 8.3 (75 %)\nTitle: Shop\nHTML5',
    },
  })
  expect(JSON.parse(raw)).toMatchObject({ http_status: 200 })
})

test('every record is an observation or a problem', async () => {
  const items = await itemsOfFile(whatweb, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { endpoint: { evidence: expect.stringContaining('Redirects to: https://stock.example/') } },
    { endpoint: { evidence: 'Status: 200\nWordPress: version 6.1, version 6.2, account ann' } },
  ])
  expect(items.filter(({ type }) => type === 'component')).toHaveLength(2)
  expect(assetsIn(items)).toHaveLength(2)
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/2'])
})

test.each(['{}', '[{}]', 'a', ''])('refuses %j', async (text) => {
  await expect(itemsOf(whatweb, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its records', () => {
  const detect = (outline: unknown) => whatweb.detect({ syntax: 'json', head: '', outline })
  expect(detect([{ target: 'a', http_status: 200, plugins: {} }])).toBe(1)
  expect(detect([{ target: 'a', plugins: [] }])).toBe(0)
  expect(detect([])).toBe(0)
})
