import type { SemVer } from 'semver'
import { readSemver } from './read-semver.ts'
import type { VersionScheme } from './scheme.ts'

/**
 * Semantic versions whose build metadata counts: `1.0.0 < 1.0.0+1 < 1.0.0+2`. Pub (https://dart.dev/tools/pub/versioning) and Julia
 * (`VersionNumber`; its binary packages tell a rebuild with a fixed library by nothing else).
 */
export const semverWithBuild = {
  id: 'semver-with-build',
  parse: readSemver,
  compare: (a, b) => a.compare(b) || a.compareBuild(b),
  release: (version) => [version.major, version.minor, version.patch],
  isPrerelease: (version) => version.prerelease.length > 0,
} satisfies VersionScheme<SemVer>
