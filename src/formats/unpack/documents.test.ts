import { gzipSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { Problem } from '../contract.ts'
import { DEFAULT_LIMITS } from '../limits.ts'
import { documentsOf } from './documents.ts'
import { tarOf } from './test-tar.ts'
import { zipOf } from './test-zip.ts'
import { peek, type Upload, uploadOf } from './upload.ts'

const TEXT = '{"ä":"€ 😀","n":1}'
const MiB = 1024 * 1024

async function unpacked(upload: Upload, limits = DEFAULT_LIMITS) {
  const out: { name?: string; text: string; flaws: Problem[] }[] = []
  for await (const { name, input, flaws } of documentsOf(upload, limits))
    out.push({
      ...(name !== undefined && { name }),
      text: (await peek(input, Number.MAX_SAFE_INTEGER)).toString(),
      flaws,
    })
  return out
}

const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16()

test.each([
  ['plain', Buffer.from(TEXT)],
  ['with a byte order mark', Buffer.from(`\uFEFF${TEXT}`)],
  ['UTF-16 LE with mark', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
  ['UTF-16 BE with mark', utf16be(`\uFEFF${TEXT}`)],
  ['UTF-16 LE', Buffer.from(TEXT, 'utf16le')],
  ['UTF-16 BE', utf16be(TEXT)],
  ['gzip', gzipSync(TEXT)],
  ['gzip in two members', Buffer.concat([gzipSync(TEXT.slice(0, 5)), gzipSync(TEXT.slice(5))])],
  ['zstd', zstdCompressSync(Buffer.from(TEXT))],
  ['gzip in gzip', gzipSync(gzipSync(TEXT))],
  ['UTF-16 in gzip', gzipSync(Buffer.from(`\uFEFF${TEXT}`, 'utf16le'))],
])('%s', async (_, bytes) => {
  expect(await unpacked(uploadOf(bytes))).toEqual([{ text: TEXT, flaws: [] }])
})

test('characters are whole whatever the size of the chunks', async () => {
  const bytes = Buffer.from(`\uFEFF${TEXT}`)
  const upload: Upload = {
    size: bytes.length,
    async *open() {
      for (const byte of bytes) yield Uint8Array.of(byte)
    },
  }
  expect(await unpacked(upload)).toEqual([{ text: TEXT, flaws: [] }])
})

test('XML in the encoding that it declares', async () => {
  const xml = '<?xml version="1.0" encoding="ISO-8859-1"?><a>ä</a>'
  expect((await unpacked(uploadOf(Buffer.from(xml, 'latin1'))))[0]?.text).toBe(xml)
})

test('bytes that are not UTF-8 are told and passed on', async () => {
  const [document] = await unpacked(uploadOf(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])))
  expect(document?.text).toBe('{"\uFFFD"}')
  expect(document?.flaws).toMatchObject([{ where: 'byte 0' }])
  expect((await unpacked(uploadOf(Buffer.from([0x7b, 0x7d, 0xe2, 0x82]))))[0]?.flaws).toHaveLength(1)
})

test.each(['gzip', 'zstd'])('%s that breaks off gives what there was, and says so', async (kind) => {
  const text = Array.from({ length: 50_000 }, (_, index) => (index * 7919) % 104_729).join(',')
  const whole = kind === 'gzip' ? gzipSync(text) : zstdCompressSync(Buffer.from(text))
  const [document] = await unpacked(uploadOf(whole.subarray(0, whole.length - 100)))
  expect(document?.text.length).toBeGreaterThan(0)
  expect(text.startsWith(document?.text ?? '?')).toBe(true)
  expect(document?.flaws).toMatchObject([{ type: 'problem', incomplete: true }])
})

