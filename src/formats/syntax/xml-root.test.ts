import { expect, test } from 'vitest'
import { inputOf } from '../input.ts'
import { DEFAULT_LIMITS } from '../limits.ts'
import { UnreadableReport } from '../unreadable.ts'
import { xmlRoot } from './xml-root.ts'

const rootOf = (text: string) =>
  xmlRoot(inputOf(text), { limits: DEFAULT_LIMITS }, { name: 'Shop XML', roots: ['shop', 'stock'] })

test('the start tag alone', async () => {
  expect(
    await rootOf('<?xml version="1.0"?><s:shop xmlns:s="urn:s" version="2"><a/></s:shop>'),
  ).toMatchObject({
    name: 'shop',
    attributes: { version: '2' },
    children: [],
  })
})

test.each(['<a><shop/></a>', '', 'text'])('refuses %j', async (text) => {
  await expect(rootOf(text)).rejects.toThrow(UnreadableReport)
})
