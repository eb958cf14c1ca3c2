import { isUtf8 } from 'node:buffer'
import type { Input, Problem } from '../contract.ts'
import { problem } from '../problem.ts'
import { UnreadableReport } from '../unreadable.ts'
import { peek } from './upload.ts'

const BOM = '\uFEFF'

/**
 * The input as UTF-8 without byte order mark. UTF-16 is known by its mark or by the zero bytes of its first character, other
 * encodings by the XML declaration. Bytes that are not UTF-8 are passed on (readers show �) and told in `flaws`, once.
 */
export async function toUtf8(input: Input, flaws: Problem[]): Promise<Input> {
  const head = await peek(input, 256)
  const encoding = encodingOf(head)
  if (encoding !== 'utf-8') return { open: () => recoded(input, decoderFor(encoding)) }
  const mark = head.subarray(0, 3).equals(Buffer.from(BOM)) ? 3 : 0
  return { open: () => checked(input, mark, flaws) }
}

function encodingOf(head: Buffer): string {
  const [a, b, c, d] = head
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff))
    throw new UnreadableReport('broken', 'This file is UTF-32: save it as UTF-8 and send it again.')
  if ((a === 0xff && b === 0xfe) || (a !== 0 && b === 0 && c !== 0 && d === 0)) return 'utf-16le'
  if ((a === 0xfe && b === 0xff) || (a === 0 && b !== 0 && c === 0 && d !== 0)) return 'utf-16be'
  const declared = /^(?:\xEF\xBB\xBF)?\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(
    head.toString('latin1'),
  )?.[1]
  // Bytes that look like UTF-8 can't be the UTF-16 that they declare.
  return declared && !/^(?:utf-?8|utf-?16|us-ascii)/i.test(declared) ? declared : 'utf-8'
}

function decoderFor(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding)
  } catch (cause) {
    throw new UnreadableReport(
      'broken',
      'This file has an unknown character encoding: save it as UTF-8 and send it again.',
      { cause },
    )
  }
}

async function* recoded(input: Input, decoder: TextDecoder): AsyncGenerator<Uint8Array> {
  for await (const chunk of input.open()) yield Buffer.from(decoder.decode(chunk, { stream: true }), 'utf8')
  yield Buffer.from(decoder.decode(), 'utf8')
}

async function* checked(input: Input, mark: number, flaws: Problem[]): AsyncGenerator<Uint8Array> {
  let carry: Buffer = Buffer.alloc(0)
  let skip = mark
  let at = 0
  let valid = true
  for await (const chunk of input.open()) {
    const bytes =
      carry.length > 0
        ? Buffer.concat([carry, chunk])
        : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
    const end = bytes.length - cutTail(bytes)
    const start = Math.min(skip, end)
    const whole = bytes.subarray(start, end)
    carry = bytes.subarray(end)
    skip -= start
    if (valid && !isUtf8(whole)) {
      valid = false
      tellInvalid(at, flaws)
    }
    at += whole.length
    yield whole
  }
  if (carry.length === 0) return
  if (valid) tellInvalid(at, flaws)
  yield carry
}

/** How many bytes at the end begin a character that goes on in the next chunk. */
function cutTail(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number
    if (byte < 0x80) return 0
    if (byte < 0xc0) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    return length > back ? back : 0
  }
  return 0
}

function tellInvalid(at: number, flaws: Problem[]): void {
  if (flaws.length === 0)
    flaws.push(
      problem(
        `byte ${at}`,
        'from about here on the file holds bytes that are not UTF-8: they are shown as �',
      ),
    )
}