describe('zip', () => {
  test('a bundle is one document, its other files stand beside it', async () => {
    const zip = zipOf([
      { name: 'VERSION', content: '1.3' },
      { name: 'audit.fvdl', content: '<FVDL/>' },
      { name: 'audit.xml', content: '\uFEFF<Audit/>' },
    ])
    const documents = await Array.fromAsync(documentsOf(uploadOf(zip), DEFAULT_LIMITS))
    expect(documents.map(({ name }) => name)).toEqual(['audit.fvdl'])
    const audit = await documents[0]?.input.beside?.('audit.xml')
    expect(audit && (await peek(audit, 100)).toString()).toBe('<Audit/>')
    expect(await documents[0]?.input.beside?.('none.xml')).toBeUndefined()
  })

  test('every file is a document; names are only names', async () => {
    const zip = zipOf([
      { name: '../../etc/passwd', content: 'one' },
      { name: 'folder/', content: '' },
      { name: 'folder/b.json.gz', content: gzipSync(TEXT) },
      { name: '__MACOSX/b.json', content: 'resource fork' },
    ])
    expect(await unpacked(uploadOf(zip))).toEqual([
      { name: '../../etc/passwd', text: 'one', flaws: [] },
      { name: 'folder/b.json.gz', text: TEXT, flaws: [] },
    ])
  })

  test('is refused when it is encrypted, empty or damaged', async () => {
    const encrypted = zipOf([{ name: 'a', content: 'x', encrypted: true }])
    await expect(unpacked(uploadOf(encrypted))).rejects.toMatchObject({ code: 'encrypted' })
    await expect(unpacked(uploadOf(zipOf([])))).rejects.toMatchObject({ code: 'empty' })
    const damaged = zipOf([{ name: 'a', content: TEXT }]).subarray(0, 60)
    await expect(unpacked(uploadOf(damaged))).rejects.toMatchObject({ code: 'broken' })
  })

  test('a file larger than the directory claims is damage', async () => {
    const lie = zipOf([{ name: 'a', content: 'x'.repeat(5000), claimedSize: 10 }])
    await expect(unpacked(uploadOf(lie))).rejects.toMatchObject({ code: 'broken' })
  })

  test('a storage error is not the report’s fault', async () => {
    const zip = zipOf([{ name: 'a', content: TEXT }])
    const failing: Upload = {
      size: zip.length,
      async *open(start = 0, end = zip.length) {
        if (start < 20) throw new Error('storage is down')
        yield zip.subarray(start, end)
      },
    }
    // The first bytes say that it is a zip, the directory at its end is there, the file itself is not.
    const half = {
      ...failing,
      open: (start = 0, end = zip.length) =>
        end === zip.length && start === 0 ? uploadOf(zip).open() : failing.open(start, end),
    }
    await expect(unpacked(half)).rejects.toThrow('storage is down')
  })
})

describe('tar', () => {
  const long = `${'folder/'.repeat(30)}report.json`
  const archive = tarOf([
    { name: 'folder/', content: '', type: '5' },
    { name: '../../etc/passwd', content: 'one' },
    { name: 'link', content: '', type: '2' },
    { name: './._report.json', content: 'what macOS knows of it' },
    { name: 'b.json.gz', content: gzipSync(TEXT) },
    { name: long, content: TEXT },
    { name: 'large.txt', content: 'x'.repeat(9 * MiB) },
    { name: 'empty.json', content: '' },
  ])

  test.each([
    ['plain', archive],
    ['gzip', gzipSync(archive)],
    ['zstd', zstdCompressSync(archive)],
  ])('%s: every file is a document; names are only names', async (_, bytes) => {
    const documents = await unpacked(uploadOf(bytes))
    expect(
      documents.map(({ name, text, flaws }) => [name, text.length > 100 ? text.length : text, flaws]),
    ).toEqual([
      ['../../etc/passwd', 'one', []],
      ['b.json.gz', TEXT, []],
      [long, TEXT, []],
      ['large.txt', 9 * MiB, []],
      ['empty.json', '', []],
    ])
  })

  test('a large file can be opened again', async () => {
    for await (const { name, input } of documentsOf(uploadOf(gzipSync(archive)), DEFAULT_LIMITS))
      if (name === 'large.txt')
        for (let turn = 0; turn < 2; turn++)
          expect(await peek(input, Number.MAX_SAFE_INTEGER)).toHaveLength(9 * MiB)
  })

  test('that breaks off gives what there was, and says so', async () => {
    const two = tarOf([
      { name: 'a.json', content: TEXT },
      { name: 'b.json', content: TEXT },
    ])
    const documents = await unpacked(uploadOf(two.subarray(0, 512 * 3 + 10)))
    expect(documents.map(({ name, text }) => [name, text])).toEqual([
      ['a.json', TEXT],
      ['b.json', TEXT.slice(0, 7)],
    ])
    expect(documents[1]?.flaws).toMatchObject([
      { type: 'problem', incomplete: true },
      { message: 'the archive ends before its end mark: files may be missing', incomplete: true },
    ])
    const [first, ...others] = await unpacked(uploadOf(two.subarray(0, 512 * 2)))
    expect(others).toEqual([])
    expect(first).toMatchObject({ name: 'a.json', text: TEXT, flaws: [{ incomplete: true }] })
  })

  test('is refused when it is empty, damaged or a bomb', async () => {
    await expect(unpacked(uploadOf(tarOf([{ name: 'a/', content: '', type: '5' }])))).rejects.toMatchObject({
      code: 'empty',
    })
    const damaged = tarOf([
      { name: 'a', content: 'x' },
      { name: 'b', content: 'y' },
    ])
    damaged[1024] = 0x41
    await expect(unpacked(uploadOf(damaged))).rejects.toMatchObject({ code: 'broken' })
    const bomb = gzipSync(tarOf([{ name: 'a', content: Buffer.alloc(50 * MiB) }]))
    await expect(unpacked(uploadOf(bomb))).rejects.toMatchObject({ code: 'bomb' })
  })
})

