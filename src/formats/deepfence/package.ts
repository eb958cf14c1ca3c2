import type { AffectedComponent } from '../../model/observation.ts'
import { relativePath } from '../values/path.ts'
import { purlOf, purlTypeOf } from '../values/purl.ts'
import { type Cells, said } from './cells.ts'

/**
 * `name:version`. Versions of the system's packages (`base`) may have an epoch with a colon, names of others may have one (Maven's).
 * Which system's they are is not told.
 */
export function componentOf(cells: Cells): AffectedComponent | undefined {
  const given = said(cells, 'Caused By Package', 'cve_caused_by_package')
  if (!given) return undefined
  const sort = said(cells, 'Type', 'cve_type')
  const at = sort === 'base' ? given.indexOf(':') : given.lastIndexOf(':')
  const name = at > 0 ? given.slice(0, at) : given
  const version = at > 0 ? given.slice(at + 1) : undefined
  const type = sort === 'base' ? undefined : purlTypeOf(sort)
  const purl = type && purlOf({ type, name, ...(version && { version }) })
  const path = said(cells, 'Caused By Package Path')
  const fix = said(cells, 'Fixed In', 'cve_fixed_in')
  return {
    name,
    ...(version && { version }),
    ...(purl && { purl }),
    ...(path && { path: relativePath(path) }),
    ...(fix && { fixVersions: fix.split(/\s*,\s*/) }),
  }
}
