import { bunLock } from './bun-lock.ts'
import { cargoLock, cargoManifest } from './cargo-lock.ts'
import { composerLock, composerManifest } from './composer-lock.ts'
import { conanLock } from './conan-lock.ts'
import type { LockReader } from './contract.ts'
import { denoLock } from './deno-lock.ts'
import { gemfileLock, gemfileManifest } from './gemfile-lock.ts'
import { githubActions } from './github-actions.ts'
import { goMod } from './go-mod.ts'
import { gradleBuild } from './gradle-build.ts'
import { gradleCatalog } from './gradle-catalog.ts'
import { gradleLock } from './gradle-lock.ts'
import { gradleVerification } from './gradle-verification.ts'
import { haskellLock } from './haskell-lock.ts'
import { juliaManifest } from './julia-manifest.ts'
import { mixLock, mixManifest } from './mix-lock.ts'
import { msbuild } from './msbuild.ts'
import { npmLock } from './npm-lock.ts'
import { npmManifest } from './npm-manifest.ts'
import { nugetLock } from './nuget-lock.ts'
import { packagesConfig } from './packages-config.ts'
import { paketLock } from './paket-lock.ts'
import { pdmLock } from './pdm-lock.ts'
import { pipfileLock } from './pipfile-lock.ts'
import { pnpmLock } from './pnpm-lock.ts'
import { podfileLock } from './podfile-lock.ts'
import { poetryLock } from './poetry-lock.ts'
import { pom } from './pom.ts'
import { pubLock, pubManifest } from './pub-lock.ts'
import { pyLock } from './pylock.ts'
import { pipfileManifest, pyprojectManifest } from './python-manifest.ts'
import { rebarLock } from './rebar-lock.ts'
import { renvLock } from './renv-lock.ts'
import { requirements } from './requirements.ts'
import { sbtBuild } from './sbt-build.ts'
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
  denoLock,
  requirements,
  poetryLock,
  pdmLock,
  uvLock,
  pyLock,
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
  gradleVerification,
  gradleBuild,
  gradleCatalog,
  pom,
  sbtBuild,
  nugetLock,
  paketLock,
  packagesConfig,
  msbuild,
  mixLock,
  mixManifest,
  rebarLock,
  pubLock,
  pubManifest,
  swiftResolved,
  podfileLock,
  conanLock,
  haskellLock,
  renvLock,
  juliaManifest,
  githubActions,
]

/** The reader of a file, by its path. */
export const readerOf = (path: string): LockReader | undefined =>
  READERS.find(({ wants }) => wants.test(path))
