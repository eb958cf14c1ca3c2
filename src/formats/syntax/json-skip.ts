const QUOTE = 0x22
const BACKSLASH = 0x5c

const OPEN = 0x7b
const CLOSE = 0x7d

/** Ends a bare scalar: comma, closers, white space. */
const ENDS_SCALAR = new Uint8Array(256)
for (const byte of [0x2c, 0x7d, 0x5d, 0x20, 0x0a, 0x0d, 0x09]) ENDS_SCALAR[byte] = 1

/** Where a skip over one JSON value stands; it goes on from here with the next chunk. */
export interface Skip {
  kind: 'container' | 'string' | 'scalar'
  depth: number
  inString: boolean
  /** The chunk ended behind a backslash. */
  escaped: boolean
  deepest: number
}

/** A skip that starts at the value's first byte `byte`; go on with `skipOver` behind that byte. */
export function startSkip(byte: number): Skip {
  const kind = (byte | 0x20) === OPEN ? 'container' : byte === QUOTE ? 'string' : 'scalar'
  return {
    kind,
    depth: kind === 'container' ? 1 : 0,
    inString: kind === 'string',
    escaped: false,
    deepest: 1,
  }
}

/**
 * Looks for the end of the value in `bytes` from `from` on. Returns the index behind it, or -1 when the chunk ends first.
 * It only balances: whether what is inside is JSON is the parser's to say. This is the hot loop of every JSON reader.
 */
export function skipOver(skip: Skip, bytes: Uint8Array, from: number): number {
  return skip.kind === 'scalar' ? skipScalar(bytes, from) : skipNested(skip, bytes, from)
}

function skipScalar(bytes: Uint8Array, from: number): number {
  let i = from
  while (i < bytes.length && ENDS_SCALAR[bytes[i] as number] === 0) i++
  return i < bytes.length ? i : -1
}

function skipNested(skip: Skip, bytes: Uint8Array, from: number): number {
  let i = from
  if (skip.inString) {
    i = skipString(skip, bytes, from)
    if (i < 0 || skip.depth === 0) return i
  }
  const end = bytes.length
  let depth = skip.depth
  while (i < end) {
    let byte = bytes[i++] as number
    if (byte === QUOTE) {
      byte = 0
      while (i < end) {
        byte = bytes[i++] as number
        if (byte === QUOTE) break
        if (byte === BACKSLASH) i++
      }
      if (byte === QUOTE) continue
      skip.inString = true
      skip.escaped = i > end
      break
    }
    if (byte < 0x5b) continue
    // Bit 0x20 is all that tells [ from { and ] from }.
    byte |= 0x20
    if (byte === OPEN) {
      depth++
      if (depth > skip.deepest) skip.deepest = depth
    } else if (byte === CLOSE && --depth === 0) return i
  }
  skip.depth = depth
  return -1
}

/** Goes on inside a string; the index behind its closing quote, or -1. */
function skipString(skip: Skip, bytes: Uint8Array, from: number): number {
  let i = skip.escaped ? from + 1 : from
  while (i < bytes.length) {
    const byte = bytes[i++] as number
    if (byte === QUOTE) {
      skip.inString = false
      skip.escaped = false
      return i
    }
    if (byte === BACKSLASH) i++
  }
  skip.escaped = i > bytes.length
  return -1
}
