/** Pieces are about this long: long enough that sending them costs little, short enough that many may be under way. */
const PIECE_CHARS = 64 * 1024

/**
 * The text of a JSON object, piece by piece. A member whose value comes item by item (AsyncIterable) is written as a list, each
 * item on a line of its own, so that two documents can be compared line by line. Undefined members are left out.
 */
export async function* jsonPieces(members: Record<string, unknown>): AsyncGenerator<string> {
  let piece = '{'
  let first = true
  for (const [name, value] of Object.entries(members)) {
    if (value === undefined) continue
    piece += `${first ? '' : ','}\n${JSON.stringify(name)}: `
    first = false
    if (!isList(value)) {
      piece += JSON.stringify(value)
      continue
    }
    let separator = '[\n'
    for await (const item of value) {
      piece += `${separator}${JSON.stringify(item)}`
      separator = ',\n'
      if (piece.length < PIECE_CHARS) continue
      yield piece
      piece = ''
    }
    piece += separator === ',\n' ? '\n]' : '[]'
  }
  yield `${piece}\n}\n`
}

const isList = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value
