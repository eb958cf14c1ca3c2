import { readFile } from 'node:fs/promises'
import type { AssetClaim } from '../model/asset.ts'
import type { Observation } from '../model/observation.ts'
import type { Format, Item, Problem, ReportHeader } from './contract.ts'
import { inputOf } from './input.ts'
import { inputFor } from './input-for.ts'
import { DEFAULT_LIMITS } from './limits.ts'

/** For tests: everything that a format reads out of a document in memory, and what is wrong with the document's YAML. */
export async function itemsOf(
  format: Pick<Format, 'read' | 'detect' | 'extensions'>,
  content: string | Uint8Array,
): Promise<Item[]> {
  const flaws: Problem[] = []
  const input = await inputFor(format, inputOf(content), DEFAULT_LIMITS, flaws)
  const items: Item[] = []
  for await (const item of format.read(input, { limits: DEFAULT_LIMITS })) items.push(item)
  return [...items, ...flaws]
}

/** For tests: the same for a fixture beside the test (`new URL('fixtures/one.json', import.meta.url)`). */
export const itemsOfFile = async (format: Parameters<typeof itemsOf>[0], file: URL): Promise<Item[]> =>
  itemsOf(format, await readFile(file))

export const observationsIn = (items: Item[]): Observation[] =>
  items.filter((item) => item.type === 'observation')
export const problemsIn = (items: Item[]): Problem[] => items.filter((item) => item.type === 'problem')
export const headersIn = (items: Item[]): ReportHeader[] => items.filter((item) => item.type === 'header')
export const assetsIn = (items: Item[]): AssetClaim[] => items.filter((item) => item.type === 'asset')
