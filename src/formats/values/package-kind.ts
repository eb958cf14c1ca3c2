import type { Kind } from '../../model/kind.ts'

/** Package URL types of packages that belong to an operating system, and so to the image or host rather than to the application. */
const SYSTEM = /^(?:pkg:)?(?:deb|rpm|apk|alpm)(?:\/|$)/

/**
 * The kind of a finding about a package: `malware` for an advisory of the malicious-packages database (MAL-…), `container` for
 * packages of the operating system, `dependency` for all others. `purl` may be the package URL or only its type.
 */
export function packageKind(advisory: string, purl: string | undefined): Kind {
  if (/^MAL-\d/i.test(advisory)) return 'malware'
  return purl && SYSTEM.test(purl) ? 'container' : 'dependency'
}
