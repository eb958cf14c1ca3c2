const QUOTE = 0x22
const BACKSLASH = 0x5c

/** 1 = opens, 2 = closes, 3 = quote; everything else is skipped over. */
const CLASS = new Uint8Array(256)
CLASS[0x7b] = CLASS[0x5b] = 1
CLASS[0x7d] = CLASS[0x5d] = 2
CLASS[QUOTE] = 3

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
  const kind = CLASS[byte] === 1 ? 'container' : byte === QUOTE ? 'string' : 'scalar'
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
  const end = bytes.length
  let { depth, inString, deepest } = skip
  let i = from
  if (skip.escaped && i < end) {
    skip.escaped = false
    i++
  }
  while (i < end) {
    if (inString) {
      let byte = 0
      while (i < end) {
        byte = bytes[i] as number
        if (byte === QUOTE || byte === BACKSLASH) break
        i++
      }
      if (i === end) break
      i++
      if (byte === BACKSLASH) {
        if (i === end) skip.escaped = true
        i++
        continue
      }
      inString = false
      if (depth === 0) return i
    } else {
      while (i < end && CLASS[bytes[i] as number] === 0) i++
      if (i === end) break
      const kind = CLASS[bytes[i++] as number]
      if (kind === 3) inString = true
      else if (kind === 1) {
        depth++
        if (depth > deepest) deepest = depth
      } else if (--depth === 0) {
        skip.deepest = deepest
        return i
      }
    }
  }
  skip.depth = depth
  skip.inString = inString
  skip.deepest = deepest
  return -1
}
