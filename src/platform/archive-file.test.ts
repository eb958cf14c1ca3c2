import { randomBytes } from 'node:crypto'
import { access, mkdtemp, open, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ArchiveKind, readArchive, writeArchive } from './archive-file.ts'
import type { TarEntry } from './tar.ts'

const KIND: ArchiveKind = { name: 'box of tests', code: 'bad_box', format: 1 }
const MANIFEST = { format: 1, madeAt: '2026-11-28T10:00:00Z' }

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stance-archive-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('what is written is read back, entry by entry', async () => {
  const file = join(folder, 'whole')
  const written = [0, 1, 511, 512, 70_000].map((size, at) => ({ name: `e${at}`, content: randomBytes(size) }))
  await writeArchive(file, KIND, MANIFEST, each(written))
  const { manifest, entries } = await readArchive(file, KIND)
  expect(manifest).toEqual(MANIFEST)
  expect(await Array.fromAsync(entries)).toEqual(written)
})

test('one that is damaged on the disk while it is written gets no name', async () => {
  const file = join(folder, 'damaged')
  async function* entries(): AsyncGenerator<TarEntry> {
    const content = randomBytes(4 << 20)
    yield { name: 'first', content }
    const partial = `${file}.partial`
    while ((await stat(partial)).size < 1 << 20) await setTimeout(5)
    const other = await open(partial, 'r+')
    await other.write(Buffer.alloc(16), 0, 16, 0)
    await other.close()
    yield { name: 'second', content }
  }
  await expect(writeArchive(file, KIND, MANIFEST, entries())).rejects.toMatchObject({
    code: 'bad_box',
    message: expect.stringContaining('not whole when it is read back'),
  })
  await expect(access(file)).rejects.toThrow('ENOENT')
  expect(await readdir(folder)).not.toContain('damaged.partial')
})

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items
}
