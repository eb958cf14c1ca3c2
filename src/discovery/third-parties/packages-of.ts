import type { SourceFile } from '../source/source-file.ts'

export const ECOSYSTEMS = ['npm', 'pypi', 'maven', 'go', 'gem', 'nuget', 'composer', 'crates'] as const
export type Ecosystem = (typeof ECOSYSTEMS)[number]

/** A package that a file names: by an import in code, or as a dependency in a manifest. */
export interface NamedPackage {
  ecosystem: Ecosystem
  /** The name as the ecosystem writes it; imports of Java, C# and PHP are namespaces, of Python modules with dots. */
  name: string
  offset: number
  by: 'import' | 'manifest'
}

interface ImportReader {
  ecosystem: Ecosystem
  files: RegExp
  /** First group that matched is the name. */
  pattern: RegExp
}

/** One pattern each: an import is a line of its own in all of these languages. */
const IMPORTS: readonly ImportReader[] = [
  {
    ecosystem: 'npm',
    files: /\.(?:[cm]?[jt]sx?|vue|svelte)$/,
    pattern: /(?:\bfrom|\brequire\(|\bimport\(?)\s*["']((?:@[\w.-]+\/)?[A-Za-z][\w.-]*)(?:\/[\w./-]*)?["']/g,
  },
  {
    ecosystem: 'pypi',
    files: /\.py$/,
    pattern:
      /^[ \t]*(?:from[ \t]+([A-Za-z_][\w.]*)[ \t]+import[ \t]+\(?[ \t]*(?:\w+)?|import[ \t]+([A-Za-z_][\w.]*))/gm,
  },
  {
    ecosystem: 'maven',
    files: /\.(?:java|kts?|scala|groovy)$/,
    pattern: /^import[ \t]+(?:static[ \t]+)?([a-z][\w]*(?:\.\w+)+)/gm,
  },
  {
    ecosystem: 'go',
    files: /\.go$/,
    pattern: /^(?:import[ \t]+|[ \t]+)(?:[\w.]+[ \t]+)?"([a-z][\w.-]*\.[a-z]+\/[\w./-]+)"[ \t]*$/gm,
  },
  { ecosystem: 'gem', files: /\.rb$|(?:^|\/)Rakefile$/, pattern: /^[ \t]*require[ \t(]+["']([\w/-]+)["']/gm },
  {
    ecosystem: 'nuget',
    files: /\.cs$/,
    pattern: /^(?:global[ \t]+)?using[ \t]+(?:static[ \t]+|\w+[ \t]*=[ \t]*)?([A-Z][\w.]*)[ \t]*;/gm,
  },
  { ecosystem: 'composer', files: /\.php$/, pattern: /^use[ \t]+\\?([A-Z]\w*(?:\\\w+)+)/gm },
  { ecosystem: 'crates', files: /\.rs$/, pattern: /^[ \t]*(?:pub[ \t]+)?use[ \t]+([a-z]\w*)::/gm },
]

/** Manifests, and how a dependency looks in them. */
const MANIFESTS: readonly ImportReader[] = [
  {
    ecosystem: 'npm',
    files: /(?:^|\/)package\.json$/,
    pattern:
      /^[ \t]*"((?:@[\w.-]+\/)?[A-Za-z][\w.-]*)"[ \t]*:[ \t]*"(?:[\^~>=<*\d]|workspace:|npm:|latest|catalog:)/gm,
  },
  {
    ecosystem: 'pypi',
    files: /(?:^|\/)(?:requirements[\w.-]*\.(?:txt|in)|requirements\/[\w.-]+\.(?:txt|in)|Pipfile)$/,
    pattern: /^([A-Za-z][\w.-]*)(?:\[[\w, -]*\])?[ \t]*(?:[=<>~!;]|$)/gm,
  },
  {
    ecosystem: 'pypi',
    files: /(?:^|\/)(?:pyproject\.toml|setup\.(?:py|cfg))$/,
    pattern: /^[ \t]*["']?([A-Za-z][\w.-]*)(?:\[[\w, -]*\])?[ \t]*(?:[=<>~!]=?|["'])[^\n]*$/gm,
  },
  {
    ecosystem: 'maven',
    files: /(?:^|\/)pom\.xml$/,
    pattern: /<dependency>\s*<groupId>([\w.-]+)<\/groupId>\s*<artifactId>([\w.-]+)</g,
  },
  {
    ecosystem: 'maven',
    files: /\.gradle(?:\.kts)?$|(?:^|\/)libs\.versions\.toml$/,
    pattern: /["']([\w.-]+\.[\w.-]+:[\w.-]+)(?::[^"'\s]*)?["']/g,
  },
  {
    ecosystem: 'go',
    files: /(?:^|\/)go\.mod$/,
    pattern: /^(?:require[ \t]+|[ \t]+)([a-z][\w.-]*\.[a-z]+\/[\w./-]+)[ \t]+v[^\n/]*$/gm,
  },
  {
    ecosystem: 'gem',
    files: /(?:^|\/)(?:Gemfile|[\w-]+\.gemspec)$/,
    pattern: /^[ \t]*(?:gem|\w+\.add(?:_runtime)?_dependency)[ \t(]+["']([\w-]+)["']/gm,
  },
  {
    ecosystem: 'nuget',
    files: /\.(?:csproj|fsproj|vbproj|props)$/,
    pattern: /<Package(?:Reference|Version)[^>]{0,100}\bInclude="([\w.-]+)"/g,
  },
  {
    ecosystem: 'composer',
    files: /(?:^|\/)composer\.json$/,
    pattern: /^[ \t]*"([\w.-]+\/[\w.-]+)"[ \t]*:[ \t]*"/gm,
  },
  { ecosystem: 'crates', files: /(?:^|\/)Cargo\.toml$/, pattern: /^([a-z][\w-]*)[ \t]*=[ \t]*(?:"|\{)/gm },
]

/** Lockfiles and what is too large to be written by hand tell nothing that the manifest does not. */
const MAX_TEXT = 1_500_000

export const isCode = (path: string): boolean => IMPORTS.some(({ files }) => files.test(path))
export const isManifest = (path: string): boolean => MANIFESTS.some(({ files }) => files.test(path))

/** Packages that a file names, each once. */
export function packagesOf(file: SourceFile): NamedPackage[] {
  if (file.text.length > MAX_TEXT) return []
  const manifest = MANIFESTS.find(({ files }) => files.test(file.path))
  const reader = manifest ?? IMPORTS.find(({ files }) => files.test(file.path))
  if (!reader) return []
  const found = new Map<string, NamedPackage>()
  for (const match of file.text.matchAll(reader.pattern)) {
    const name = manifest && match[2] ? `${match[1]}:${match[2]}` : nameOf(match)
    if (name && !found.has(name))
      found.set(name, {
        ecosystem: reader.ecosystem,
        name,
        offset: match.index + match[0].length - match[0].trimStart().length,
        by: manifest ? 'manifest' : 'import',
      })
  }
  return [...found.values()]
}

/** Where code names modules and namespaces that are called otherwise than the package. */
const WITH_NAMESPACES = new Set<Ecosystem>(['pypi', 'maven', 'nuget', 'composer', 'crates'])

/** Python's shared namespaces tell only with the name that is taken from them. */
function nameOf(match: RegExpMatchArray): string | undefined {
  const [whole, first] = match
  if (!first || !/^(?:google(?:\.cloud)?|azure(?:\.\w+)?)$/.test(first)) return first ?? match[2]
  const taken = /(\w+)$/.exec(whole)?.[1]
  return taken && taken !== 'import' ? `${first}.${taken}` : first
}

/** Names of a product's packages: exact, or the beginning when it ends on `*`. `import` holds modules and namespaces of code. */
export type PackageNames = Partial<Record<Ecosystem | 'import', string>>

/** A table of products made fast to look up: key is `ecosystem name` in lower case. */
export function lookupOf<Entry extends { packages: PackageNames }>(
  entries: readonly Entry[],
): (named: NamedPackage) => Entry | undefined {
  const exact = new Map<string, Entry>()
  const prefixes = new Map<string, [string, Entry][]>()
  for (const entry of entries)
    for (const [ecosystem, names] of Object.entries(entry.packages))
      for (const name of names.toLowerCase().split(' '))
        if (name.endsWith('*'))
          prefixes.set(ecosystem, [...(prefixes.get(ecosystem) ?? []), [name.slice(0, -1), entry]])
        else exact.set(`${ecosystem} ${name}`, entry)
  const known = new Map<string, Entry | undefined>()
  return ({ ecosystem, name, by }) => {
    const key = `${ecosystem} ${by} ${name}`
    if (known.has(key)) return known.get(key)
    const low = name.toLowerCase()
    const inCode = by === 'import' && WITH_NAMESPACES.has(ecosystem)
    const root = inCode ? low.split(/[.\\]/)[0] : undefined
    const spaces = inCode ? [ecosystem, 'import'] : [ecosystem]
    const whole = spaces.map((space) => exact.get(`${space} ${low}`)).find(Boolean)
    // The longest beginning says most: S3 of AWS, not AWS.
    const begun = spaces
      .flatMap((space) => (prefixes.get(space) ?? []).filter(([prefix]) => low.startsWith(prefix)))
      .sort(([a], [b]) => b.length - a.length)[0]?.[1]
    const found = whole ?? begun ?? spaces.map((space) => exact.get(`${space} ${root}`)).find(Boolean)
    if (known.size < 100_000) known.set(key, found)
    return found
  }
}
