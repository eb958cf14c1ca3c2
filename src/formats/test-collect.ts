import { readFileSync } from 'node:fs'
import type { Format, Item } from './contract.ts'
import { inputOf } from './input.ts'
import { DEFAULT_LIMITS } from './limits.ts'

// For tests of formats that tell of the estate: what a reader gives, and short ways to look at it.

/** Items of one of a format's fixtures, or of a text. */
export async function itemsOf(format: Format, content: string): Promise<Item[]> {
  const items: Item[] = []
  for await (const item of format.read(inputOf(content), { limits: DEFAULT_LIMITS })) items.push(item)
  return items
}

export const fixtureOf = (format: Format, name: string): string =>
  readFileSync(new URL(`./${format.id}/fixtures/${name}`, import.meta.url), 'utf8')

/** Nodes by `kind:name`. */
export const nodesOf = (items: readonly Item[]) =>
  Object.fromEntries(
    items.flatMap((item) => (item.type === 'node' ? [[`${item.kind}:${item.name}`, item]] : [])),
  )

/** Links as `kind:name verb kind:name`. */
export const linksOf = (items: readonly Item[]): string[] =>
  items.flatMap((item) =>
    item.type === 'link'
      ? [`${item.from.kind}:${item.from.name} ${item.kind} ${item.to.kind}:${item.to.name}`]
      : [],
  )
