import type { Input, Problem, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { chunksOf } from './chunks.ts'

export interface Line {
  type: 'line'
  where: string
  text: string
}

/** The lines of a text, without their line ends. A line over `maxElementBytes` becomes a Problem. */
export async function* eachLine(input: Input, context: ReadContext): AsyncGenerator<Line | Problem> {
  let number = 0
  let parts: Buffer[] = []
  let bytes = 0
  const add = (part: Buffer) => {
    bytes += part.length
    if (bytes > context.limits.maxElementBytes) parts = []
    else parts.push(part)
  }
  const take = (): Line | Problem => {
    const where = `line ${++number}`
    const tooLong = bytes > context.limits.maxElementBytes
    const bytesOfLine = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts)
    const text = bytesOfLine.toString('utf8')
    parts = []
    bytes = 0
    if (tooLong) return loss(where, 'this line is longer than the limit allows and is left out')
    return { type: 'line', where, text: text.endsWith('\r') ? text.slice(0, -1) : text }
  }
  for await (const chunk of chunksOf(input)) {
    let start = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      add(chunk.subarray(start, end))
      yield take()
      start = end + 1
    }
    add(chunk.subarray(start))
  }
  if (bytes > 0) yield take()
}
