import { boundedText } from './bounded-text.ts'
import { compareDigits } from './compare-digits.ts'
import { compareText } from './compare-text.ts'
import { leadingNumbers } from './leading-numbers.ts'
import { type MavenItem, RELEASE_NAMES, readMavenItems } from './read-maven-items.ts'
import type { VersionScheme } from './scheme.ts'

interface MavenVersion {
  text: string
  items: MavenItem[]
}

/** From earliest to latest. All other words come after them, by alphabet. */
const WORDS = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp']
const RELEASE = WORDS.indexOf('')

/**
 * Java packages: https://maven.apache.org/pom.html#version-order-specification, as Maven 4's `ComparableVersion` does it. That takes any
 * text; a version with a space or a bracket is a range or prose and refused here. Over contrived texts its order has circles
 * (`1-rc < 1 < 1.sp.2 < 1-rc`); it is kept as it is, because what Maven resolves is what runs.
 */
export const maven = {
  id: 'maven',
  parse(text) {
    const bounded = boundedText(text)
    if (!bounded || /[\s[\](),]/.test(bounded)) return undefined
    return { text: bounded, items: readMavenItems(bounded) }
  },
  compare: (a, b) => compareLists(a.items, b.items),
  release: (version) => leadingNumbers(version.text),
  isPrerelease: (version) => hasEarlyWord(version.items),
} satisfies VersionScheme<MavenVersion>

function compareLists(a: MavenItem[], b: MavenItem[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const left = a[i]
    const right = b[i]
    const order =
      left && right ? compareItems(left, right) : compareWithNothing(left) - compareWithNothing(right)
    if (order) return order
  }
  return 0
}

/** Where they differ in kind: a word comes before what follows a hyphen (`1.sp < 1-1`), and that before a number (`1-1 < 1.1`). */
function compareItems(a: MavenItem, b: MavenItem): number {
  if (a.kind === 'number' && b.kind === 'number') return compareDigits(a.digits, b.digits)
  if (a.kind === 'list' && b.kind === 'list') return compareLists(a.items, b.items)
  if ('word' in a && 'word' in b) return compareWords(a.word, b.word) || compareNumbersOfWords(a, b)
  return kindRank(a) - kindRank(b)
}

function compareNumbersOfWords(a: MavenItem, b: MavenItem): number {
  if (a.kind === 'numbered' && b.kind === 'numbered') return compareDigits(a.digits, b.digits)
  return Number(a.kind === 'numbered') - Number(b.kind === 'numbered')
}

function kindRank(item: MavenItem): number {
  if (item.kind === 'number') return 2
  return item.kind === 'list' ? 1 : 0
}

/** `1.0 = 1`, `1.1 > 1`, `1-rc < 1`, `1-sp > 1`, `1-final-1 > 1`. */
function compareWithNothing(item: MavenItem | undefined): number {
  if (!item) return 0
  if (item.kind === 'number') return compareDigits(item.digits, '0')
  if (item.kind !== 'list') {
    const order = compareWords(item.word, '')
    return order === 0 && item.kind === 'numbered' ? compareDigits(item.digits, '0') : order
  }
  for (const inner of item.items) {
    const order = compareWithNothing(inner)
    if (order) return order
  }
  return 0
}

function compareWords(a: string, b: string): number {
  return wordRank(a) - wordRank(b) || (wordRank(a) === WORDS.length ? compareText(a, b) : 0)
}

function wordRank(word: string): number {
  if (RELEASE_NAMES.includes(word)) return RELEASE
  const rank = WORDS.indexOf(word)
  return rank < 0 ? WORDS.length : rank
}

function hasEarlyWord(items: MavenItem[]): boolean {
  return items.some((item) => {
    if (item.kind === 'list') return hasEarlyWord(item.items)
    return item.kind !== 'number' && wordRank(item.word) < RELEASE
  })
}
