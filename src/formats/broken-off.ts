import type { Input, Limits, Problem } from './contract.ts'
import { chunksOf } from './syntax/chunks.ts'
import { JsonSlicer, type Slice } from './syntax/json-slicer.ts'
import { XmlSlicer } from './syntax/xml-slicer.ts'
import { UnreadableReport } from './unreadable.ts'

/**
 * The refusal of a document, which says so where the document breaks off: what its reader misses, or what would tell its format, may
 * stand in the part that is not there. Reads the document once more.
 */
export async function refusalOf(
  error: UnreadableReport,
  input: Input,
  limits: Limits,
): Promise<UnreadableReport> {
  if (error.code !== 'broken' && error.code !== 'unknown_format') return error
  const place = await breakOf(input, limits)
  if (place === undefined) return error
  const what = wordsFor(error)
  return new UnreadableReport('broken', `This document breaks off ${place}: send it whole. ${what}`, {
    cause: error,
  })
}

function wordsFor({ code, message }: UnreadableReport): string {
  if (code === 'unknown_format') return 'What is there does not tell its format.'
  if (message.includes('the document ends in the middle')) return 'No finding is whole before that place.'
  return `What is there cannot be used: ${message}`
}

/** Where a document of JSON or XML breaks off, `at byte 812 (line 17)`; undefined for a whole one and where the syntax does not tell. */
async function breakOf(input: Input, limits: Limits): Promise<string | undefined> {
  let [bytes, lines, watch] = [0, 1, undefined as Watch | undefined]
  try {
    for await (const chunk of chunksOf(input)) {
      watch ??= watchFor(chunk, limits)
      watch?.write(chunk)
      bytes += chunk.length
      for (let at = chunk.indexOf(LINE); at >= 0; at = chunk.indexOf(LINE, at + 1)) lines++
    }
    return watch?.isOpen() ? `at byte ${bytes} (line ${lines})` : undefined
  } catch (error) {
    if (error instanceof UnreadableReport) return undefined
    throw error
  }
}

const LINE = 0x0a

interface Watch {
  write(chunk: Buffer): void
  /** Whether more would have to follow. */
  isOpen(): boolean
}

function watchFor(first: Buffer, limits: Limits): Watch | undefined {
  const start = first.subarray(0, 200).toString('utf8').trimStart()
  if (/^[{[]/.test(start)) return watchJson(limits)
  // Elements of HTML need no end.
  return start.startsWith('<') && !/^<(?:!doctype\s+)?html/i.test(start) ? watchXml(limits) : undefined
}

function watchJson(limits: Limits): Watch {
  const slicer = new JsonSlicer([], { ...limits, sequence: true })
  const found: (Slice | Problem)[] = []
  return {
    write: (chunk) => slicer.write(chunk, found),
    isOpen: () => {
      const before = found.length
      slicer.end(found)
      return found.length > before
    },
  }
}

function watchXml(limits: Limits): Watch {
  const slicer = new XmlSlicer([], limits)
  const decoder = new TextDecoder('utf-8')
  return {
    write: (chunk) => slicer.write(decoder.decode(chunk, { stream: true })),
    isOpen: () => slicer.refusal?.code === 'empty' || slicer.end().length > 0,
  }
}
