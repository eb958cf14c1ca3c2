import { cpePackages } from '../../intel/matching/cpe-packages.ts'
import { packageKey, packagesOf, tellingQualifiers } from '../../intel/matching/packages-of.ts'
import { partsOf, purlOf } from '../../intel/matching/purl-parts.ts'
import { normalLicenses } from '../../inventory/licenses/normal-license.ts'
import type { Component } from '../../model/component.ts'
import { reachRank } from '../../model/reachability.ts'
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
  'qualifiers',
  'packages',
  'hashes',
  'licenses_said',
  'reach',
  'reach_detail',
  'deprecated',
  'wanted',
  'cpe',
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
  const licenses = normalLicenses(c.licenses ?? [])
  const said = (c.licenses ?? []).filter((license) => !licenses.includes(license))
  const values = [asset, report, scope, id, p.purl, p.ecosystem, p.namespace, p.name, p.version]
  const use = [licenses, c.direct, c.scope, c.path, c.root ?? false, p.qualifiers]
  const known = p.purl ? packagesOf({ ...p, purl: p.purl }) : []
  const cpe = known.length === 0 && cpePackages(c.cpe, p.version).length > 0 ? (c.cpe ?? null) : null
  const names = cpe === null ? known : cpePackages(cpe, p.version).map(packageKey)
  return {
    id,
    values: [...values, ...use, names, digestsOf(c.hashes), said, ...reachOf(c), ...saidOf(c), cpe],
  }
}

/** How near it is to what runs, and what shows that; nulls where the report does not tell. */
function reachOf({ reach }: Component): CopyValue[] {
  if (!reach) return [null, null]
  const { level, ...detail } = reach
  // jsonb cannot hold U+0000.
  return [reachRank(level), JSON.stringify(detail).replaceAll('\\u0000', '')]
}

/** What its publishers and the manifests say. */
const saidOf = ({ deprecated, wanted }: Component): CopyValue[] => [
  deprecated?.slice(0, MOST_CHARS) ?? null,
  wanted?.slice(0, MOST_RANGES).map((range) => range.slice(0, MOST_CHARS)) ?? null,
]
const MOST_CHARS = 500
const MOST_RANGES = 20

/** A digest is worth keeping where no other file can be made that has it. */
const DIGESTS = /^(?:sha256|sha384|sha512|h1):[\w+/=]{43,128}$/

/** `sha512:0a1b…`, whatever the report calls the algorithm. */
const digestsOf = (hashes: Record<string, string> = {}): string[] =>
  Object.entries(hashes)
    .map(([algorithm, digest]) => `${algorithm.toLowerCase().replaceAll('-', '')}:${digest}`)
    .map((text) => (text.startsWith('sha') ? text.toLowerCase() : text))
    .filter((text) => DIGESTS.test(text))
    .sort()

interface Package {
  purl: string | null
  ecosystem: string
  namespace: string
  name: string
  version: string
  /** Those that tell advisories apart, as a package URL writes them. */
  qualifiers?: string | undefined
}

/**
 * The package behind a component: by its purl, normalised by the rules of its type and without qualifiers and subpath
 * (they say where a copy lies, not what it is); without a (valid) purl by what the report calls it.
 */
function packageOf(c: Component): Package {
  const parts = c.purl ? partsOf(c.purl) : undefined
  if (!parts)
    return {
      purl: null,
      ecosystem: c.componentType ?? 'unknown',
      namespace: c.group ?? '',
      name: c.name,
      version: c.version ?? '',
    }
  const { type, namespace, name, version = c.version ?? '', qualifiers } = parts
  return {
    purl: purlOf(parts, version),
    ecosystem: type,
    namespace: namespace ?? '',
    name,
    version,
    qualifiers: tellingQualifiers(qualifiers),
  }
}
