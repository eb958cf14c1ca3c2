import { PackageURL } from 'packageurl-js'

/**
 * Two ways of writing a package URL that name a part of the package elsewhere, put right:
 *
 * - Syft and Grype cut a Go module's path after three words and put the rest into the subpath (`pkg:golang/github.com/a/b@v2.1.0#v2`).
 *   A subpath may also be a folder within a module, so it is part of the name only where the report's own name says so (`name`), or where
 *   the version does: from major version 2 on a module's path ends in `/v2`, https://go.dev/ref/mod#major-version-suffixes.
 * - Syft adds SwiftPM's word for a package to its repository (`pkg:swift/github.com/a/b.git/b`), which names the package alone.
 */
export function meantPurl(purl: PackageURL, name?: string): PackageURL {
  if (purl.type === 'golang' && purl.subpath) return wholeModule(purl, purl.subpath, name)
  if (purl.type === 'swift') return repositoryAlone(purl)
  return purl
}

function wholeModule(purl: PackageURL, subpath: string, name: string | undefined): PackageURL {
  const path = [purl.namespace, purl.name].filter(Boolean).join('/')
  const words = subpath.split('/')
  const own = `${path}/${subpath}`.toLowerCase() === name?.toLowerCase() ? words.length : majorIn(purl, words)
  if (own === 0) return purl
  const module = [...path.split('/'), ...words.slice(0, own)]
  return new PackageURL(
    purl.type,
    module.slice(0, -1).join('/'),
    module.at(-1) as string,
    purl.version,
    purl.qualifiers,
    words.slice(own).join('/') || undefined,
  )
}

/** How many words of a subpath lead to the major version that the package has; 0 where none does. */
function majorIn({ version }: PackageURL, words: readonly string[]): number {
  const major = /^v([1-9]\d*)\.(?!.*\+incompatible$)/.exec(version ?? '')?.[1]
  return major === undefined || major === '1' ? 0 : words.indexOf(`v${major}`) + 1
}

function repositoryAlone(purl: PackageURL): PackageURL {
  const [, before, repository] = /^(.+)\/([^/]+)$/.exec(purl.namespace ?? '') ?? []
  const own = repository?.replace(/\.git$/, '')
  // `github.com/a` is a host and an owner, however the package is called.
  if (!before?.includes('/') || own?.toLowerCase() !== purl.name?.toLowerCase()) return purl
  return new PackageURL(purl.type, before, own as string, purl.version, purl.qualifiers, purl.subpath)
}
