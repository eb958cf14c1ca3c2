import semver, { type SemVer } from 'semver'
import { boundedText } from './bounded-text.ts'

/** A suffix needs its hyphen or plus where numbers are missing: `75b288015ac9` is a commit, not version 75. */
const SHORT = /^[vV]?(\d+)(?:\.(\d+))?([-+].*)?$/

/**
 * A semantic version, as leniently as advisories and lock files demand it: `v` in front, missing numbers are 0 (`v3`, `1.2-rc1`), leading
 * zeros and a missing hyphen (`1.2.3beta`) as npm's loose mode takes them. A number above 2^53 - 1 is refused, because npm refuses it.
 */
export function readSemver(text: string): SemVer | undefined {
  const bounded = boundedText(text)
  if (!bounded) return undefined
  const [, major, minor, suffix] = SHORT.exec(bounded) ?? []
  const whole = major ? `${major}.${minor ?? 0}.0${suffix ?? ''}` : bounded.replace(/^V/, 'v')
  return semver.parse(whole, { loose: true }) ?? undefined
}
