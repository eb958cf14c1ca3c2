import { distributionOf } from './distribution.ts'
import { partsOf } from './purl-parts.ts'
import { systemSources } from './system-sources.ts'

/** A package as OSV's advisories name it. */
export interface OsvPackage {
  /** With the suffix of its release: `Debian:12`. */
  ecosystem: string
  name: string
  /** As the ecosystem writes it, with its epoch; absent where the package URL has none. */
  version?: string
}

/**
 * Under which names advisories of OSV may speak of the package of a package URL, likeliest first: system packages have one for each
 * of their release's ecosystems and for the source package that they were built from. Empty for what is no package URL, and for
 * ecosystems that OSV does not have. Names are compared by `normalName`.
 */
export function osvPackageOf(purl: string): OsvPackage[] {
  const parts = partsOf(purl)
  if (!parts) return []
  const { type, namespace, name, version, qualifiers } = parts
  if (type === 'deb' || type === 'apk' || type === 'rpm') {
    const distribution = distributionOf(namespace, qualifiers.distro)
    if (!distribution) return []
    const packages = systemSources(parts, distribution.names)
    return packages.flatMap((one) => distribution.ecosystems.map((ecosystem) => ({ ecosystem, ...one })))
  }
  const [ecosystem, nameOf] = Object.hasOwn(ECOSYSTEMS, type) ? (ECOSYSTEMS[type] as Ecosystem) : []
  if (!ecosystem || !nameOf) return []
  const full = nameOf(namespace, name)
  const ecosystems = type === 'golang' && isKubernetes(full) ? [ecosystem, 'Kubernetes'] : [ecosystem]
  return ecosystems.map((one) => ({ ecosystem: one, name: full, ...(version && { version }) }))
}

/** Kubernetes' own advisories name its components by their Go modules, in an ecosystem of their own. */
const isKubernetes = (module: string): boolean => /^(?:sigs\.)?k8s\.io\//.test(module)

type Ecosystem = [string, (namespace: string | undefined, name: string) => string]

const alone = (_: string | undefined, name: string): string => name
const joined =
  (separator: string) =>
  (namespace: string | undefined, name: string): string =>
    namespace ? namespace + separator + name : name

const ECOSYSTEMS: Record<string, Ecosystem> = {
  npm: ['npm', joined('/')],
  pypi: ['PyPI', (_, name) => name.toLowerCase().replace(/[-_.]+/g, '-')],
  maven: ['Maven', joined(':')],
  golang: ['Go', joined('/')],
  cargo: ['crates.io', alone],
  gem: ['RubyGems', alone],
  nuget: ['NuGet', alone],
  composer: ['Packagist', (namespace, name) => joined('/')(namespace, name).toLowerCase()],
  hex: ['Hex', alone],
  pub: ['Pub', alone],
  swift: ['SwiftURL', joined('/')],
  conan: ['ConanCenter', alone],
  github: ['GitHub Actions', joined('/')],
  githubactions: ['GitHub Actions', joined('/')],
  bitnami: ['Bitnami', alone],
  cran: ['CRAN', alone],
  bioconductor: ['Bioconductor', alone],
  hackage: ['Hackage', alone],
  julia: ['Julia', alone],
  opam: ['opam', alone],
  'vscode-extension': ['VSCode', joined('.')],
}
