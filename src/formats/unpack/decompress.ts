import { Readable, type Transform } from 'node:stream'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import type { Input, Limits, Problem } from '../contract.ts'
import { loss } from '../problem.ts'
import { UnreadableReport } from '../unreadable.ts'

export type Compression = 'gzip' | 'zstd'

/** What a small file may grow to whatever its ratio: repetitive reports compress well and harm nobody below this. */
export const HARMLESS = 32 * 1024 * 1024

/**
 * The decompressed input. More than `maxBytes`, or more than `maxExpansion` times its packed size, throws UnreadableReport while it
 * is read. A stream that is cut off gives what there was and adds to `flaws`, once.
 */
export const decompressed = (input: Input, kind: Compression, limits: Limits, flaws: Problem[]): Input => ({
  open: () => unpacked(input, kind, limits, flaws),
})

async function* unpacked(
  input: Input,
  kind: Compression,
  limits: Limits,
  flaws: Problem[],
): AsyncGenerator<Uint8Array> {
  const counter: Counter = { packed: 0, unpacked: 0 }
  const source = Readable.from(counted(input, counter), { objectMode: false })
  const decoder: Transform = kind === 'gzip' ? createGunzip() : createZstdDecompress()
  source.on('error', (error) => decoder.destroy(error))
  source.pipe(decoder)
  try {
    for await (const chunk of decoder as AsyncIterable<Buffer>) {
      counter.unpacked += chunk.length
      refuseTooMuch(counter, limits)
      yield chunk
    }
  } catch (error) {
    if (counter.failure !== undefined) throw counter.failure
    if (error instanceof UnreadableReport || counter.unpacked === 0) throw asUnreadable(error, kind)
    if (flaws.length === 0)
      flaws.push(
        loss(`byte ${counter.unpacked}`, `the ${kind} data is damaged here: what follows is missing`),
      )
  } finally {
    source.destroy()
    decoder.destroy()
  }
}

interface Counter {
  packed: number
  unpacked: number
  /** Why the packed bytes could not be had, which says nothing about the report. */
  failure?: unknown
}

async function* counted(input: Input, counter: Counter): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of input.open()) {
      counter.packed += chunk.length
      yield chunk
    }
  } catch (error) {
    counter.failure = error
    throw error
  }
}

/** Refuses what grows out of measure, by the bytes so far before and after. */
export function refuseTooMuch(counter: { packed: number; unpacked: number }, limits: Limits): void {
  if (counter.unpacked > HARMLESS && counter.unpacked > counter.packed * limits.maxExpansion)
    throw new UnreadableReport(
      'bomb',
      `This upload grows more than ${limits.maxExpansion} times when unpacked and is refused. If it is honest, send it unpacked.`,
    )
  refuseTooLarge(counter.unpacked, limits)
}

export function refuseTooLarge(bytes: number, limits: Limits): void {
  if (bytes > limits.maxBytes)
    throw new UnreadableReport(
      'too_large',
      `This report is larger than the limit of ${Math.floor(limits.maxBytes / 1024 / 1024)} MiB: split it, or raise the limit.`,
    )
}

const asUnreadable = (cause: unknown, kind: Compression): UnreadableReport =>
  cause instanceof UnreadableReport
    ? cause
    : new UnreadableReport('broken', `This ${kind} file is damaged: send it again.`, { cause })
