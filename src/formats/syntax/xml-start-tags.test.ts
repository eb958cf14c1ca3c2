import { expect, test } from 'vitest'
import { inputOf } from '../input.ts'
import { DEFAULT_LIMITS } from '../limits.ts'
import { UnreadableReport } from '../unreadable.ts'
import { eachNode } from './xml.ts'

const REPORT =
  '<report version="2"><site name="a"><alert>one</alert><alert>two</alert></site><site name="b"/></report>'

test('a path that ends in @ gives the start tag, in order with what is inside', async () => {
  const seen: unknown[] = []
  const paths = ['/report/@', '/report/site/@', '/report/site/alert']
  for await (const item of eachNode(inputOf(REPORT), { limits: DEFAULT_LIMITS }, paths))
    seen.push(item.type === 'node' ? [item.where, item.node.attributes.name ?? item.node.text] : item)
  expect(seen).toEqual([
    ['/report', ''],
    ['/report/site[1]', 'a'],
    ['/report/site[1]/alert[1]', 'one'],
    ['/report/site[1]/alert[2]', 'two'],
    ['/report/site[2]', 'b'],
  ])
})

const read = async (text: string) => {
  const items = []
  for await (const item of eachNode(inputOf(text), { limits: DEFAULT_LIMITS }, ['/report/site']))
    items.push(item)
  return items
}

test('a comment before the XML declaration costs nothing', async () => {
  const items = await read('<!-- licence -->\n\n<?xml version="1.0"?>\n<report><site name="a"/></report>')
  expect(items).toMatchObject([
    { type: 'node', where: '/report/site[1]', node: { attributes: { name: 'a' } } },
  ])
})

test.each(['{"report": 1}', 'just text that is no report', ''])(
  'refuses what is no XML: %j',
  async (text) => {
    await expect(read(text)).rejects.toThrow(UnreadableReport)
  },
)
