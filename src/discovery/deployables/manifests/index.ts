import type { SourceFile } from '../../source/source-file.ts'
import type { ManifestFact } from '../facts.ts'
import {
  cargo,
  composerJson,
  denoJson,
  packageJson,
  projectJson,
  pubspec,
  pyproject,
} from './data-manifests.ts'
import {
  cmake,
  gemfile,
  gemspec,
  goMod,
  gradle,
  mix,
  packageSwift,
  requirements,
  sbt,
  setupPy,
} from './text-manifests.ts'
import { csproj, pom } from './xml-manifests.ts'

/** One kind of build manifest: which files, and what they say. */
export interface ManifestKind {
  wants: RegExp
  read(file: SourceFile): Omit<ManifestFact, 'fact'> | undefined
}

const KINDS: readonly ManifestKind[] = [
  { wants: /(?:^|\/)package\.json$/, read: packageJson },
  { wants: /(?:^|\/)project\.json$/, read: projectJson },
  { wants: /(?:^|\/)deno\.jsonc?$/, read: denoJson },
  { wants: /(?:^|\/)composer\.json$/, read: composerJson },
  { wants: /(?:^|\/)Cargo\.toml$/, read: cargo },
  { wants: /(?:^|\/)(?:pyproject\.toml|Pipfile)$/, read: pyproject },
  { wants: /(?:^|\/)pubspec\.ya?ml$/, read: pubspec },
  { wants: /(?:^|\/)pom\.xml$/, read: pom },
  { wants: /\.(?:csproj|fsproj|vbproj)$/, read: csproj },
  { wants: /(?:^|\/)go\.mod$/, read: goMod },
  { wants: /(?:^|\/)(?:build|settings)\.gradle(?:\.kts)?$/, read: gradle },
  { wants: /(?:^|\/)build\.sbt$/, read: sbt },
  { wants: /(?:^|\/)Gemfile$/, read: gemfile },
  { wants: /(?:^|\/)[^/]+\.gemspec$/, read: gemspec },
  { wants: /(?:^|\/)mix\.exs$/, read: mix },
  { wants: /(?:^|\/)Package\.swift$/, read: packageSwift },
  { wants: /(?:^|\/)setup\.(?:py|cfg)$/, read: setupPy },
  { wants: /(?:^|\/)requirements\.(?:txt|in)$/, read: requirements },
  { wants: /(?:^|\/)CMakeLists\.txt$/, read: cmake },
  // Files whose being there tells enough.
  {
    wants: /(?:^|\/)manage\.py$/,
    read: () => ({ language: 'Python', role: 'service', packages: [], locals: [] }),
  },
  {
    wants: /(?:^|\/)serverless\.(?:ya?ml|json|ts|js)$/,
    read: () => ({ role: 'function', packages: [], locals: [] }),
  },
  {
    wants: /(?:^|\/)(?:hugo\.(?:toml|ya?ml)|_config\.yml|mkdocs\.ya?ml)$/,
    read: () => ({ role: 'site', packages: [], locals: [] }),
  },
]

const kindFor = (path: string): ManifestKind | undefined => KINDS.find((one) => one.wants.test(path))

export const isManifest = (path: string): boolean => kindFor(path) !== undefined

/** What a build manifest says. Throws on a broken one. */
export function readManifest(file: SourceFile): ManifestFact[] {
  if (file.text.length > 2_000_000) throw new Error('larger than 2 MB')
  const said = kindFor(file.path)?.read(file)
  return said
    ? [
        {
          fact: 'manifest',
          ...said,
          packages: said.packages.slice(0, 1000),
          locals: said.locals.slice(0, 200),
        },
      ]
    : []
}
