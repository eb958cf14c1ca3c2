import { commentOf } from './code-text.ts'
import type { Dice } from './dice.ts'
import { edit, lineAt, lineStarts, type World } from './world.ts'

const WORDS = [
  'Checks',
  'the',
  'order',
  'first',
  'then',
  'books',
  'ships',
  'and',
  'tells',
  'nobody',
  'else',
  'twice',
]

/** Lines of comment and blank lines anywhere in a file, also inside of what large sightings cover. */
export function insertLines(world: World, path: string, roll: Dice): boolean {
  const comment = commentOf(path)
  if (comment === undefined) return false
  for (let times = roll.between(1, 4); times > 0; times--) {
    const text = world.files.get(path) as string
    const starts = lineStarts(text)
    const at = roll.pick(starts.filter((start) => !insideTight(world, path, start)))
    const lines = Array.from({ length: roll.between(1, 25) }, () =>
      roll.chance(0.3) ? '' : `${comment} ${roll.shuffle(WORDS).slice(0, roll.between(3, 8)).join(' ')}`,
    )
    edit(world, path, at, 0, `${lines.join('\n')}\n`)
  }
  return true
}

/** Takes lines away that hold no sighting; of what covers many lines only from its middle. */
export function deleteLines(world: World, path: string, roll: Dice): boolean {
  let done = false
  for (let times = roll.between(1, 4); times > 0; times--) {
    const text = world.files.get(path) as string
    const starts = lineStarts(text)
    const first = roll.between(0, starts.length - 1)
    const last = Math.min(first + roll.between(0, 3), starts.length - 2)
    if (last < first) continue
    const [from, to] = [starts[first] as number, starts[last + 1] as number]
    if (holdsSighting(world, path, from, to)) continue
    edit(world, path, from, to - from, '')
    done = true
  }
  return done
}

/** Most lines of a sighting that is one statement, not a whole resource. */
const TIGHT = 6

function insideTight(world: World, path: string, at: number): boolean {
  return anchorsOf(world, path).some((a) => a.start < at && at < a.end && a.lines <= TIGHT)
}

function holdsSighting(world: World, path: string, from: number, to: number): boolean {
  return anchorsOf(world, path).some(
    (a) => a.start < to && a.end > from && (a.lines <= TIGHT || a.start >= from || a.end <= to + 1),
  )
}

function anchorsOf(world: World, path: string): { start: number; end: number; lines: number }[] {
  const starts = lineStarts(world.files.get(path) as string)
  return world.sightings
    .flatMap(({ anchor }) => (anchor?.path === path ? [anchor] : []))
    .map(({ start, end }) => ({ start, end, lines: lineAt(starts, end - 1) - lineAt(starts, start) + 1 }))
}
