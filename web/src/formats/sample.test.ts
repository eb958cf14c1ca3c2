import { expect, it } from 'vitest'
import { sampleOf } from './sample.ts'

const of = (...parts: (string | Uint8Array<ArrayBuffer>)[]) => sampleOf('a.json', new Blob(parts))

it('reads text in the encodings that tools and spreadsheets write', async () => {
  expect(await of('{"ü":1}')).toMatchObject({ name: 'a.json', text: '{"ü":1}', beginning: false })
  const utf16 = new Uint8Array([0xff, 0xfe, 0x61, 0, 0xfc, 0])
  expect((await of(utf16)).text).toBe('aü')
})

it('takes the beginning of a large file, without the character that it cuts', async () => {
  const sample = await of('x'.repeat(1024 * 1024 - 1), 'ü', 'y'.repeat(100))
  expect(sample.beginning).toBe(true)
  expect(sample.text).toBe('x'.repeat(1024 * 1024 - 1))
})

it('tells each sample from the one before', async () => {
  expect((await of('a')).key).not.toBe((await of('a')).key)
})

it.each([
  ['gzip', [0x1f, 0x8b, 8, 0]],
  ['zip', [0x50, 0x4b, 3, 4]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
])('refuses %s with what to do', async (_, bytes) => {
  await expect(of(new Uint8Array(bytes))).rejects.toThrow('a.json is packed. Unpack it')
})

it('refuses what is no text', async () => {
  await expect(of(new Uint8Array([1, 0, 2]))).rejects.toThrow('is no text')
})
