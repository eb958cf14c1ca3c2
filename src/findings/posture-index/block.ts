import { setImmediate } from 'node:timers/promises'
import { type Cell, parseCell } from './cell.ts'
import { arrayTexts } from './copy-binary.ts'
import { Dictionary } from './dictionary.ts'
import { timesOf } from './times-of.ts'
import { ORDER_CHARS, parseWeakness, type Weakness } from './weakness.ts'

/** The shown findings of one asset, column by column, in the order of their ids. Row numbers count from 0. */
export interface Block {
  size: number
  /** 16 bytes a row. */
  ids: Buffer
  /** Tenths, 0 … 1000. */
  scores: Uint16Array
  /** Milliseconds since 1970. */
  firstSeen: Float64Array
  changed: Float64Array
  /** When it is due; 0 = nothing says so. */
  due: Float64Array
  /** When the last tool stopped seeing it; 0 = one still does. */
  fixed: Float64Array
  /** Number of what policies make of it (`policy_outcome`); 0 = nothing. */
  outcomes: Uint32Array
  /** Codes of the dictionaries. */
  cells: Uint32Array
  weaknesses: Uint32Array
  assignees: Uint32Array
  owners: Uint32Array
  /** All places in lower case, each ended by a line feed: one text, which is searched much faster than many. */
  places: string
  /** Where each row's place begins. */
  placeStarts: Uint32Array
}

export interface Dictionaries {
  cells: Dictionary<Cell>
  weaknesses: Dictionary<Weakness>
  /** Ids of people; empty for nobody. */
  assignees: Dictionary<string>
  /** As sources write them, see src/findings/ownership; empty for nobody. */
  owners: Dictionary<string>
}

export const newDictionaries = (): Dictionaries => ({
  cells: new Dictionary(parseCell),
  weaknesses: new Dictionary(parseWeakness),
  assignees: new Dictionary((id) => id),
  owners: new Dictionary((name) => name),
})

/** A block's columns as the database sends them, in this order; see read-blocks.ts. */
export type BlockBytes = [
  ids: Buffer,
  scores: Buffer,
  firstSeen: Buffer,
  changed: Buffer,
  due: Buffer,
  fixed: Buffer,
  outcomes: Buffer,
  cells: Buffer,
  weaknesses: Buffer,
  assignees: Buffer,
  owners: Buffer,
  places: Buffer,
]

// So many rows take about 10 ms: then others have their turn.
const SLICE = 8_000

export async function makeBlock(columns: BlockBytes, known: Dictionaries): Promise<Block> {
  const [
    ids,
    scores,
    firstSeen,
    changed,
    due,
    fixed,
    outcomes,
    cells,
    weaknesses,
    assignees,
    owners,
    places,
  ] = columns
  const size = ids.length / 16
  return {
    size,
    ids: Buffer.from(ids),
    scores: Uint16Array.from({ length: size }, (_, row) => scores.readInt16BE(row * 2)),
    firstSeen: timesOf(firstSeen, size),
    changed: timesOf(changed, size),
    due: timesOf(due, size),
    fixed: timesOf(fixed, size),
    outcomes: Uint32Array.from({ length: size }, (_, row) => outcomes.readUInt32BE(row * 4)),
    cells: await codes(cells, size, known.cells),
    weaknesses: await codes(weaknesses, size, known.weaknesses),
    assignees: await codes(assignees, size, known.assignees),
    owners: await codes(owners, size, known.owners),
    ...(await packPlaces(places, size)),
  }
}

async function codes(bytes: Buffer, size: number, dictionary: Dictionary<unknown>): Promise<Uint32Array> {
  const column = new Uint32Array(size)
  let row = 0
  for (const text of arrayTexts(bytes)) {
    column[row++] = dictionary.code(text)
    if (row % SLICE === 0) await setImmediate()
  }
  return column
}

async function packPlaces(bytes: Buffer, size: number): Promise<Pick<Block, 'places' | 'placeStarts'>> {
  const lines: string[] = []
  for (const text of arrayTexts(bytes)) {
    lines.push(text.replaceAll('\n', ' ').toLowerCase())
    if (lines.length % SLICE === 0) await setImmediate()
  }
  const placeStarts = new Uint32Array(size)
  for (let row = 1; row < size; row++)
    placeStarts[row] = (placeStarts[row - 1] as number) + (lines[row - 1] as string).length + 1
  return { places: `${lines.join('\n')}\n`, placeStarts }
}

/** The part of a row's place that counts for its order. */
export function placeOf({ places, placeStarts, size }: Block, row: number): string {
  const start = placeStarts[row] as number
  const end = row + 1 < size ? (placeStarts[row + 1] as number) : places.length
  return places.slice(start, Math.min(end - 1, start + ORDER_CHARS))
}

/** A row's finding id in its usual form. */
export function idOf({ ids }: Pick<Block, 'ids'>, row: number): string {
  const hex = ids.toString('hex', row * 16, row * 16 + 16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
