import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Combination, readCombination } from './definition.ts'

const LIBRARY = join(import.meta.dirname, 'library')

let kept: readonly Combination[] | undefined

/** The combinations that come with Stance, by id. They are read once: files of the program do not change while it runs. */
export function shippedCombinations(): readonly Combination[] {
  kept ??= readdirSync(LIBRARY)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => readCombination(basename(file, '.yaml'), readFileSync(join(LIBRARY, file), 'utf8')))
  return kept
}
