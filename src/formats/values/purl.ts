import { PackageURL } from 'packageurl-js'
import { meantPurl } from './meant-purl.ts'
import { remembered } from './remembered.ts'

/** Syft called Alpine's packages so before the type `apk` was agreed on. */
const FORMER_ALPINE = /^pkg:alpine\//

/** A package URL in its canonical form; undefined for what is none. `name`: what the report calls the package beside it. */
export function normalPurl(text: unknown, name?: string): string | undefined {
  if (typeof text !== 'string' || !text.startsWith('pkg:')) return undefined
  return name !== undefined && text.startsWith('pkg:golang/') && text.includes('#')
    ? normal(text, name)
    : normalOf(text)
}

function normal(text: string, name?: string): string | undefined {
  try {
    const purl = PackageURL.fromString(text.replace(FORMER_ALPINE, 'pkg:apk/alpine/'))
    return meantPurl(purl, name).toString()
  } catch {
    return undefined
  }
}

/** Reports name one package many times, and taking its URL apart costs as much as parsing all that is said of it. */
const normalOf = remembered((text: string) => normal(text))

/** A package URL in its canonical form where it has one, otherwise as given: a report's identity is not dropped for a flaw in it. */
export const keptPurl = (given: unknown, name?: string): string | undefined =>
  normalPurl(given, name) ?? (typeof given === 'string' && given.startsWith('pkg:') ? given : undefined)

interface Coordinates {
  /** Package URL type: `npm`, `pypi`, `maven`, … */
  type: string
  /** Name with its namespace as the ecosystem writes it: `@scope/name`, `group:artifact`, `vendor/name`. */
  name: string
  namespace?: string
  version?: string
  qualifiers?: Record<string, string>
}

/** The canonical package URL of coordinates; undefined when they don't make one. */
export function purlOf({ type, name, namespace, version, qualifiers }: Coordinates): string | undefined {
  const [space, own] = namespace === undefined ? splitName(type, name) : [namespace, name]
  try {
    return new PackageURL(
      type,
      space || undefined,
      own,
      version || undefined,
      qualifiers,
      undefined,
    ).toString()
  } catch {
    return undefined
  }
}

function splitName(type: string, name: string): [string, string] {
  const at = type === 'maven' ? name.lastIndexOf(':') : name.lastIndexOf('/')
  const splits = ['maven', 'npm', 'jsr', 'golang', 'composer', 'github', 'swift'].includes(type)
  return splits && at > 0 ? [name.slice(0, at), name.slice(at + 1)] : ['', name]
}

/** Package URL types by the ecosystem words of OSV, GitHub, Snyk, Trivy and others, in lower case. */
const TYPES: Record<string, string> = {
  npm: 'npm',
  node: 'npm',
  nodejs: 'npm',
  'node-pkg': 'npm',
  yarn: 'npm',
  pnpm: 'npm',
  javascript: 'npm',
  pip: 'pypi',
  pypi: 'pypi',
  python: 'pypi',
  'python-pkg': 'pypi',
  pipenv: 'pypi',
  poetry: 'pypi',
  uv: 'pypi',
  maven: 'maven',
  java: 'maven',
  jar: 'maven',
  gradle: 'maven',
  pom: 'maven',
  'java-archive': 'maven',
  go: 'golang',
  golang: 'golang',
  gomod: 'golang',
  gomodules: 'golang',
  gobinary: 'golang',
  'go-module': 'golang',
  rubygems: 'gem',
  gem: 'gem',
  ruby: 'gem',
  bundler: 'gem',
  gemspec: 'gem',
  'crates.io': 'cargo',
  cargo: 'cargo',
  rust: 'cargo',
  rustbinary: 'cargo',
  'rust-crate': 'cargo',
  nuget: 'nuget',
  '.net': 'nuget',
  dotnet: 'nuget',
  'dotnet-core': 'nuget',
  'packages-props': 'nuget',
  packagist: 'composer',
  composer: 'composer',
  php: 'composer',
  'php-composer': 'composer',
  hex: 'hex',
  erlang: 'hex',
  elixir: 'hex',
  pub: 'pub',
  dart: 'pub',
  swift: 'swift',
  swifturl: 'swift',
  cocoapods: 'cocoapods',
  conan: 'conan',
  conda: 'conda',
  hackage: 'hackage',
  haskell: 'hackage',
  cran: 'cran',
  r: 'cran',
  'github actions': 'github',
  'github-action': 'github',
  actions: 'github',
  alpine: 'apk',
  apk: 'apk',
  wolfi: 'apk',
  chainguard: 'apk',
  debian: 'deb',
  ubuntu: 'deb',
  deb: 'deb',
  dpkg: 'deb',
  redhat: 'rpm',
  'red hat': 'rpm',
  centos: 'rpm',
  rocky: 'rpm',
  alma: 'rpm',
  almalinux: 'rpm',
  fedora: 'rpm',
  oracle: 'rpm',
  amazon: 'rpm',
  suse: 'rpm',
  opensuse: 'rpm',
  photon: 'rpm',
  'cbl-mariner': 'rpm',
  azurelinux: 'rpm',
  rpm: 'rpm',
}

/** The package URL type of an ecosystem's name; undefined for names we don't know. */
export function purlTypeOf(ecosystem: unknown): string | undefined {
  if (typeof ecosystem !== 'string') return undefined
  const word = ecosystem.trim().toLowerCase().replace(/:.*$/, '')
  return Object.hasOwn(TYPES, word) ? TYPES[word] : undefined
}
