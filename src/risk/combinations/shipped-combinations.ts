import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Combination, readCombination } from './definition.ts'

const LIBRARY = join(import.meta.dirname, 'library')

export interface ShippedCombination {
  definition: Combination
  text: string
}

let kept: readonly ShippedCombination[] | undefined

/** The combinations that come with Stance, by id. They are read once: files of the program do not change while it runs. */
export function shippedCombinations(): readonly ShippedCombination[] {
  kept ??= readdirSync(LIBRARY)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => {
      const text = readFileSync(join(LIBRARY, file), 'utf8')
      return { definition: readCombination(basename(file, '.yaml'), text), text }
    })
  return kept
}
