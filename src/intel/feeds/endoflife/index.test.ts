import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { feedFile, itemsOf } from '../test-feed-file.ts'
import { endoflife } from './index.ts'

const read = (text: string) => itemsOf(endoflife, feedFile('endoflife.json', text))

test('a cycle for each release, with the packages of its product', async () => {
  const text = readFileSync(join(import.meta.dirname, 'fixtures/products.json'), 'utf8')
  const told = { type: 'cycle', product: 'example-runtime', purls: ['pkg:npm/example-runtime'] }
  expect(await read(text)).toEqual([
    { type: 'as-of', day: '2026-03-02', version: '1.2.0' },
    { ...told, cycle: '3', released: '2025-11-01', eol: '2028-11-01', latest: '3.1.4' },
    { ...told, cycle: '2', released: '2023-11-01', eol: true },
    { type: 'problem', where: '/result/0/releases/2', message: 'this release is left out: it has no name' },
    {
      type: 'problem',
      where: '/result/1',
      message: 'this product is left out: it lacks a name or its releases',
    },
  ])
})

test.for(['', '[]', '{"products": []}'])('refuses %j', async (text) => {
  await expect(read(text)).rejects.toMatchObject({ code: 'unreadable_feed' })
})
