import type { ReportHeader } from '../../src/formats/contract.ts'
import type { Observation } from '../../src/model/observation.ts'

/** How a tool prints the code of a place, so that it can be printed again where the code went. */
export type Printing = 'none' | 'lines' | 'trimmed' | 'region' | 'as before'

/** Where a sighting is, in characters of the file's text as it is now. */
export interface Anchor {
  path: string
  start: number
  /** Behind the last character. */
  end: number
  printing: Printing
  /** The tool says columns, or only lines. */
  columns: boolean
}

/** One thing that one tool saw in the source, and which it stays whatever happens to the source: the ground truth. */
export interface Sighting {
  mark: string
  /** Which of the world's reports shows it. */
  report: number
  /** Which header of the report it stands under. */
  header: number
  observation: Observation
  anchor: Anchor | undefined
  /** The sighting whose code was copied to make this one. */
  copyOf?: string
}

export interface WorldReport {
  file: string
  headers: ReportHeader[]
}

/** Source files, and everything that tools see in them. */
export interface World {
  files: Map<string, string>
  /** Where files are now that were named otherwise at first. */
  renamed: Map<string, string>
  reports: WorldReport[]
  sightings: Sighting[]
  /** How many sightings were copied so far. */
  copies: number
}

/** A copy that can be changed on its own. */
export const cloneWorld = (world: World): World => ({
  ...world,
  files: new Map(world.files),
  renamed: new Map(world.renamed),
  sightings: world.sightings.map((s) => ({ ...s, anchor: s.anchor && { ...s.anchor } })),
})

/** Replaces `removed` characters at `at`; every sighting in the file stays on its code, and goes when all of that is removed. */
export function edit(world: World, path: string, at: number, removed: number, inserted: string): void {
  const text = world.files.get(path)
  if (text === undefined) throw new Error(`no file ${path}`)
  world.files.set(path, text.slice(0, at) + inserted + text.slice(at + removed))
  for (const { anchor } of world.sightings) {
    if (anchor?.path !== path) continue
    // What is inserted at a boundary is outside.
    anchor.start = anchor.start < at ? anchor.start : moved(anchor.start, at, removed, inserted.length, true)
    anchor.end = anchor.end <= at ? anchor.end : moved(anchor.end, at, removed, inserted.length, false)
  }
  if (removed > 0)
    world.sightings = world.sightings.filter(({ anchor }) => !anchor || anchor.end > anchor.start)
}

function moved(offset: number, at: number, removed: number, inserted: number, isStart: boolean): number {
  if (offset >= at + removed) return offset + inserted - removed
  return isStart ? at + inserted : at
}

/** Other characters in the place of as many: nothing moves. */
export function overwrite(world: World, path: string, at: number, characters: string): void {
  const text = world.files.get(path) as string
  world.files.set(path, text.slice(0, at) + characters + text.slice(at + characters.length))
}

export function renameFile(world: World, from: string, to: string): void {
  const text = world.files.get(from) as string
  if (world.files.has(to)) throw new Error(`there is a file ${to}`)
  world.files.delete(from)
  world.files.set(to, text)
  for (const { anchor } of world.sightings) if (anchor?.path === from) anchor.path = to
  const first = [...world.renamed].find(([, now]) => now === from)?.[0] ?? from
  world.renamed.set(first, to)
}

/** Offset at which each line of a text begins. */
export function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/** Index of the line that holds an offset. */
export function lineAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] as number) <= offset) low = middle
    else high = middle - 1
  }
  return low
}
