import { boundedText } from './bounded-text.ts'
import { compareDigitLists } from './compare-digit-lists.ts'
import { compareDigits } from './compare-digits.ts'
import { compareRankedParts, type RankedPart } from './ranked-parts.ts'
import type { VersionScheme } from './scheme.ts'

interface Pep440 {
  epoch: string
  /** Without zeros at the end: `1.0` is `1`. */
  release: string[]
  numbers: number[]
  /** Pre, post and development release, each below or above there being none. */
  stages: RankedPart[]
  local: RankedPart[]
}

const VERSION = new RegExp(
  [
    '^v?(?:(?<epoch>\\d+)!)?(?<release>\\d+(?:\\.\\d+)*)',
    '(?:[-_.]?(?<pre>alpha|a|beta|b|preview|pre|rc|c)[-_.]?(?<preNumber>\\d+)?)?',
    '(?:-(?<implicit>\\d+)|[-_.]?(?<post>post|rev|r)[-_.]?(?<postNumber>\\d+)?)?',
    '(?:[-_.]?(?<dev>dev)[-_.]?(?<devNumber>\\d+)?)?',
    '(?:\\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?$',
  ].join(''),
  'i',
)

const PRE_RANKS: Record<string, number> = { a: 1, b: 2, c: 3, p: 3, r: 3 }
const NO_PRE = 4

/** Python packages, PEP 440: https://packaging.python.org/en/latest/specifications/version-specifiers/ */
export const pep440 = {
  id: 'pep440',
  parse(text) {
    const part = VERSION.exec(boundedText(text) ?? '')?.groups
    if (!part?.release) return undefined
    const numbers = part.release.split('.')
    return {
      epoch: part.epoch ?? '0',
      release: numbers.slice(0, numbers.findLastIndex((number) => /[1-9]/.test(number)) + 1),
      numbers: numbers.map(Number),
      stages: stagesOf(part),
      local: part.local?.toLowerCase().split(/[-_.]/).map(localPart) ?? [],
    }
  },
  compare(a, b) {
    return (
      compareDigits(a.epoch, b.epoch) ||
      compareDigitLists(a.release, b.release) ||
      compareRankedParts(a.stages, b.stages, 0) ||
      compareRankedParts(a.local, b.local, 0)
    )
  },
  release: (version) => version.numbers,
  isPrerelease: ({ stages: [pre, , dev] }) => (pre?.rank ?? NO_PRE) < NO_PRE || dev?.rank === 0,
} satisfies VersionScheme<Pep440>

function stagesOf(part: Record<string, string | undefined>): RankedPart[] {
  const post = part.implicit ?? (part.post && (part.postNumber ?? '0'))
  // A development release of the release itself (1.0.dev1) comes before its first alpha.
  const beforePre = part.dev && !part.pre && !post
  const preRank = part.pre ? PRE_RANKS[part.pre.charAt(0).toLowerCase()] : NO_PRE
  return [
    { rank: beforePre ? 0 : (preRank ?? NO_PRE), digits: part.preNumber ?? '0' },
    { rank: post ? 1 : 0, digits: post || '0' },
    { rank: part.dev ? 0 : 1, digits: part.devNumber ?? '0' },
  ]
}

function localPart(text: string): RankedPart {
  return /^\d+$/.test(text) ? { rank: 2, digits: text } : { rank: 1, text }
}
