import type { SemVer } from 'semver'
import { readSemver } from './read-semver.ts'
import type { VersionScheme } from './scheme.ts'

/**
 * Bitnami's packages: semantic versions with a revision of the package, which comes after the release it packs (`1.2.3 < 1.2.3-1`),
 * https://github.com/bitnami/go-version. That library takes every suffix for a revision. Bitnami's advisories repeat the project's own
 * ranges, though, where `-rc1` means what it says; only a suffix that begins with a number is a revision here.
 */
export const bitnami = {
  id: 'bitnami',
  parse: readSemver,
  compare: (a, b) => a.compareMain(b) || stage(a) - stage(b) || (stage(a) === RELEASE ? 0 : a.comparePre(b)),
  release: (version) => [version.major, version.minor, version.patch],
  isPrerelease: (version) => stage(version) < RELEASE,
} satisfies VersionScheme<SemVer>

const RELEASE = 1

function stage({ prerelease }: SemVer): number {
  if (!prerelease.length) return RELEASE
  return typeof prerelease[0] === 'number' ? RELEASE + 1 : RELEASE - 1
}
