import { callsIn, commentOf, extension, stringsIn } from './code-text.ts'
import type { Dice } from './dice.ts'
import { edit, lineStarts, overwrite, type World } from './world.ts'

/** What a formatter does to a whole file: one of indentation, quotes, breaks inside argument lists, their removal. */
export function reformat(world: World, path: string, roll: Dice): boolean {
  const change = roll.pick([reindent, swapQuotes, breakCalls, breakCalls, joinCalls])
  return change(world, path, roll)
}

const isCode = (path: string): boolean => ['ts', 'py', 'go', 'java'].includes(extension(path))

function reindent(world: World, path: string, roll: Dice): boolean {
  if (commentOf(path) === undefined) return false
  const unit = roll.pick(['\t', '  ', '    ', '   '])
  const text = world.files.get(path) as string
  for (const start of lineStarts(text).reverse()) {
    const white = /^[ \t]*/.exec(text.slice(start, start + 60))?.[0] ?? ''
    if (white === '') continue
    const depth = white.includes('\t') ? white.length : Math.ceil(white.length / 2)
    edit(world, path, start, white.length, unit.repeat(depth))
  }
  return true
}

function swapQuotes(world: World, path: string): boolean {
  if (!['ts', 'py'].includes(extension(path))) return false
  const text = world.files.get(path) as string
  for (const { quote, start, end } of stringsIn(text, commentOf(path) as string)) {
    if (quote === '`' || /["'\\`]/.test(text.slice(start + 1, end))) continue
    const other = quote === '"' ? "'" : '"'
    overwrite(world, path, start, other)
    overwrite(world, path, end, other)
  }
  return true
}

/** One argument a line, with a trailing comma where the language has one. */
function breakCalls(world: World, path: string, roll: Dice): boolean {
  if (!isCode(path)) return false
  const text = world.files.get(path) as string
  const onOneLine = callsIn(text, commentOf(path) as string).filter(
    ({ open, close }) => close - open > 12 && !text.slice(open, close).includes('\n'),
  )
  const chosen = onOneLine.filter(() => roll.chance(0.5))
  for (const { open, commas, close } of chosen.filter(isOutermostOf(chosen)).reverse()) {
    const line = text.lastIndexOf('\n', open) + 1
    const indent = /^[ \t]*/.exec(text.slice(line, open))?.[0] ?? ''
    const last = extension(path) === 'java' ? '' : ','
    edit(world, path, close, 0, `${last}\n${indent}`)
    for (const comma of commas.reverse())
      edit(world, path, comma + 1, spaces(text, comma + 1), `\n${indent}    `)
    edit(world, path, open + 1, 0, `\n${indent}    `)
  }
  return chosen.length > 0
}

/** The other way: an argument list over several lines becomes one line. */
function joinCalls(world: World, path: string, roll: Dice): boolean {
  if (!isCode(path)) return false
  const text = world.files.get(path) as string
  const broken = callsIn(text, commentOf(path) as string).filter(
    ({ open, close }) =>
      /^\(\s*\n/.test(text.slice(open, open + 40)) && !text.slice(open, close).includes('//'),
  )
  const chosen = broken.filter(() => roll.chance(0.5))
  for (const { open, commas, close } of chosen.filter(isOutermostOf(chosen)).reverse()) {
    const before = /,?\s*$/.exec(text.slice(open + 1, close))?.[0] ?? ''
    edit(world, path, close - before.length, before.length, '')
    for (const comma of commas.reverse()) {
      const white = spaces(text, comma + 1)
      if (comma + 1 + white < close - before.length) edit(world, path, comma + 1, white, ' ')
    }
    edit(world, path, open + 1, spaces(text, open + 1), '')
  }
  return chosen.length > 0
}

const spaces = (text: string, at: number): number => /^\s*/.exec(text.slice(at, at + 200))?.[0].length ?? 0

/** Edits of nested lists would meet: only those that lie in no other chosen one. */
const isOutermostOf =
  (calls: readonly { open: number; close: number }[]) =>
  (call: { open: number; close: number }): boolean =>
    !calls.some((other) => other.open < call.open && other.close > call.close)
