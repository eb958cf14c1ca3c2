import { PackageURL } from 'packageurl-js'
import { meantPurl } from './meant-purl.ts'
import { remembered } from './remembered.ts'

export interface PurlPackage {
  /** With its namespace as the ecosystem writes it: `@scope/name`, `group:artifact`, `vendor/name`; system packages without it. */
  name: string
  version?: string
  /** Package URL type. */
  type: string
}

/** The package that a package URL names; undefined for what is none. */
export function packageOfPurl(purl: string | undefined): Readonly<PurlPackage> | undefined {
  return purl?.startsWith('pkg:') ? namedBy(purl) : undefined
}

const namedBy = remembered((purl: string): Readonly<PurlPackage> | undefined => {
  try {
    const { type, namespace, name, version } = meantPurl(PackageURL.fromString(purl))
    if (!type || !name) return undefined
    return { type, name: fullName(type, namespace ?? undefined, name), ...(version && { version }) }
  } catch {
    return undefined
  }
})

/** Distributions and registries stand in these types' namespaces; they are no part of the name. */
const OUTSIDE_THE_NAME = new Set(['deb', 'rpm', 'apk', 'alpm', 'oci'])

function fullName(type: string, namespace: string | undefined, name: string): string {
  if (!namespace || OUTSIDE_THE_NAME.has(type)) return name
  return `${namespace}${type === 'maven' ? ':' : '/'}${name}`
}
