import { apk } from './apk.ts'
import { bitnami } from './bitnami.ts'
import { composer } from './composer.ts'
import { conan } from './conan.ts'
import { cpeVersion } from './cpe.ts'
import { cran } from './cran.ts'
import { dpkg } from './dpkg.ts'
import { go } from './go.ts'
import { hackage } from './hackage.ts'
import { maven } from './maven.ts'
import { nuget } from './nuget.ts'
import { opam } from './opam.ts'
import { pep440 } from './pep440.ts'
import { rpm } from './rpm.ts'
import { rubygems } from './rubygems.ts'
import type { VersionScheme } from './scheme.ts'
import { semver } from './semver.ts'
import { semverWithBuild } from './semver-with-build.ts'

/**
 * By OSV's name of the ecosystem, without its suffix. Left out on purpose: `Android`, `CleanStart`, `FreeBSD`, `GIT`, `Linux` and
 * `OSS-Fuzz` say nowhere how their versions are ordered, or hold packages of several kinds; their records list the versions affected.
 */
const SCHEMES = new Map<string, VersionScheme>([
  ['AlmaLinux', rpm],
  ['Alpaquita', apk],
  ['Alpine', apk],
  ['Azure Linux', rpm],
  ['BellSoft Hardened Containers', apk],
  ['Bioconductor', cran],
  ['Bitnami', bitnami],
  ['CPE', cpeVersion],
  ['CRAN', cran],
  ['Chainguard', apk],
  ['ConanCenter', conan],
  ['Debian', dpkg],
  ['Echo', dpkg],
  ['GHC', hackage],
  ['GitHub Actions', semver],
  ['Go', go],
  ['Hackage', hackage],
  ['Hex', semver],
  ['Julia', semverWithBuild],
  // Its names are Go modules.
  ['Kubernetes', go],
  ['Mageia', rpm],
  ['Maven', maven],
  ['MinimOS', apk],
  ['NuGet', nuget],
  ['Packagist', composer],
  ['Photon OS', rpm],
  ['Pub', semverWithBuild],
  ['PyPI', pep440],
  ['Red Hat', rpm],
  ['Rocky Linux', rpm],
  ['RubyGems', rubygems],
  ['SUSE', rpm],
  ['SwiftURL', semver],
  ['Ubuntu', dpkg],
  ['VSCode', semver],
  ['Wolfi', apk],
  ['crates.io', semver],
  ['npm', semver],
  ['opam', opam],
  ['openEuler', rpm],
  ['openSUSE', rpm],
])

/** Vendors who rebuild other ecosystems' packages and name that ecosystem behind the colon: `Root:Alpine:3.18`, `TuxCare:npm`. */
const REBUILDERS = new Set(['Docker Hardened Images', 'Echo', 'Root', 'TuxCare'])

/**
 * How an ecosystem orders its versions.
 * @param ecosystem OSV's name with or without suffix: `npm`, `Debian:12`, `Maven:https://maven.google.com`, https://ossf.github.io/osv-schema/
 * @returns undefined where no order is defined: then only the versions that a record lists can be matched.
 */
export function schemeOf(ecosystem: string): VersionScheme | undefined {
  const [name = '', inner = ''] = ecosystem.split(':', 2)
  return (REBUILDERS.has(name) ? SCHEMES.get(inner) : undefined) ?? SCHEMES.get(name)
}
