import ignore, { type Ignore } from 'ignore'
import type { Owner } from '../contract.ts'
import { parentOf } from '../nearest-deployable.ts'

/** One rule of an owners file, in its order. */
export interface CodeownersRule {
  pattern: string
  owners: string[]
  line: number
}

/** The places where a CODEOWNERS file counts, the first one found alone. */
export const CODEOWNERS_PLACES = [
  '.github/CODEOWNERS',
  'CODEOWNERS',
  'docs/CODEOWNERS',
  '.gitlab/CODEOWNERS',
  '.bitbucket/CODEOWNERS',
]

/** Rules of a CODEOWNERS file of GitHub, GitLab (sections with owners of their own) or Bitbucket (`@@@group`). */
export function readCodeowners(text: string): CodeownersRule[] {
  const rules: CodeownersRule[] = []
  let section: string[] = []
  text.split('\n').forEach((raw, i) => {
    const line = raw.replace(/\s#.*$/, '').trim()
    if (line === '' || line.startsWith('#')) return
    const heading = /^\^?\[([^\]]{1,200})\](?:\[\d+\])?\s*(.*)$/.exec(line)
    if (heading) {
      section = wordsOf(heading[2] as string)
      return
    }
    const [pattern, ...owners] = wordsOf(line)
    if (pattern === undefined || pattern.startsWith('@@@')) return
    rules.push({
      pattern: pattern.replaceAll('\\ ', ' '),
      owners: owners.length > 0 ? owners : section,
      line: i + 1,
    })
  })
  return rules
}

const wordsOf = (line: string): string[] => line.match(/(?:\\.|\S)+/g) ?? []

/**
 * Owners of a path. Of a CODEOWNERS file the last rule that matches wins, and one without owners takes them away; of all other sources the
 * nearest folder at or above the path wins. What CODEOWNERS says comes first; `owners` are in the order of their files.
 */
export const ownersOf = (path: string, owners: readonly Owner[]): Owner[] => ownersFinder(owners)(path)

/** The same for many paths: the rules are put in order once. */
export function ownersFinder(owners: readonly Owner[]): (path: string) => Owner[] {
  const rules = new Map<string, Owner[]>()
  const others: Owner[] = []
  // A rule that is written twice counts where it stands last.
  for (const one of owners) {
    if (one.source !== 'codeowners') others.push(one)
    else {
      const known = rules.get(one.path) ?? []
      rules.delete(one.path)
      rules.set(one.path, [...known, one])
    }
  }
  const order = [...rules].reverse()
  const nearestOf = nearestFinder(others)
  return (path) => {
    const file = path.replace(/^\.?\//, '')
    const winning = isPath(file)
      ? order.find(([pattern]) => matcherOf(pattern)?.ignores(file) ?? false)
      : undefined
    const found = winning?.[1].filter(({ owner }) => owner !== '') ?? []
    return [...found, ...nearestOf(path)]
  }
}

/** Whether a text is a path within the tree: the matcher throws for others. */
const isPath = (file: string): boolean => file !== '' && ignore.isPathValid(file)

const matchers = new Map<string, Ignore | undefined>()
const MOST_MATCHERS = 5000

function matcherOf(pattern: string): Ignore | undefined {
  if (matchers.has(pattern)) return matchers.get(pattern)
  if (matchers.size >= MOST_MATCHERS) matchers.clear()
  let made: Ignore | undefined
  try {
    made = ignore().add(pattern.startsWith('!') ? [] : pattern)
  } catch {
    made = undefined
  }
  matchers.set(pattern, made)
  return made
}

/** Of each source what is said of the path itself, else of the nearest folder above it: found by walking up, however much is said. */
function nearestFinder(owners: readonly Owner[]): (path: string) => Owner[] {
  const byPath = Map.groupBy(owners, ({ path }) => path)
  const places = new Map(owners.map((one, at) => [one, at]))
  return (path) => {
    const found = new Map<string, Owner[]>()
    for (let place = path; ; place = parentOf(place)) {
      const said = Map.groupBy(byPath.get(place) ?? [], ({ source }) => source)
      for (const [source, own] of said) if (!found.has(source)) found.set(source, own)
      if (place === '.') break
    }
    return [...found.values()].flat().sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0))
  }
}
