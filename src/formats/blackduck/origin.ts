import { byWord } from '../values/by-word.ts'
import { purlOf } from '../values/purl.ts'
import { type PurlPackage, packageOfPurl } from '../values/purl-package.ts'

/** Package URL types by Black Duck's names of the places that components come from ("origins", "forges"). */
const TYPES: Record<string, string> = byWord({
  maven: 'maven',
  npmjs: 'npm',
  nuget: 'nuget',
  github: 'github',
  pypi: 'pypi',
  rubygems: 'gem',
  golang: 'golang',
  packagist: 'composer',
  crates: 'cargo',
  cocoapods: 'cocoapods',
  bower: 'bower',
  hex: 'hex',
  conan: 'conan',
  anaconda: 'conda',
  cran: 'cran',
  dart: 'pub',
})
/** Distributions, whose ids are `name/version/architecture`. */
const SYSTEMS: Record<string, string> = byWord({
  debian: 'deb',
  ubuntu: 'deb',
  alpine: 'apk',
  centos: 'rpm',
  redhat: 'rpm',
  fedora: 'rpm',
  opensuse: 'rpm',
  oracle_linux: 'rpm',
  amazon: 'rpm',
})

/** The package that an origin and its id (`maven` and `org.example:shop:1.0`, `npmjs` and `lid/2.0`) mean, where they name one. */
export function packageOfOrigin(
  origin: string | undefined,
  id: string | undefined,
): (PurlPackage & { purl: string }) | undefined {
  const purl = origin && id ? purlOfOrigin(origin.toLowerCase(), id) : undefined
  const named = packageOfPurl(purl)
  return purl && named ? { ...named, purl } : undefined
}

function purlOfOrigin(origin: string, id: string): string | undefined {
  if (Object.hasOwn(SYSTEMS, origin)) {
    const [name = '', version, arch] = id.split('/')
    const qualifiers = arch ? { arch } : undefined
    return purlOf({
      type: SYSTEMS[origin] as string,
      namespace: origin,
      name,
      version: version ?? '',
      qualifiers,
    })
  }
  if (!Object.hasOwn(TYPES, origin)) return undefined
  const at = Math.max(id.lastIndexOf(':'), id.includes(':') ? -1 : id.lastIndexOf('/'))
  if (at <= 0) return undefined
  return purlOf({ type: TYPES[origin] as string, name: id.slice(0, at), version: id.slice(at + 1) })
}
