import { expect, test } from 'vitest'
import { inputOf } from '../input.ts'
import { DEFAULT_LIMITS } from '../limits.ts'
import { UnreadableReport } from '../unreadable.ts'
import { eachListed, firstListed, type JsonList } from './json-list.ts'

const list: JsonList = {
  name: 'a list of teas',
  members: ['/teas/*', '/detail/teas/*'],
  next: ['nextToken'],
  isElement: (value) => 'tea' in value,
}

async function read(text: string): Promise<unknown[]> {
  const found: unknown[] = []
  for await (const item of eachListed(inputOf(text), { limits: DEFAULT_LIMITS }, list))
    found.push(item.type === 'problem' ? `problem ${item.where}` : [item.where, item.value])
  return found
}

test.each([
  [
    'an array',
    '[{"tea":1},{"tea":2}]',
    [
      ['/0', { tea: 1 }],
      ['/1', { tea: 2 }],
    ],
  ],
  [
    'lines',
    '{"tea":1}\n{"tea":2}\n',
    [
      ['line 1', { tea: 1 }],
      ['line 2', { tea: 2 }],
    ],
  ],
  ['a member', '{"teas":[{"tea":1}]}', [['/teas/0', { tea: 1 }]]],
  ['a deeper member', '{"detail":{"teas":[{"tea":1}]}}', [['/detail/teas/0', { tea: 1 }]]],
  ['an empty member', '{"teas":null}', []],
  ['one element alone', '{"tea":1}\n', [['', { tea: 1 }]]],
  ['one element over lines', '{\n"tea":1\n}', [['', { tea: 1 }]]],
  [
    'a page with more',
    '{"teas":[{"tea":1}],"nextToken":"t"}',
    [['/teas/0', { tea: 1 }], 'problem /nextToken'],
  ],
  ['an empty page', '{"teas":[],"nextToken":"t"}', []],
  [
    'pages',
    '[{"teas":[{"tea":1}],"nextToken":"t"},{"teas":[{"tea":2}]}]',
    [['/0/teas/0', { tea: 1 }], 'problem /0/nextToken', ['/1/teas/0', { tea: 2 }]],
  ],
])('%s', async (_, text, found) => {
  expect(await read(text)).toEqual(found)
})

test.each([1, 2, 7])('lines are told from a document in pieces of %i bytes', async (size) => {
  const read = async (text: string) => {
    const bytes = Buffer.from(text)
    async function* open() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
    }
    const found = await Array.fromAsync(eachListed({ open }, { limits: DEFAULT_LIMITS }, list))
    return found.map(({ where }) => where)
  }
  expect(await read('{"tea":1}\n \r\n\t{"tea":2}')).toEqual(['line 1', 'line 3'])
  expect(await read('\n{"teas":[{"tea":1}]}\n \r\n\t')).toEqual(['/teas/0'])
})

test.each(['{}', '{"cups":[]}', 'null', '"a"', ''])('refuses %j', async (text) => {
  await expect(read(text)).rejects.toThrow(UnreadableReport)
})

test('the first element of an outline', () => {
  const first = (outline: unknown) => firstListed(outline, list.members)
  expect(first({ teas: [{ tea: 1 }] })).toEqual({ tea: 1 })
  expect(first([{ tea: 1 }])).toEqual({ tea: 1 })
  expect(first({ tea: 1 })).toEqual({ tea: 1 })
  expect(first([{ detail: { teas: [{ tea: 1 }] } }])).toEqual({ tea: 1 })
  expect(first({ teas: [] })).toBeUndefined()
  expect(first([])).toBeUndefined()
})
