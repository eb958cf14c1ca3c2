import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Blobs, folderBlobs } from './blobs.ts'
import { deriveKeys } from './keys.ts'

let folder: string
let blobs: Blobs
const key = deriveKeys('a secret of at least thirty-two characters').blobs
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stance-blobs-'))
  blobs = folderBlobs(folder, key)
})
afterAll(() => rm(folder, { recursive: true }))

async function* chunks(content: Buffer, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < content.length; i += size) yield content.subarray(i, i + size)
}

async function all(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of source) parts.push(part)
  return Buffer.concat(parts)
}

const put = (content: Buffer, maxBytes = 2 ** 30) => blobs.put(chunks(content), maxBytes)

test.each([0, 1, 65_536, 3_000_000])('%i bytes come back as they were, as often as asked', async (size) => {
  const content = randomBytes(size)
  const { sha256, bytes } = await put(content)
  expect(bytes).toBe(size)
  const blob = blobs.get(sha256)
  expect(content.equals(await all(blob.open()))).toBe(true)
  expect(content.equals(await all(blob.open()))).toBe(true)
})

test('content lies compressed and encrypted, once', async () => {
  const content = Buffer.from('password=hunter2 '.repeat(10_000))
  const [first, second] = [await put(content), await put(content)]
  expect(first).toEqual(second)
  const stored = await readFile(join(folder, first.sha256.slice(0, 2), first.sha256))
  expect(stored.length).toBeLessThan(1000)
  expect(stored.includes('hunter2')).toBe(false)
  expect(await readdir(join(folder, 'tmp'))).toEqual([])
})

test('a disk with too little room takes nothing, and says what to do', async () => {
  const narrow = folderBlobs(join(folder, 'narrow'), key, Number.MAX_SAFE_INTEGER)
  await expect(narrow.put(chunks(randomBytes(10)), 100)).rejects.toMatchObject({
    code: 'disk_full',
    status: 507,
    message: expect.stringContaining('Free 100 MB'),
  })
  expect(await readdir(join(folder, 'narrow'))).toEqual(['tmp'])
})

test('a stream past the limit, or one that breaks, leaves nothing behind', async () => {
  await expect(put(randomBytes(1000), 999)).rejects.toMatchObject({ code: 'too_large', status: 413 })
  async function* breaking() {
    yield randomBytes(100)
    throw new Error('the client went away')
  }
  await expect(blobs.put(breaking(), 1000)).rejects.toThrow('the client went away')
  expect(await readdir(join(folder, 'tmp'))).toEqual([])
})

test('a changed byte, a cut file and another key are noticed', async () => {
  const { sha256 } = await put(randomBytes(200_000))
  const file = join(folder, sha256.slice(0, 2), sha256)
  const stored = await readFile(file)
  for (const damage of [
    Buffer.concat([stored.subarray(0, 500), Buffer.from([stored.readUInt8(500) ^ 1]), stored.subarray(501)]),
    stored.subarray(0, 90_000),
    Buffer.alloc(3),
  ]) {
    await writeFile(file, damage)
    await expect(all(blobs.get(sha256).open())).rejects.toMatchObject({ code: 'blob_damaged' })
  }
  await writeFile(file, stored)
  const other = folderBlobs(folder, deriveKeys('another secret of thirty-two characters').blobs)
  await expect(all(other.get(sha256).open())).rejects.toMatchObject({ code: 'blob_damaged' })
  await expect(all(blobs.get('0'.repeat(64)).open())).rejects.toMatchObject({ code: 'blob_missing' })
})

test('a reader that stops early frees the file', async () => {
  const { sha256 } = await put(randomBytes(2_000_000))
  for (let i = 0; i < 20; i++) for await (const _ of blobs.get(sha256).open()) break
  expect(await blobs.has(sha256)).toBe(true)
})

test('backups move blobs as stored', async () => {
  const content = randomBytes(10_000)
  const { sha256 } = await put(content)
  const copy = await mkdtemp(join(tmpdir(), 'stance-blobs-'))
  const others = folderBlobs(copy, key)
  await others.putStored(sha256, blobs.getStored(sha256))
  expect(content.equals(await all(others.get(sha256).open()))).toBe(true)
  for await (const name of others.list()) expect(name).toBe(sha256)
  await rm(copy, { recursive: true })
})
