import { blocksIn, extension } from './code-text.ts'
import type { Dice } from './dice.ts'
import { edit, type Sighting, type World } from './world.ts'

/** A function with what tools see in it, once more before or after itself, under another name or the same. */
export function duplicateBlock(world: World, path: string, roll: Dice): boolean {
  const text = world.files.get(path) as string
  const blocks = blocksIn(text).filter(({ start, end }) => within(world, path, start, end).length > 0)
  if (blocks.length === 0) return false
  const { start, end, name } = roll.pick(blocks)
  const originals = within(world, path, start, end)
  const body = text.slice(start, end)
  const at = roll.chance(0.5) ? start : end
  const inserted = at === start ? `${body}\n` : `\n${body}`
  edit(world, path, at, 0, inserted)
  const by = at === start ? 0 : end + 1 - start
  // The original moved when the copy came before it; the copy stands at by.
  const back = at === start ? inserted.length : 0
  const copied = originals.map((original) => copyOf(world, original, by - back))
  world.sightings.push(...copied)
  // The same resource twice is an error; the same function twice is one too, but in another class or module it is not.
  if (extension(path) === 'tf' || roll.chance(0.6)) rename(world, path, text, name, by, copied)
  return true
}

/** Takes a function away, with all that was seen in it. */
export function deleteBlock(world: World, path: string, roll: Dice): boolean {
  const text = world.files.get(path) as string
  const blocks = blocksIn(text).filter(({ start, end }) => within(world, path, start, end).length > 0)
  if (blocks.length === 0) return false
  const { start, end } = roll.pick(blocks)
  edit(world, path, start, end - start, '')
  return true
}

function copyOf(world: World, original: Sighting, by: number): Sighting {
  const { anchor } = original
  if (!anchor) throw new Error('only what has a place can be copied')
  return {
    ...original,
    mark: `${original.mark}~${++world.copies}`,
    copyOf: original.mark,
    anchor: { ...anchor, start: anchor.start + by, end: anchor.end + by },
  }
}

function rename(
  world: World,
  path: string,
  text: string,
  name: { start: number; end: number },
  by: number,
  copied: Sighting[],
): void {
  const old = text.slice(name.start, name.end)
  edit(world, path, name.end + by, 0, '_copy')
  for (const sighting of copied) {
    const { resource } = sighting.observation
    if (!resource) continue
    const address = resource.address.replace(new RegExp(`\\b${old}\\b`), `${old}_copy`)
    sighting.observation = { ...sighting.observation, resource: { ...resource, address } }
  }
}

const within = (world: World, path: string, start: number, end: number): Sighting[] =>
  world.sightings.filter(({ anchor }) => anchor?.path === path && anchor.start >= start && anchor.end <= end)
