import { parse as parseCsv } from 'csv-parse/sync'
import { SaxesParser } from 'saxes'
import type { Input, Limits, Problem, Sample } from './contract.ts'
import { outlineOf } from './outline.ts'
import { chunksOf } from './syntax/chunks.ts'
import { delimiterIn } from './syntax/csv.ts'
import { JsonSlicer, type Slice } from './syntax/json-slicer.ts'
import { localName } from './syntax/xml-node.ts'
import { peek } from './unpack/upload.ts'

const HEAD = 64 * 1024

/** What detection sees of a document: its first 64 KiB. */
export async function sampleOf(input: Input): Promise<Sample> {
  const head = (await peek(input, HEAD)).toString('utf8')
  const text = head.trimStart()
  if (text.startsWith('{') || text.startsWith('[')) return jsonSample(head)
  if (text.startsWith('<')) {
    const root = rootOf(text)
    return root ? { syntax: 'xml', head, root } : { syntax: 'text', head }
  }
  const columns = columnsOf(text)
  return columns ? { syntax: 'csv', head, columns } : { syntax: 'text', head }
}

function jsonSample(head: string): Sample {
  const line = /^[^\n]*/.exec(head.trimStart())?.[0] ?? ''
  const rest = head.trimStart().slice(line.length).trimStart()
  const outline = outlineOf(head)
  return rest.startsWith('{') && isWhole(line)
    ? { syntax: 'ndjson', head, outline }
    : { syntax: 'json', head, outline }
}

function isWhole(line: string): boolean {
  try {
    JSON.parse(line)
    return true
  } catch {
    return false
  }
}

/** Piece of each top-level member that goes into a whole document's outline. */
const PIECE = 16 * 1024
const MOST_MEMBERS = 500

/**
 * A sample whose outline has every top-level member of a JSON document, wherever it stands: for documents that begin with so much
 * else that the head does not decide. Reads the document once, at the speed of a skip.
 */
export async function wholeSample(input: Input, limits: Limits, sample: Sample): Promise<Sample> {
  if (!sample.head.trimStart().startsWith('{')) return sample
  const slicer = new JsonSlicer(['/*'], {
    ...limits,
    maxDepth: Number.POSITIVE_INFINITY,
    keepBytes: PIECE,
    closes: true,
  })
  const outline: Record<string, unknown> = {}
  const found: (Slice | Problem)[] = []
  const note = () => {
    for (const slice of found.splice(0))
      if (slice.type === 'slice') outline[slice.where.slice(1)] = outlineOf(slice.text)
  }
  for await (const chunk of chunksOf(input)) {
    slicer.write(chunk, found)
    note()
    if (Object.keys(outline).length > MOST_MEMBERS) break
  }
  slicer.end(found)
  note()
  return { ...sample, outline }
}

function rootOf(markup: string): Sample['root'] {
  // Of XML in capitals, which pages need not know.
  const text = markup.replace(/^<!doctype\b/, '<!DOCTYPE')
  const parser = new SaxesParser({ xmlns: false, position: false })
  let root: Sample['root']
  parser.on('error', () => {})
  parser.on('opentag', ({ name, attributes }) => {
    if (root) return
    const prefix = name.includes(':') ? name.slice(0, name.indexOf(':')) : ''
    const namespace = attributes[prefix ? `xmlns:${prefix}` : 'xmlns'] ?? ''
    root = { name: localName(name), namespace, attributes: { ...attributes } }
  })
  for (let at = 0; at < text.length && !root; at += 4096) parser.write(text.slice(at, at + 4096))
  return root
}

/** Without the line that the head cuts. */
const wholeLines = (text: string): string =>
  text.length < HEAD - 4 ? text : text.slice(0, text.lastIndexOf('\n') + 1) || text

/** The header row's cells, when the first two lines look like rows of one table. */
function columnsOf(text: string): string[] | undefined {
  // The first row may have a cell that is longer than the head, or a quote too few.
  const rows = rowsIn(wholeLines(text)) ?? rowsIn(/^[^\r\n]*/.exec(text.trimStart())?.[0] ?? '')
  const [header, first] = rows ?? []
  if (!header || header.length < 2 || header.some((name) => name.length > 200)) return undefined
  return first === undefined || first.length > 1 ? header.map((name) => name.trim()) : undefined
}

function rowsIn(text: string): string[][] | undefined {
  try {
    return parseCsv(text, {
      delimiter: delimiterIn(text),
      to: 2,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
    })
  } catch {
    return undefined
  }
}
