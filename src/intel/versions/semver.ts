import type { SemVer } from 'semver'
import { readSemver } from './read-semver.ts'
import type { VersionScheme } from './scheme.ts'

/**
 * Semantic Versioning 2.0.0, https://semver.org: npm, crates.io, Hex, Swift, GitHub Actions, Visual Studio Code. Build metadata
 * does not count. A tag that moves (`v3` of an action) reads as the first version it could stand for, 3.0.0.
 */
export const semver = {
  id: 'semver',
  parse: readSemver,
  compare: (a, b) => a.compare(b),
  release: (version) => [version.major, version.minor, version.patch],
  isPrerelease: (version) => version.prerelease.length > 0,
} satisfies VersionScheme<SemVer>
