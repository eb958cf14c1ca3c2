import { tarEnd, tarEntry } from '../../platform/tar.ts'

/** For tests: a tar of files, by name; names longer than 100 characters come in a pax header, as GitHub writes them. */
export function tarOf(files: Record<string, string | Uint8Array>): Buffer {
  const time = new Date(0)
  const entries = Object.entries(files).flatMap(([name, text]) => {
    const content = Buffer.from(text as Uint8Array)
    if (name.length <= 100) return [tarEntry({ name, content }, time)]
    return [paxOf(name, time), tarEntry({ name: name.slice(0, 100), content }, time)]
  })
  return Buffer.concat([...entries, tarEnd])
}

function paxOf(name: string, time: Date): Buffer {
  const record = ` path=${name}\n`
  const length = [1, 2, 3, 4]
    .map((digits) => record.length + digits)
    .find((all) => String(all).length + record.length === all)
  const entry = tarEntry({ name: 'pax', content: Buffer.from(`${length}${record}`) }, time)
  return retyped(entry, 'x')
}

/** For tests: an entry with another type flag, and the checksum that goes with it. */
export function retyped(entry: Buffer, type: string): Buffer {
  const copy = Buffer.from(entry)
  copy.write(type, 156, 'latin1')
  copy.fill(' ', 148, 156)
  const sum = copy.subarray(0, 512).reduce((all, byte) => all + byte, 0)
  copy.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return copy
}
