import { packageOfPurl } from '../../formats/values/purl-package.ts'
import type { SbomComponent } from './sbom.ts'

/** The name as its ecosystem writes it: `@scope/name`, `group:artifact`. */
export const packageName = ({ purl, namespace, name }: SbomComponent): string =>
  packageOfPurl(purl ?? undefined)?.name ?? (namespace ? `${namespace}/${name}` : name)

/** The package URL with what the asset's use adds to it. */
export const fullPurl = ({ purl, qualifiers }: SbomComponent): string | undefined =>
  purl === null ? undefined : qualifiers ? `${purl}?${qualifiers}` : purl
