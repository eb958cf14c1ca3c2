import { PackageURL } from 'packageurl-js'
import type { Component } from '../../model/component.ts'
import type { CopyValue } from '../../platform/database.ts'
import { contentId } from '../../platform/ids.ts'

export const STAGED_COMPONENT_COLUMNS = [
  'asset_id',
  'report_id',
  'scope_id',
  'component_id',
  'purl',
  'ecosystem',
  'namespace',
  'name',
  'version',
  'licenses',
  'direct',
  'scope',
  'path',
  'root',
] as const

export const STAGED_EDGE_COLUMNS = ['asset_id', 'report_id', 'scope_id', 'from_id', 'to_id'] as const

/** A component as a row of staged_component, with the id that is the same wherever this package version is seen. */
export function componentRow(
  asset: string,
  report: string,
  scope: string,
  c: Component,
): { id: string; values: CopyValue[] } {
  const p = packageOf(c)
  const id = contentId('component', p.ecosystem, p.namespace, p.name, p.version)
  const values = [asset, report, scope, id, p.purl, p.ecosystem, p.namespace, p.name, p.version]
  return {
    id,
    values: [...values, c.licenses ?? [], c.direct ?? null, c.scope ?? null, c.path ?? null, c.root ?? false],
  }
}

interface Package {
  purl: string | null
  ecosystem: string
  namespace: string
  name: string
  version: string
}

/**
 * The package behind a component: by its purl, normalised by the rules of its type and without qualifiers and subpath
 * (they say where a copy lies, not what it is); without a (valid) purl by what the report calls it.
 */
function packageOf(c: Component): Package {
  const parsed = parsePurl(c.purl)
  if (!parsed)
    return {
      purl: null,
      ecosystem: c.componentType ?? 'unknown',
      namespace: c.group ?? '',
      name: c.name,
      version: c.version ?? '',
    }
  const { type, namespace, name, version } = parsed
  const purl = new PackageURL(type, namespace, name, version, undefined, undefined).toString()
  return {
    purl,
    ecosystem: type ?? '',
    namespace: namespace ?? '',
    name: name ?? c.name,
    version: version ?? c.version ?? '',
  }
}

function parsePurl(purl: string | undefined): PackageURL | undefined {
  if (!purl) return undefined
  try {
    return PackageURL.fromString(purl)
  } catch {
    return undefined
  }
}
