const [QUOTE, COMMA, BACKSLASH] = [0x22, 0x2c, 0x5c]

/** The closing bracket of each opening one. */
const CLOSES: Partial<Record<number, number>> = { 123: 0x7d, 91: 0x5d }

/**
 * The beginning of a JSON object or array that breaks off, made whole: cut behind the last member that is complete, and closed. It only
 * balances: whether what is inside is JSON is the parser's to say.
 */
export function closeJson(bytes: Buffer): Buffer {
  const open: number[] = []
  let complete = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number
    const close = CLOSES[byte]
    if (byte === QUOTE) at = endOfString(bytes, at)
    else if (byte === COMMA) complete = at
    else if (close !== undefined) {
      open.push(close)
      complete = at + 1
    } else if (byte === open.at(-1)) {
      open.pop()
      complete = at + 1
    }
  }
  return Buffer.concat([bytes.subarray(0, complete), Buffer.from(open.reverse())])
}

/** Where the string that begins at `start` ends, or the bytes do. */
function endOfString(bytes: Buffer, start: number): number {
  let at = start + 1
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1
  return at
}
