/** A package that a file belongs to, as far as its path tells. */
export interface PackageOfPath {
  /** As the ecosystem writes it: `@scope/name`; a jar's is without its group unless the path is a repository's. */
  name: string
  version?: string
}

/** Where package managers put what they install; the last match of a path counts, for packages lie inside of others. */
const PLACES: readonly RegExp[] = [
  // Maven's and Gradle's own stores know the group.
  /\.m2\/repository\/(?<group>[\w./-]+?)\/(?<artifact>[\w.-]+)\/(?<version>\d[\w.+-]*)\/[\w.+-]+\.jar/g,
  /files-2\.1\/(?<group>[\w.-]+)\/(?<artifact>[\w.-]+)\/(?<version>\d[\w.+-]*)\/\w+\/[\w.+-]+\.jar/g,
  /(?:^|[/!:])(?<name>[A-Za-z][\w.-]*?)-(?<version>\d[\w.+-]*?)(?:-(?:sources|linux|windows|osx|jre\d*)[\w-]*)?\.(?:jar|war)(?=$|[!/?:\s])/g,
  /\/node_modules\/(?:\.pnpm\/[^/]+\/node_modules\/)?(?<name>(?:@[\w.-]+\/)?\w[\w.-]*)(?=\/)/g,
  /\/gems\/(?<name>[A-Za-z][\w-]*?)-(?<version>\d[\w.]*)(?:-[\w-]+)?\//g,
  /\/(?:site|dist)-packages\/(?<module>[A-Za-z]\w*)(?:-(?<version>\d[\w.]*))?(?:\.(?:dist|egg)-info)?(?=\/|\.py|\.cpython|\.abi3|\.so)/g,
  /\/\.?nuget\/packages\/(?<name>[\w.-]+)\/(?<version>\d[\w.+-]*)\//g,
  /\/vendor\/(?<name>[a-z][\w-]*\/[a-z][\w.-]*)\/(?=.*\.php)/g,
]
/** What installing itself leaves in these folders. */
const NO_PACKAGE = /^(?:_|\.|pip$|setuptools$|pkg_resources$|wheel$|bin$|composer\/)/

/** The package that a file on disk is of; undefined where its path does not show one. */
export function packageOfPath(path: string): PackageOfPath | undefined {
  for (const place of PLACES) {
    const found = [...path.matchAll(place)].at(-1)?.groups
    if (!found) continue
    const { group, artifact, name, module, version } = found
    const own = group ? `${group.replaceAll('/', '.')}:${artifact}` : (name ?? module?.replaceAll('_', '-'))
    if (own && !NO_PACKAGE.test(own)) return { name: own, ...(version ? { version } : {}) }
  }
  return undefined
}
