import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { tarEnd, tarEntry } from '../../../platform/tar.ts'
import { feedFile } from '../test-feed-file.ts'
import { retyped, tarOf } from '../test-tar.ts'
import { tarEntries } from './tar-entries.ts'

const read = async (bytes: Uint8Array, chunk?: number) =>
  (
    await Array.fromAsync(tarEntries(feedFile('x.tar.gz', bytes, chunk), (name) => name.endsWith('.json')))
  ).map((entry) => (entry.type === 'entry' ? [entry.name, entry.content.toString('utf8')] : entry))

const LONG = `${'folder/'.repeat(30)}a.json`
const FILES = { 'a.json': '{}', 'README.md': 'x'.repeat(3000), [LONG]: 'long', 'empty.json': '' }
const EXPECTED = [
  ['a.json', '{}'],
  [LONG, 'long'],
  ['empty.json', ''],
]

test('reads the wanted files, packed or not, in chunks of any size', async () => {
  for (const chunk of [1024 * 1024, 600, 7]) {
    expect(await read(tarOf(FILES), chunk)).toEqual(EXPECTED)
    expect(await read(gzipSync(tarOf(FILES)), chunk)).toEqual(EXPECTED)
  }
})

test('what is cut short is refused', async () => {
  const tar = tarOf(FILES)
  for (const end of [0, 100, 512, 700, 1536, tar.length - 1024])
    await expect(read(tar.subarray(0, end))).rejects.toMatchObject({ code: 'unreadable_feed' })
  const packed = gzipSync(tar)
  await expect(read(packed.subarray(0, packed.length - 5))).rejects.toMatchObject({ code: 'unreadable_feed' })
})

test('what is no tar is refused', async () => {
  await expect(read(Buffer.alloc(2000, 'x'))).rejects.toMatchObject({ code: 'unreadable_feed' })
  await expect(read(gzipSync('<html>'))).rejects.toMatchObject({ code: 'unreadable_feed' })
})

test('links and folders are no files', async () => {
  const link = tarEntry({ name: 'link.json', content: Buffer.alloc(0) }, new Date(0))
  expect(await read(Buffer.concat([retyped(link, '2'), retyped(link, '5'), tarEnd]))).toEqual([])
})

test('a file larger than any record is a problem, and the next one is read', async () => {
  const tar = tarOf({ 'large.json': Buffer.alloc(17 * 1024 * 1024), 'a.json': 'a' })
  expect(await read(tar)).toEqual([
    expect.objectContaining({ type: 'problem', where: 'large.json' }),
    ['a.json', 'a'],
  ])
})
