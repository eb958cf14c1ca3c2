import { bunLock } from './bun-lock.ts'
import { cargoLock, cargoManifest } from './cargo-lock.ts'
import { composerLock, composerManifest } from './composer-lock.ts'
import { conanLock } from './conan-lock.ts'
import type { LockReader } from './contract.ts'
import { gemfileLock, gemfileManifest } from './gemfile-lock.ts'
import { githubActions } from './github-actions.ts'
import { goMod } from './go-mod.ts'
import { gradleLock, gradleManifest } from './gradle-lock.ts'
import { mixLock, mixManifest } from './mix-lock.ts'
import { msbuild } from './msbuild.ts'
import { npmLock } from './npm-lock.ts'
import { npmManifest } from './npm-manifest.ts'
import { nugetLock } from './nuget-lock.ts'
import { packagesConfig } from './packages-config.ts'
import { pdmLock } from './pdm-lock.ts'
import { pipfileLock } from './pipfile-lock.ts'
import { pnpmLock } from './pnpm-lock.ts'
import { poetryLock } from './poetry-lock.ts'
import { pom } from './pom.ts'
import { pubLock, pubManifest } from './pub-lock.ts'
import { pipfileManifest, pyprojectManifest } from './python-manifest.ts'
import { requirements } from './requirements.ts'
import { swiftResolved } from './swift-resolved.ts'
import { uvLock } from './uv-lock.ts'
import { yarnLock } from './yarn-lock.ts'

/** Every format; one line each. */
const READERS: readonly LockReader[] = [
  npmLock,
  npmManifest,
  yarnLock,
  pnpmLock,
  bunLock,
  requirements,
  poetryLock,
  pdmLock,
  uvLock,
  pipfileLock,
  pyprojectManifest,
  pipfileManifest,
  goMod,
  cargoLock,
  cargoManifest,
  gemfileLock,
  gemfileManifest,
  composerLock,
  composerManifest,
  gradleLock,
  gradleManifest,
  pom,
  nugetLock,
  packagesConfig,
  msbuild,
  mixLock,
  mixManifest,
  pubLock,
  pubManifest,
  swiftResolved,
  conanLock,
  githubActions,
]

/** The reader of a file, by its path. */
export const readerOf = (path: string): LockReader | undefined =>
  READERS.find(({ wants }) => wants.test(path))
