import { PackageURL } from 'packageurl-js'

export interface PurlParts {
  type: string
  namespace?: string
  name: string
  version?: string
  qualifiers: Record<string, string>
}

/** The parts of a package URL; undefined for what is none. */
export function partsOf(purl: string): PurlParts | undefined {
  if (!purl.startsWith('pkg:')) return undefined
  const read = parsed(purl) ?? withoutVersion(purl)
  if (!read?.type || !read.name) return undefined
  return {
    type: read.type,
    name: read.name,
    ...(read.namespace && { namespace: read.namespace }),
    ...(read.version && { version: read.version }),
    qualifiers: { ...read.qualifiers },
  }
}

/** The package URL of a package's version, without qualifiers. The library refuses versions that it does not like: they are put in as they are. */
export function purlOf({ type, namespace, name }: PurlParts, version: string): string {
  try {
    return new PackageURL(type, namespace, name, version || undefined, undefined, undefined).toString()
  } catch {
    const own = new PackageURL(type, namespace, name, '0', undefined, undefined).toString()
    return own.replace(/@0$/, version && `@${encodeURIComponent(version)}`)
  }
}

interface Read {
  type?: string | undefined
  namespace?: string | undefined
  name?: string | undefined
  version?: string | undefined
  qualifiers?: Record<string, string> | undefined
}

function parsed(purl: string): Read | undefined {
  try {
    const { type, namespace, name, version, qualifiers } = PackageURL.fromString(purl)
    return { type, namespace, name, version, qualifiers: qualifiers as Record<string, string> | undefined }
  } catch {
    return undefined
  }
}

/** The library refuses versions that it does not like (`pkg:golang/x@v1`) and types without the version that they demand: the name is right. */
function withoutVersion(purl: string): Read | undefined {
  const [, name = '', version, rest = ''] = /^([^?#]*?)(?:@([^@?#/]*))?([?#].*)?$/s.exec(purl) ?? []
  const read = parsed(`${name}@0${rest}`)
  if (!read) return undefined
  try {
    return { ...read, version: version === undefined ? undefined : decodeURIComponent(version) }
  } catch {
    return { ...read, version }
  }
}
