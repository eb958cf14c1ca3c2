/** A tar archive for tests (ustar; names over 100 bytes the way of GNU tar). */
export function tarOf(entries: { name: string; content: string | Uint8Array; type?: string }[]): Buffer {
  const blocks = entries.flatMap(({ name, content, type = '0' }) => {
    const bytes = Buffer.from(content as string)
    const long = Buffer.byteLength(name) > 100 ? entryOf('././@LongLink', Buffer.from(`${name}\0`), 'L') : []
    return [...long, ...entryOf(name.slice(0, 100), bytes, type)]
  })
  return Buffer.concat([...blocks, Buffer.alloc(1024)])
}

function entryOf(name: string, content: Buffer, type: string): Buffer[] {
  const header = Buffer.alloc(512)
  header.write(name, 0)
  header.write('0000644\0', 100)
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124)
  header.fill(' ', 148, 156)
  header.write(type, 156)
  header.write('ustar\x0000', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]
}