describe('limits', () => {
  test('a bomb is refused by its ratio, before it has grown much', async () => {
    for (const bomb of [gzipSync(Buffer.alloc(100 * MiB)), zstdCompressSync(Buffer.alloc(100 * MiB))]) {
      const limits = { ...DEFAULT_LIMITS, maxExpansion: 50 }
      await expect(unpacked(uploadOf(bomb), limits)).rejects.toMatchObject({ code: 'bomb' })
    }
    const zip = zipOf([{ name: 'a', content: Buffer.alloc(50 * MiB) }])
    await expect(unpacked(uploadOf(zip))).rejects.toMatchObject({ code: 'bomb' })
  })

  test('a bomb in a bomb is refused as well', async () => {
    const nested = gzipSync(gzipSync(gzipSync(gzipSync(gzipSync(TEXT)))))
    await expect(unpacked(uploadOf(nested))).rejects.toMatchObject({ code: 'bomb' })
  })

  test('small files may grow as they like', async () => {
    expect((await unpacked(uploadOf(gzipSync(' '.repeat(MiB)))))[0]?.text).toHaveLength(MiB)
  })

  test('more bytes than allowed are refused, packed or not', async () => {
    const limits = { ...DEFAULT_LIMITS, maxBytes: 1000 }
    for (const upload of [
      Buffer.alloc(2000, 'x'),
      gzipSync(Buffer.alloc(2000, 'x')),
      zipOf([{ name: 'a', content: Buffer.alloc(2000) }]),
    ])
      await expect(unpacked(uploadOf(upload), limits)).rejects.toMatchObject({ code: 'too_large' })
  })
})

test.each([
  ['bzip2', Buffer.from('BZh91AY')],
  ['xz', Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0, 4])],
  ['LZMA', Buffer.from([0x5d, 0, 0, 0x80, 0])],
  ['PDF', Buffer.from('%PDF-1.7')],
  ['a zip in gzip', gzipSync(zipOf([{ name: 'a', content: 'x' }]))],
  ['gzip that is none', Buffer.from([0x1f, 0x8b, 1, 2, 3, 4])],
  ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0])],
])('%s is refused with a word on what to do', async (_, bytes) => {
  await expect(unpacked(uploadOf(bytes))).rejects.toThrow(/send|save/)
})

test('NUL characters are noticed, also across chunks', async () => {
  const holds = async (...chunks: string[]) => {
    const bytes = Buffer.from(chunks.join(''))
    const open = async function* () {
      for (const chunk of chunks) yield Buffer.from(chunk)
    }
    for await (const document of documentsOf({ size: bytes.length, open }, DEFAULT_LIMITS)) {
      await peek(document.input, Number.MAX_SAFE_INTEGER)
      return document.holdsNul()
    }
    return undefined
  }
  expect(await holds('{"a":"b"}')).toBe(false)
  expect(await holds('{"a":"\\u0000"}')).toBe(true)
  expect(await holds('{"a":"\\u0', '000"}')).toBe(true)
  expect(await holds(...'{"a":"\\u0000"}')).toBe(true)
  expect(await holds('line one\0')).toBe(true)
})
