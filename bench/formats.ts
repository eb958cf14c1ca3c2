import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { parse as parseCsv } from 'csv-parse/sync'
import { SaxesParser } from 'saxes'
import type { Format, Input } from '../src/formats/contract.ts'
import { detectFormat } from '../src/formats/detect.ts'
import { inputOf } from '../src/formats/input.ts'
import { DEFAULT_LIMITS } from '../src/formats/limits.ts'
import { formats } from '../src/formats/registry.ts'
import { sampleOf } from '../src/formats/sample.ts'
import { UnreadableReport } from '../src/formats/unreadable.ts'
import { growReport } from './grow-report.ts'

const FOLDER = join(import.meta.dirname, '../src/formats')
const MB = 1_000_000

interface Speed {
  id: string
  syntax: string
  megabytes: number
  items: number
  /** MB a second of one processor, where the reader has read some reports before; and of the first report that it reads. */
  rate: number
  first: number
  /** Time against parsing the same bytes with the library of the syntax and doing nothing else. */
  ratio: number
  /** Time a byte at four times the size against time a byte: 1 is linear. */
  growth: number
}

/**
 * `npm run bench -- formats [--corpus FOLDER] [ID…]`: how fast each reader reads a report of some megabytes, grown from its fixture or
 * from the largest of a folder of real reports, against the floor of parsing the same text (JSON.parse, saxes, csv-parse, splitting
 * lines). In processor time, which a busy machine stretches less.
 */
export async function formatsBench(args: string[]): Promise<void> {
  const { values, positionals: ids } = parseArgs({
    args,
    allowPositionals: true,
    options: { corpus: { type: 'string' } },
  })
  const real = values.corpus ? await largestReports(values.corpus) : new Map<string, Buffer>()
  const chosen = formats.filter(
    ({ id }) => (ids.length === 0 || ids.includes(id)) && (!values.corpus || real.has(id)),
  )
  const speeds: Speed[] = []
  for (const format of chosen)
    try {
      const speed = await measure(format, real.get(format.id) ?? readFileSync(fixtureOf(format)))
      speeds.push(speed)
      // A run over all readers takes minutes: on standard error it says what it has so far.
      console.error(`${speed.id} ${speed.rate.toFixed(0)} MB/s`)
    } catch (error) {
      if (!(error instanceof UnreadableReport)) throw error
      console.log(`${format.id}: its fixture does not grow (${error.message})`)
    }
  console.log(
    'format                         syntax     MB    items     MB/s  × floor  × at four times the size  first MB/s',
  )
  for (const s of speeds.toSorted((a, b) => a.rate - b.rate))
    console.log(
      `${s.id.padEnd(30)} ${s.syntax.padEnd(7)} ${s.megabytes.toFixed(1).padStart(5)} ${String(s.items).padStart(8)} ${s.rate.toFixed(1).padStart(8)} ${s.ratio.toFixed(1).padStart(8)} ${s.growth.toFixed(2).padStart(8)} ${s.first.toFixed(1).padStart(8)}`,
    )
  for (const syntax of ['json', 'ndjson', 'xml', 'csv', 'text']) {
    const of = speeds
      .filter((s) => s.syntax === syntax)
      .map((s) => s.rate)
      .sort((a, b) => a - b)
    if (of.length)
      console.log(
        `${syntax}: ${of.length} readers, slowest ${of[0]?.toFixed(0)} MB/s, median ${of[of.length >> 1]?.toFixed(0)} MB/s`,
      )
  }
}

/** Of each format the largest report in a folder of real ones: elements of fixtures are smaller than those that tools write. */
async function largestReports(folder: string): Promise<Map<string, Buffer>> {
  const largest = new Map<string, Buffer>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const bytes = readFileSync(join(entry.parentPath, entry.name))
    if (bytes.length > LARGEST) continue
    const { format } = await detectFormat(inputOf(bytes), DEFAULT_LIMITS).catch(() => ({ format: undefined }))
    if (format && bytes.length > (largest.get(format.id)?.length ?? 0)) largest.set(format.id, bytes)
  }
  return largest
}

const LARGEST = 4 * MB

async function measure(format: Format, report: Buffer): Promise<Speed> {
  const small = report.toString('utf8')
  const { syntax } = await sampleOf(inputOf(small))
  const text = growReport(small, 2 * MB)
  const bytes = Buffer.from(text)
  const { ms: msFirst } = await timed(format, bytes, 1)
  await timed(format, bytes, WARMING)
  const { ms, items } = await timed(format, bytes, 5)
  const larger = Buffer.from(growReport(small, 8 * MB))
  const { ms: msLarger } = await timed(format, larger, 2)
  const floor = Math.min(...[1, 2, 3].map(() => floorOf(text, syntax)))
  return {
    id: format.id,
    syntax,
    megabytes: bytes.length / MB,
    items,
    rate: bytes.length / MB / (ms / 1000),
    first: bytes.length / MB / (msFirst / 1000),
    ratio: ms / floor,
    growth: msLarger / larger.length / (ms / bytes.length),
  }
}

/** Readings after which the engine has compiled a reader for good. */
const WARMING = 10

function fixtureOf({ id }: Format): string {
  const folder = join(FOLDER, id, 'fixtures')
  const name = readdirSync(folder).find((file) => file.startsWith('many')) ?? readdirSync(folder)[0]
  const file = join(folder, name ?? '')
  if (!existsSync(file)) throw new Error(`${id} has no fixture`)
  return file
}

/** As a stored report arrives: in pieces, with a turn of the event loop before each, without which the engine frees less. */
const inPieces = (bytes: Uint8Array): Input => ({
  async *open() {
    for (let at = 0; at < bytes.length; at += PIECE) {
      await turn()
      yield bytes.subarray(at, at + PIECE)
    }
  },
})

const PIECE = 64 * 1024

async function read(format: Format, bytes: Uint8Array): Promise<number> {
  let items = 0
  for await (const _ of format.read(inPieces(bytes), { limits: DEFAULT_LIMITS })) items++
  return items
}

/** The best of some readings. */
async function timed(
  format: Format,
  bytes: Uint8Array,
  readings: number,
): Promise<{ ms: number; items: number }> {
  let [best, items] = [Number.POSITIVE_INFINITY, 0]
  for (let reading = 0; reading < readings; reading++) {
    const started = process.cpuUsage()
    items = await read(format, bytes)
    best = Math.min(best, spentSince(started))
  }
  return { ms: best, items }
}

/** Milliseconds of all the process' threads. */
function spentSince(started: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(started)
  return (user + system) / 1000
}

function floorOf(text: string, syntax: string): number {
  const started = process.cpuUsage()
  if (syntax === 'json' || syntax === 'ndjson') parseJson(text, syntax === 'json')
  else if (syntax === 'xml') parseXml(text)
  else if (syntax === 'csv') parseCsv(text, { relax_column_count: true, relax_quotes: true })
  else text.split('\n').map((line) => line.trim())
  return spentSince(started)
}

/** Documents behind one another are parsed one by one, and what is broken (fixtures have some of it) is passed over. */
function parseJson(text: string, isOne: boolean): void {
  const documents = isOne ? [text] : text.split(/\n(?=[{[])/)
  for (const document of documents)
    try {
      if (document !== '') JSON.parse(document)
    } catch {
      if (isOne) parseJson(text, false)
    }
}

function parseXml(text: string): void {
  const parser = new SaxesParser()
  parser.on('error', () => {})
  parser.write(text).close()
}
