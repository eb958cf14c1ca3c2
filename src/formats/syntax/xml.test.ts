import { expect, test } from 'vitest'
import { inputOf } from '../input.ts'
import { DEFAULT_LIMITS } from '../limits.ts'
import { child, childrenOf, eachNode, type Node, textOf, xmlText } from './xml.ts'

const inPieces = (text: string, size: number) => ({
  async *open() {
    const bytes = Buffer.from(text)
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  },
})

const nodes = (text: string, paths: string[], limits = DEFAULT_LIMITS) =>
  Array.fromAsync(eachNode(inputOf(text), { limits }, paths))

const REPORT = `<?xml version="1.0"?><!DOCTYPE report>
<r:report xmlns:r="urn:x"><site name="a"><alert k="&lt;1" r:m="ü">t<![CDATA[<b>]]>u<more>2</more><more/></alert><alert/></site>
<site><alert>3</alert></site></r:report>`

test.each([1, 3, 7, 10_000])('elements by local name in pieces of %i bytes', async (size) => {
  const found = await Array.fromAsync(
    eachNode(inPieces(REPORT, size), { limits: DEFAULT_LIMITS }, ['/report/site/alert']),
  )
  expect(
    found.map((item) => [
      item.where,
      item.type === 'node' && { ...item.node, attributes: { ...item.node.attributes } },
    ]),
  ).toEqual([
    [
      '/report/site[1]/alert[1]',
      {
        name: 'alert',
        attributes: { k: '<1', m: 'ü' },
        text: 't<b>u',
        children: [
          { name: 'more', attributes: {}, text: '2', children: [] },
          { name: 'more', attributes: {}, text: '', children: [] },
        ],
      },
    ],
    ['/report/site[1]/alert[2]', { name: 'alert', attributes: {}, text: '', children: [] }],
    ['/report/site[2]/alert[1]', { name: 'alert', attributes: {}, text: '3', children: [] }],
  ])
})

test('a node is looked into by name and written out again', async () => {
  const [item] = await nodes(REPORT, ['/report/site/alert'])
  const node = (item as { node: Node }).node
  expect(textOf(node, 'more')).toBe('2')
  expect(textOf(child(node, 'none'))).toBeUndefined()
  expect(childrenOf(node, 'more')).toHaveLength(2)
  expect(xmlText(node)).toBe('<alert k="&lt;1" m="ü">t&lt;b&gt;u<more>2</more><more/></alert>')
})

test.each([
  ['cut in an inner element', '<r><a k="1"><n>x</n><l><i>1</i><i>2</i><i>3', ['1', '2']],
  ['cut in a start tag', '<r><a k="1"><n>x</n><l><i>1</i><i at="', ['1']],
  ['cut behind the list', '<r><a k="1"><n>x</n><l><i>1</i></l><m>what is', ['1']],
])('of a match %s, what stands for itself is kept', async (_, text, whole) => {
  const found = await Array.fromAsync(
    eachNode(inputOf(text), { limits: DEFAULT_LIMITS }, ['/r/a'], ['/r/a/l/i']),
  )
  expect(found).toMatchObject([
    { type: 'node', path: '/r/a', where: '/r/a[1]' },
    { type: 'problem', where: '/r/a[1]', incomplete: true },
  ])
  const { node } = found[0] as { node: Node }
  expect(node.attributes.k).toBe('1')
  expect(node.children.map(({ name }) => name)).toEqual(['n', 'l'])
  expect(childrenOf(child(node, 'l'), 'i').map((one) => one.text)).toEqual(whole)
})

test.each(['<r><a k="1"><n>x</n><l><i>1', '<r><a k="1"><n>x'])('of %s nothing is kept', async (text) => {
  const found = await Array.fromAsync(
    eachNode(inputOf(text), { limits: DEFAULT_LIMITS }, ['/r/a'], ['/r/a/l/i']),
  )
  expect(found.map((item) => item.type)).toEqual(['problem'])
})

test('an early end is told after what was whole', async () => {
  expect(await nodes('<r><a>1</a><a>2', ['/r/a'])).toMatchObject([
    { type: 'node', where: '/r/a[1]' },
    { type: 'problem', where: '/r/a[2]', incomplete: true },
  ])
})

test('a flaw is told and reading goes on', async () => {
  const found = await nodes('<r><a>1&nbsp;2</a><a>3</a></r>', ['/r/a'])
  expect(found.filter((item) => item.type === 'problem')).toHaveLength(1)
  expect(found.filter((item) => item.type === 'node')).toHaveLength(2)
})

test.each([
  ['<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r><a>&x;</a></r>', 'entities'],
  ['<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><r>&b;</r>', 'entities'],
  ['', 'empty'],
  ['no xml', 'broken'],
  [`${'<a>'.repeat(1000)}`, 'too_deep'],
])('%.40s is refused', async (text, code) => {
  await expect(nodes(text, ['/r/a'])).rejects.toMatchObject({ name: 'UnreadableReport', code })
})

test('an element over the limit is left out, the next one read', async () => {
  const limits = { ...DEFAULT_LIMITS, maxElementBytes: 100 }
  expect(
    await nodes(`<r><a>${'x'.repeat(200)}</a><a>${'<b/>'.repeat(50)}</a><a>ok</a></r>`, ['/r/a'], limits),
  ).toMatchObject([
    { type: 'problem', where: '/r/a[1]' },
    { type: 'problem', where: '/r/a[2]' },
    { type: 'node', where: '/r/a[3]' },
  ])
})
