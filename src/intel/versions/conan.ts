import { boundedText } from './bounded-text.ts'
import { compareDigits } from './compare-digits.ts'
import { compareText } from './compare-text.ts'
import { leadingNumbers } from './leading-numbers.ts'
import type { VersionScheme } from './scheme.ts'

interface ConanVersion {
  text: string
  /** Between dots, without zeros at the end. */
  items: string[]
  pre: string[] | undefined
  build: string[] | undefined
}

const VERSION = /^[A-Za-z0-9._][A-Za-z0-9._-]*(?:\+[A-Za-z0-9._+-]*)?$/

/**
 * C and C++ packages: https://docs.conan.io/2/tutorial/versioning.html. Any number of items, which need not be numbers
 * (`cci.20230101`, `9e`); build metadata counts. A number and a word compare as text, as in Conan. Where numbers of different lengths
 * meet words that makes circles (`20 < 100 < 1a < 20`); it is kept, because it is what Conan resolves by.
 */
export const conan = {
  id: 'conan',
  parse(text) {
    const bounded = boundedText(text)
    if (!bounded || !VERSION.test(bounded)) return undefined
    const plus = bounded.lastIndexOf('+')
    const head = plus < 0 ? bounded : bounded.slice(0, plus)
    const hyphen = head.indexOf('-')
    return {
      text: bounded,
      items: itemsOf(hyphen < 0 ? head : head.slice(0, hyphen)),
      pre: hyphen < 0 ? undefined : itemsOf(head.slice(hyphen + 1)),
      build: plus < 0 ? undefined : itemsOf(bounded.slice(plus + 1)),
    }
  },
  compare(a, b) {
    const order = compareItems(a.items, b.items)
    if (order) return order
    if (a.pre && b.pre) return compareItems(a.pre, b.pre) || compareBuilds(a, b)
    if (a.pre || b.pre) return a.pre ? -1 : 1
    return compareBuilds(a, b)
  },
  release: (version) => leadingNumbers(version.text),
  isPrerelease: (version) => version.pre !== undefined,
} satisfies VersionScheme<ConanVersion>

function itemsOf(text: string): string[] {
  const items = text.split('.')
  return items.slice(0, items.findLastIndex((item) => !/^0+(?:_0+)*$/.test(item)) + 1)
}

function compareBuilds(a: ConanVersion, b: ConanVersion): number {
  if (a.build && b.build) return compareItems(a.build, b.build)
  return Number(a.build !== undefined) - Number(b.build !== undefined)
}

function compareItems(a: string[], b: string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compareItem(a[i] ?? '', b[i] ?? '')
    if (order) return order
  }
  return a.length - b.length
}

function compareItem(a: string, b: string): number {
  if (isNumber(a) && isNumber(b)) return compareDigits(a.replaceAll('_', ''), b.replaceAll('_', ''))
  return compareText(withoutPadding(a), withoutPadding(b))
}

/** As Python reads one: `202_101` is 202101. */
function isNumber(item: string): boolean {
  return /^\d+(?:_\d+)*$/.test(item)
}

function withoutPadding(item: string): string {
  return isNumber(item) ? item.replaceAll('_', '').replace(/^0+(?=\d)/, '') : item
}
