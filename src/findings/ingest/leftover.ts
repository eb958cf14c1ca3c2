import { TELLING } from '../../model/snippet.ts'

/** An observation that found no partner by exact identity: gone from the report, or fresh in it. */
export interface Leftover {
  id: string
  /** Tool and rule: only equals can be the same. */
  rule: string
  path: string
  line: number
  /** Last line of what the tool marked. */
  end: number
  /** 0 when the tool does not say. */
  column: number
  /** What it is wherever it stands; null when only the place tells. */
  snippetKey: string | null
  /** Normalised snippet; empty when the tool shows none. */
  snippet: string
  /** Height and width of what the tool marked; empty when it does not say. */
  shape: string
  /** It is the same wherever its key is: a package, a secret, a resource. */
  proven: boolean
  /** Of a gone one: where other tools see its finding by now, when that is elsewhere. */
  seenAt?: readonly { path: string; line: number }[]
}

/** Its key alone proves that it is the same in another file. A short snippet stands in many. */
export const isTelling = (item: Leftover): boolean => item.proven || item.snippet.length >= TELLING

/** Its shape is one that hardly another has. */
export function hasTellingShape({ shape }: Leftover): boolean {
  const [height = 0, width = 0] = shape.split(':').map(Number)
  return height > 2 || width >= TELLING
}

/** The same code under the same rule, where the key holds more than that (an address, a path). Null when there is little code. */
export const codeOf = (item: Leftover): string | null =>
  item.snippet.length >= TELLING ? `${item.rule}\u001f${item.snippet}` : null

export const basename = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

export function groupBy<T>(items: Iterable<T>, key: (item: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const k = key(item)
    if (k === null) continue
    const group = groups.get(k)
    if (group) group.push(item)
    else groups.set(k, [item])
  }
  return groups
}
