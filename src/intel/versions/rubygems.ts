import { boundedText } from './bounded-text.ts'
import { compareRankedParts, type RankedPart } from './ranked-parts.ts'
import type { VersionScheme } from './scheme.ts'

interface GemVersion {
  numbers: number[]
  /** Without zeros at the end of the numbers and of the whole. */
  segments: RankedPart[]
  isPrerelease: boolean
}

const VERSION = /^\d+(?:\.[0-9a-zA-Z]+)*(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/

const TEXT = 0
/** A missing segment counts as zero: words come before it, other numbers after it. */
const ZERO = 1
const NUMBER = 2

/** Ruby gems, `Gem::Version`: https://docs.ruby-lang.org/en/master/Gem/Version.html. Any letter makes a pre-release. */
export const rubygems = {
  id: 'rubygems',
  parse(text) {
    const bounded = boundedText(text)
    if (!bounded || !VERSION.test(bounded)) return undefined
    const segments = bounded.replaceAll('-', '.pre.').match(/\d+|[a-zA-Z]+/g) ?? []
    const word = segments.findIndex((segment) => !isNumber(segment))
    const numbers = word < 0 ? segments : segments.slice(0, word)
    const rest = word < 0 ? [] : segments.slice(word)
    return {
      numbers: numbers.map(Number),
      segments: [...withoutZeros(numbers), ...withoutZeros(rest)].map(rankedPart),
      isPrerelease: rest.length > 0,
    }
  },
  compare: (a, b) => compareRankedParts(a.segments, b.segments, ZERO),
  release: (version) => version.numbers,
  isPrerelease: (version) => version.isPrerelease,
} satisfies VersionScheme<GemVersion>

function rankedPart(segment: string): RankedPart {
  if (!isNumber(segment)) return { rank: TEXT, text: segment }
  return isZero(segment) ? { rank: ZERO } : { rank: NUMBER, digits: segment }
}

function withoutZeros(segments: string[]): string[] {
  return segments.slice(0, segments.findLastIndex((segment) => !isZero(segment)) + 1)
}

function isNumber(segment: string): boolean {
  return /^\d/.test(segment)
}

function isZero(segment: string): boolean {
  return /^0+$/.test(segment)
}
