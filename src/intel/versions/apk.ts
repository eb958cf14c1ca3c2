import { boundedText } from './bounded-text.ts'
import { leadingNumbers } from './leading-numbers.ts'
import { compareRankedParts, type RankedPart } from './ranked-parts.ts'
import type { VersionScheme } from './scheme.ts'

interface ApkVersion {
  text: string
  parts: RankedPart[]
}

const VERSION =
  /^\d+(?:\.\d+)*[a-z]?(?:_(?:alpha|beta|pre|rc|cvs|svn|git|hg|p)\d*)*(?:~[0-9a-f]+)?(?:-r\d+)?$/
const PART = /^\d+|\.\d+|_[a-z]+|~[0-9a-f]+|-r\d+|[a-z]|\d+/g

/** From earliest to latest: what may stand at one place of two versions that are alike up to there. */
const RANKS = [
  ...['_alpha', '_beta', '_pre', '_rc'],
  'end',
  ...['revision', 'commit', 'number of suffix'],
  ...['_cvs', '_svn', '_git', '_hg', '_p'],
  ...['letter', 'padded number', 'number'],
]
const END = RANKS.indexOf('end')

/** Alpine's apk: `1.2.3b_rc1_p2~commit-r3`, https://wiki.alpinelinux.org/wiki/Package_policies and apk-package(5). */
export const apk = {
  id: 'apk',
  parse(text) {
    const bounded = boundedText(text)
    if (!bounded || !VERSION.test(bounded)) return undefined
    return { text: bounded, parts: (bounded.match(PART) ?? []).map(rankedPart) }
  },
  compare: (a, b) => compareRankedParts(a.parts, b.parts, END),
  release: (version) => leadingNumbers(version.text),
  isPrerelease: (version) => version.parts.some((part) => part.rank < END),
} satisfies VersionScheme<ApkVersion>

function rankedPart(part: string, index: number): RankedPart {
  const first = part.charAt(0)
  if (index === 0) return { rank: RANKS.indexOf('number'), digits: part }
  if (first === '.') return numberAfterDot(part.slice(1))
  if (first === '_') return { rank: RANKS.indexOf(part) }
  if (first === '~') return { rank: RANKS.indexOf('commit'), text: part }
  if (first === '-') return { rank: RANKS.indexOf('revision'), digits: part.slice(2) }
  if (/\d/.test(first)) return { rank: RANKS.indexOf('number of suffix'), digits: part }
  return { rank: RANKS.indexOf('letter'), text: part }
}

/** With a zero in front it is a decimal fraction (`.001 < .01 < .1`), and comes before every number without. */
function numberAfterDot(digits: string): RankedPart {
  if (digits.startsWith('0')) return { rank: RANKS.indexOf('padded number'), text: digits }
  return { rank: RANKS.indexOf('number'), digits }
}
