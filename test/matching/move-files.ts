import type { Dice } from './dice.ts'
import { renameFile, type World } from './world.ts'

const NAMES = [
  'checkout',
  'billing',
  'internal',
  'core',
  'shared',
  'service',
  'access',
  'edge',
  'legacy',
  'common',
]

/** Another name, another folder, or both. */
export function moveFile(world: World, path: string, roll: Dice): boolean {
  const [folder, name] = split(path)
  const dot = name.lastIndexOf('.')
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  const renamed = `${roll.chance(0.5) ? roll.pick(NAMES) : `${stem}-${roll.pick(NAMES)}`}${ending}`
  const otherFolder = roll.chance(0.5) ? `${folder}${roll.pick(NAMES)}/` : `${roll.pick(NAMES)}/`
  const to = roll.pick([folder + renamed, otherFolder + name, otherFolder + renamed])
  if (world.files.has(to)) return false
  renameFile(world, path, to)
  return true
}

/** A whole folder under another name, or into another folder. */
export function moveFolder(world: World, path: string, roll: Dice): boolean {
  const [folder] = split(path)
  if (folder === '') return false
  const parent = split(folder.slice(0, -1))[0]
  const to = roll.chance(0.5) ? `${parent}${roll.pick(NAMES)}/` : `${roll.pick(NAMES)}/${folder}`
  const inside = [...world.files.keys()].filter((file) => file.startsWith(folder))
  if (to.startsWith(folder) || inside.some((file) => world.files.has(to + file.slice(folder.length))))
    return false
  for (const file of inside) renameFile(world, file, to + file.slice(folder.length))
  return true
}

const split = (path: string): [folder: string, name: string] => {
  const slash = path.lastIndexOf('/') + 1
  return [path.slice(0, slash), path.slice(slash)]
}
