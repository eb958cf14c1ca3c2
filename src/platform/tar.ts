// The ustar interchange format (POSIX.1-2017, pax): what `tar t` lists and `tar x` unpacks.

const BLOCK = 512
const FIELDS = {
  name: [0, 100],
  mode: [100, 8],
  size: [124, 12],
  mtime: [136, 12],
  sum: [148, 8],
  type: [156, 1],
  magic: [257, 8],
} as const

export interface TarEntry {
  /** At most 100 bytes of ASCII. */
  name: string
  content: Uint8Array
}

/** The bytes of one file of an archive; the archive ends with `tarEnd`. */
export function tarEntry({ name, content }: TarEntry, time: Date): Buffer {
  const header = Buffer.alloc(BLOCK)
  const put = (field: keyof typeof FIELDS, text: string): void => {
    header.write(text, FIELDS[field][0], FIELDS[field][1], 'latin1')
  }
  const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0')
  if (Buffer.byteLength(name) > FIELDS.name[1]) throw new Error(`the name ${name} is too long for an archive`)
  put('name', name)
  put('mode', octal(0o600, 7))
  put('size', octal(content.byteLength, 11))
  put('mtime', octal(Math.floor(time.getTime() / 1000), 11))
  put('type', '0')
  put('magic', 'ustar\x0000')
  put('sum', ' '.repeat(8))
  put('sum', `${octal(sumOf(header), 6)}\0 `)
  return Buffer.concat([header, content, Buffer.alloc(padding(content.byteLength))])
}

export const tarEnd = Buffer.alloc(2 * BLOCK)

/** The files of an archive, in order. Throws at one that is cut short or no archive. The source is let go when they end or are no longer wanted. */
export async function* readTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const chunks = source[Symbol.asyncIterator]()
  try {
    yield* entriesOf(taker(chunks))
  } finally {
    await chunks.return?.()
  }
}

async function* entriesOf(take: (count: number) => Promise<Buffer>): AsyncGenerator<TarEntry> {
  for (;;) {
    const header = await take(BLOCK)
    if (header.every((byte) => byte === 0)) return
    const field = (name: keyof typeof FIELDS): string =>
      header.toString('latin1', FIELDS[name][0], FIELDS[name][0] + FIELDS[name][1]).split('\0')[0] ?? ''
    const expected = Number.parseInt(field('sum'), 8)
    header.fill(' ', FIELDS.sum[0], FIELDS.sum[0] + FIELDS.sum[1])
    if (!field('magic').startsWith('ustar') || sumOf(header) !== expected)
      throw new Error('this is not an archive, or it is damaged')
    const size = Number.parseInt(field('size'), 8)
    const content = await take(size)
    await take(padding(size))
    yield { name: field('name'), content }
  }
}

const padding = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK
const sumOf = (header: Buffer): number => header.reduce((sum, byte) => sum + byte, 0)

function taker(chunks: AsyncIterator<Uint8Array>): (count: number) => Promise<Buffer> {
  let rest = Buffer.alloc(0)
  return async (count) => {
    const parts = [rest]
    let have = rest.length
    while (have < count) {
      const { value, done } = await chunks.next()
      if (done) throw new Error('the archive is cut short')
      parts.push(Buffer.from(value))
      have += value.length
    }
    const all = parts.length > 1 ? Buffer.concat(parts) : rest
    rest = all.subarray(count)
    return all.subarray(0, count)
  }
}
