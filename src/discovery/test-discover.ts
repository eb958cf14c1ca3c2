import type { AnyUnit, Discovery } from './contract.ts'
import { joinFacts } from './join-facts.ts'
import { readFacts } from './read-facts.ts'
import { UNITS } from './registry.ts'
import { SourceFile } from './source/source-file.ts'

/** For tests: what discovery says of files that are given as texts by path. */
export function discoverTexts(texts: Record<string, string>, units: readonly AnyUnit[] = UNITS): Discovery {
  const paths = Object.keys(texts).sort()
  const files = new Map(
    paths.map((path) => [path, readFacts(units, new SourceFile(path, texts[path] as string))]),
  )
  return joinFacts(units, files, paths)
}
