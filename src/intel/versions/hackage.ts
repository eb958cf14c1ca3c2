import { boundedText } from './bounded-text.ts'
import { compareDigitLists } from './compare-digit-lists.ts'
import type { VersionScheme } from './scheme.ts'

const VERSION = /^\d+(?:\.\d+)*$/

/** Haskell packages and GHC: numbers between dots, `1.0 < 1.0.0`, https://pvp.haskell.org */
export const hackage = {
  id: 'hackage',
  parse(text) {
    const bounded = boundedText(text)
    return bounded && VERSION.test(bounded) ? bounded.split('.') : undefined
  },
  compare: (a, b) => compareDigitLists(a, b),
  release: (version) => version.map(Number),
  isPrerelease: () => false,
} satisfies VersionScheme<string[]>
