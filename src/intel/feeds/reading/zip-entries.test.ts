import { crc32, deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { zipOf } from '../../../formats/unpack/test-zip.ts'
import { feedFile } from '../test-feed-file.ts'
import { zipEntries } from './zip-entries.ts'

const read = async (bytes: Uint8Array, chunk?: number) =>
  (await Array.fromAsync(zipEntries(feedFile('all.zip', bytes, chunk)))).map((entry) =>
    entry.type === 'entry' ? [entry.name, entry.content.toString('utf8')] : entry,
  )

const FILES = [
  { name: 'a.json', content: '{"id": "A"}' },
  { name: 'folder/', content: '' },
  { name: 'b.json', content: 'b'.repeat(200_000) },
]

/** As Go's archive/zip streams it: sizes behind the data. */
function streamed(signature: boolean): Buffer {
  const zip = zipOf([])
  const parts = FILES.map(({ name, content }) => {
    const packed = deflateRawSync(content)
    const head = Buffer.alloc(30)
    head.write('PK\x03\x04', 'latin1')
    head.writeUInt16LE(8, 6)
    head.writeUInt16LE(8, 8)
    head.writeUInt16LE(name.length, 26)
    const tail = Buffer.alloc(12)
    tail.writeUInt32LE(crc32(content), 0)
    tail.writeUInt32LE(packed.length, 4)
    tail.writeUInt32LE(content.length, 8)
    return Buffer.concat([head, Buffer.from(name), packed, Buffer.from(signature ? 'PK\x07\x08' : ''), tail])
  })
  const directory = FILES.map(({ name }) => {
    const head = Buffer.alloc(46)
    head.write('PK\x01\x02', 'latin1')
    head.writeUInt16LE(name.length, 28)
    return Buffer.concat([head, Buffer.from(name)])
  })
  return Buffer.concat([...parts, ...directory, zip])
}

const EXPECTED = FILES.filter(({ name }) => !name.endsWith('/')).map(({ name, content }) => [name, content])

test.for([
  ['with sizes in front', zipOf(FILES)],
  ['with signed descriptors', streamed(true)],
  ['with bare descriptors', streamed(false)],
] as const)('reads an archive %s, in chunks of any size', async ([, zip]) => {
  for (const chunk of [1024 * 1024, 1000, 3]) expect(await read(zip, chunk)).toEqual(EXPECTED)
})

test('an empty archive has no files', async () => {
  expect(await read(zipOf([]))).toEqual([])
})

test('what is cut short anywhere is refused', async () => {
  const zip = zipOf(FILES.slice(0, 2))
  for (let end = 0; end < zip.length - 22; end += 5)
    await expect(read(zip.subarray(0, end))).rejects.toMatchObject({ code: 'unreadable_feed' })
})

test.for([
  ['no zip', Buffer.from('<html>Not found</html>')],
  ['encrypted', zipOf([{ name: 'a', content: 'a', encrypted: true }])],
] as const)('%s is refused', async ([, bytes]) => {
  await expect(read(bytes)).rejects.toMatchObject({ code: 'unreadable_feed' })
})

test('a file larger than any record is a problem, and the next one is read', async () => {
  const zip = zipOf([
    { name: 'large.json', content: Buffer.alloc(17 * 1024 * 1024) },
    { name: 'liar.json', content: Buffer.alloc(17 * 1024 * 1024), claimedSize: 10 },
    { name: 'a.json', content: 'a' },
  ])
  expect(await read(zip)).toEqual([
    expect.objectContaining({ type: 'problem', where: 'large.json' }),
    expect.objectContaining({ type: 'problem', where: 'liar.json' }),
    ['a.json', 'a'],
  ])
})

test('many small bombs are one', async () => {
  const content = Buffer.alloc(15 * 1024 * 1024)
  const zip = zipOf(Array.from({ length: 6 }, (_, index) => ({ name: `${index}.json`, content })))
  await expect(read(zip)).rejects.toMatchObject({ message: expect.stringContaining('grows out of measure') })
})

test('a directory that does not list what is there is told', async () => {
  const whole = zipOf(FILES)
  const one = zipOf(FILES.slice(0, 1))
  const start = whole.indexOf('PK\x01\x02', 0, 'latin1')
  const mixed = Buffer.concat([
    whole.subarray(0, start),
    one.subarray(one.indexOf('PK\x01\x02', 0, 'latin1')),
  ])
  expect(await read(mixed)).toEqual([
    ...EXPECTED,
    expect.objectContaining({ type: 'problem', where: 'all.zip' }),
  ])
})

test('names are shown, not trusted', async () => {
  const zip = zipOf([{ name: '../../etc/\u001b[31mpasswd', content: 'a' }])
  expect(await read(zip)).toEqual([['../../etc/[31mpasswd', 'a']])
})

test('a file that is not what its checksum says is a problem', async () => {
  const zip = zipOf([{ name: 'a.json', content: '{"id": "A"}' }])
  zip.writeUInt32LE(7, 14)
  expect(await read(zip)).toEqual([expect.objectContaining({ type: 'problem', where: 'a.json' })])
})
