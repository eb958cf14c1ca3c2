import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export interface SarifShape {
  /** Results of the first run of the tool. 200,000 make about 74 MB. */
  results: number
  /** Shares 0–1 by which a later run differs from the first. */
  gone?: number
  added?: number
  /** The same code some lines further down. */
  moved?: number
}

const RULES = 120
const WORDS = [
  'order',
  'invoice',
  'session',
  'ledger',
  'parcel',
  'tenant',
  'cursor',
  'signal',
  'bucket',
  'window',
]
const CALLS = [
  'db.query',
  'exec',
  'res.send',
  'readFile',
  'fetch',
  'eval',
  'parse',
  'redirect',
  'render',
  'hash',
]
const CWES = [79, 89, 22, 78, 502, 918, 601, 327, 798, 611]
const LEVELS = ['error', 'warning', 'note']

/** One tool's SARIF 2.1.0, the same for the same shape: text in pieces of about 256 KiB. */
export function* sarifText({ results, gone = 0, added = 0, moved = 0 }: SarifShape): Generator<string> {
  let piece = `{"version":"2.1.0","$schema":"https://json.schemastore.org/sarif-2.1.0.json","runs":[{"tool":{"driver":${driver()}},"results":[`
  let first = true
  const total = results + Math.round(results * added)
  for (let ordinal = 0; ordinal < total; ordinal++) {
    if (ordinal < results && share(ordinal, 1) < gone) continue
    const shift = share(ordinal, 2) < moved ? 7 : 0
    piece += (first ? '' : ',') + JSON.stringify(result(ordinal, shift))
    first = false
    if (piece.length < 262_144) continue
    yield piece
    piece = ''
  }
  yield `${piece}]}]}`
}

/** Writes such a report to a file, in bounded memory. */
export const writeSarif = (path: string, shape: SarifShape): Promise<void> =>
  pipeline(Readable.from(sarifText(shape)), createWriteStream(path))

function driver(): string {
  const rules = Array.from({ length: RULES }, (_, index) => ({
    id: ruleId(index),
    shortDescription: { text: `Untrusted ${pick(WORDS, index)} reaches ${pick(CALLS, index)}` },
    fullDescription: { text: `A value from outside reaches ${pick(CALLS, index)} without being checked.` },
    help: { text: `Check the ${pick(WORDS, index)} before it reaches ${pick(CALLS, index)}.` },
    defaultConfiguration: { level: pick(LEVELS, index) },
    properties: { tags: ['security', `external/cwe/cwe-${pick(CWES, index)}`], 'security-severity': '7.5' },
  }))
  return JSON.stringify({ name: 'Bench', version: '1.0.0', rules })
}

function result(ordinal: number, shift: number) {
  const rule = Math.floor(share(ordinal, 3) * RULES)
  const word = pick(WORDS, ordinal)
  const line = 1 + Math.floor(share(ordinal, 4) * 900) + shift
  const print = Math.floor(share(ordinal, 5) * 2 ** 32)
    .toString(16)
    .padStart(8, '0')
  return {
    ruleId: ruleId(rule),
    ruleIndex: rule,
    level: pick(LEVELS, rule),
    message: { text: `Value of ${word}${ordinal} reaches ${pick(CALLS, rule)}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: `src/${word}/${pick(WORDS, rule)}-${ordinal % 4001}.ts` },
          region: {
            startLine: line,
            endLine: line,
            snippet: { text: `${pick(CALLS, rule)}(${word}${ordinal}, input)` },
          },
        },
      },
    ],
    partialFingerprints: { primaryLocationLineHash: `${print}:1` },
  }
}

const ruleId = (index: number): string => `bench/${pick(WORDS, index)}-${index}`

const pick = <T>(list: T[], index: number): T => list[index % list.length] as T

/** A fixed number 0–1 for an ordinal and a purpose (a multiply-and-shift hash: equal shapes must give equal bytes). */
function share(ordinal: number, purpose: number): number {
  let hash = Math.imul(ordinal + 1, 0x9e3779b1) ^ Math.imul(purpose, 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39)
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32
}
