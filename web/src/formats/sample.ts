/** A report to try a mapping on; it stays in the browser but for the tries. */
export interface Sample {
  /** Another one with every file. */
  key: string
  name: string
  text: string
  /** Only the beginning of the file. */
  beginning: boolean
}

/** What is sent of a file: its beginning tells as much as all of it. */
const MOST_BYTES = 1024 * 1024

let samples = 0

/** Reads a sample out of a file or an answer. Throws for what is packed, or no text. */
export async function sampleOf(name: string, content: Blob): Promise<Sample> {
  const bytes = new Uint8Array(await content.slice(0, MOST_BYTES).arrayBuffer())
  if (isPacked(bytes)) throw new Error(`${name} is packed. Unpack it, then drop the report itself.`)
  const text = decode(bytes)
  if (text.includes('\0')) throw new Error(`${name} is no text. Export it as JSON, NDJSON, CSV or XML.`)
  samples += 1
  return { key: `${samples} ${name}`, name, text, beginning: content.size > MOST_BYTES }
}

/** gzip, zstd and zip begin so. */
const isPacked = ([a, b, c, d]: Uint8Array): boolean =>
  (a === 0x1f && b === 0x8b) ||
  (a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) ||
  (a === 0x50 && b === 0x4b && c === 0x03 && d === 0x04)

/** UTF-8, or UTF-16 where a byte order mark says so: what spreadsheets export. A character that the end cuts is left out. */
function decode(bytes: Uint8Array): string {
  const [a, b] = bytes
  const encoding = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding).decode(bytes).replace(/\uFFFD$/, '')
}
