import type { TarEntry } from './tar.ts'

const PART_BYTES = 4 * 2 ** 20

/** A stream of unknown length as files of some MB: an archive wants to know sizes beforehand. */
export async function* parts(name: string, source: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  let waiting: Uint8Array[] = []
  let bytes = 0
  let part = 0
  const cut = (): TarEntry => {
    const entry = { name: `${name}/${String(part++).padStart(6, '0')}`, content: Buffer.concat(waiting) }
    waiting = []
    bytes = 0
    return entry
  }
  for await (const chunk of source) {
    waiting.push(chunk)
    bytes += chunk.byteLength
    if (bytes >= PART_BYTES) yield cut()
  }
  if (bytes > 0 || part === 0) yield cut()
}

export interface Group {
  name: string
  content: AsyncIterable<Uint8Array>
}

/** Entries `name/000000`, `name/000001`, … as one stream a name. Each has to be read to its end before the next is asked for. */
export async function* grouped(
  entries: AsyncIterable<TarEntry>,
  onBytes: (count: number) => void = () => {},
): AsyncGenerator<Group> {
  const source = entries[Symbol.asyncIterator]()
  const nameOf = (entry: TarEntry): string => entry.name.slice(0, entry.name.lastIndexOf('/'))
  let next = await source.next()
  while (!next.done) {
    const name = nameOf(next.value)
    async function* content(): AsyncGenerator<Uint8Array> {
      while (!next.done && nameOf(next.value) === name) {
        onBytes(next.value.content.byteLength)
        yield next.value.content
        next = await source.next()
      }
    }
    yield { name, content: content() }
  }
}
