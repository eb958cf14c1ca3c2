import { boundedText } from './bounded-text.ts'
import { compareDigits } from './compare-digits.ts'
import { isMarkedPrerelease } from './is-marked-prerelease.ts'
import { leadingNumbers } from './leading-numbers.ts'
import { compareRankedParts, type RankedPart } from './ranked-parts.ts'
import type { VersionScheme } from './scheme.ts'

interface RpmVersion {
  epoch: string
  version: string
  versionParts: RankedPart[]
  /** Undefined where the text has none, which comes before every release. */
  releaseParts: RankedPart[] | undefined
}

const EPOCH_VERSION_RELEASE = /^(?:(\d+):)?([\w.+~^%{}-]+)$/

const TILDE = 0
const END = 1
const CARET = 2
const LETTERS = 3
const DIGITS = 4

/**
 * RPM's `epoch:version-release`, https://rpm.org/docs/latest/man/rpm-version.7: `~` comes before the end, `^` after the end and before
 * everything else, letters before digits; what is none of these only separates.
 */
export const rpm = {
  id: 'rpm',
  parse(text) {
    const [, epoch, rest] = EPOCH_VERSION_RELEASE.exec(boundedText(text) ?? '') ?? []
    if (!rest) return undefined
    const hyphen = rest.lastIndexOf('-')
    const version = hyphen < 0 ? rest : rest.slice(0, hyphen)
    return {
      epoch: epoch ?? '0',
      version,
      versionParts: rankedParts(version),
      releaseParts: hyphen < 0 ? undefined : rankedParts(rest.slice(hyphen + 1)),
    }
  },
  compare(a, b) {
    return (
      compareDigits(a.epoch, b.epoch) ||
      compareRankedParts(a.versionParts, b.versionParts, END) ||
      Number(a.releaseParts !== undefined) - Number(b.releaseParts !== undefined) ||
      compareRankedParts(a.releaseParts ?? [], b.releaseParts ?? [], END)
    )
  },
  release: (version) => leadingNumbers(version.version),
  isPrerelease: (version) => isMarkedPrerelease(version.version),
} satisfies VersionScheme<RpmVersion>

function rankedParts(text: string): RankedPart[] {
  return (text.match(/~|\^|[a-zA-Z]+|\d+/g) ?? []).map((part) => {
    if (part === '~') return { rank: TILDE }
    if (part === '^') return { rank: CARET }
    return /^\d/.test(part) ? { rank: DIGITS, digits: part } : { rank: LETTERS, text: part }
  })
}
