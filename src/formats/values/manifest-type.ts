/** Package URL types by the names of manifests and lockfiles. */
const MANIFESTS: [RegExp, string][] = [
  [/(?:^|\/)(?:pom\.xml|build\.gradle(?:\.kts)?|gradle\.lockfile)$|\.[jwe]ar$/, 'maven'],
  [/(?:^|\/)(?:package(?:-lock)?\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml)$/, 'npm'],
  [
    /(?:^|\/)(?:requirements[^/]*\.txt|setup\.py|Pipfile(?:\.lock)?|poetry\.lock|uv\.lock|METADATA|PKG-INFO)$/,
    'pypi',
  ],
  [/(?:^|\/)Gemfile(?:\.lock)?$|\.gemspec$/, 'gem'],
  [/(?:^|\/)composer\.(?:json|lock)$|(?:^|\/)installed\.json$/, 'composer'],
  [/(?:^|\/)go\.(?:mod|sum)$/, 'golang'],
  [/(?:^|\/)Cargo\.(?:toml|lock)$/, 'cargo'],
  [/(?:^|\/)(?:packages\.config|packages\.lock\.json)$|\.(?:csproj|deps\.json|nupkg)$/, 'nuget'],
  [/(?:^|\/)mix\.(?:exs|lock)$/, 'hex'],
  [/(?:^|\/)pubspec\.(?:yaml|lock)$/, 'pub'],
]

/** The package URL type of what a file brings in, by the file's name; undefined for files we don't know. */
export const manifestType = (path: string | undefined): string | undefined =>
  MANIFESTS.find(([pattern]) => pattern.test(path ?? ''))?.[1]
