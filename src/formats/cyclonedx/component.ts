import type { Component, ComponentReach } from '../../model/component.ts'
import { byWord } from '../values/by-word.ts'
import { withoutGaps } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { keptPurl } from '../values/purl.ts'
import type { BomComponent } from './schema.ts'

/** What the rest of the document says of a component. */
export interface Place {
  ref: string
  componentType?: string | undefined
  direct?: boolean
  root?: boolean | undefined
  /** Manifest that the graph puts it under. */
  manifest?: string
}

/** A component of the BOM as one of ours. */
export const componentOf = (from: BomComponent, place: Place): Component =>
  withoutGaps({
    type: 'component' as const,
    ref: place.ref,
    name: from.name,
    group: from.group,
    version: from.version,
    purl: keptPurl(from.purl, from.name),
    cpe: from.cpe,
    // Of our own exports, where the specification has no word for it.
    componentType: propertyOf(from, 'stance:type') ?? from.type ?? place.componentType,
    licenses: licensesOf(from),
    hashes:
      from.hashes.length > 0
        ? Object.fromEntries(from.hashes.map((hash) => [hash.alg, hash.content]))
        : undefined,
    scope: scopeOf(from),
    direct: place.direct,
    deprecated: DEPRECATED.map((name) => propertyOf(from, name)).find(Boolean),
    wanted: wantedOf(from),
    supplier: supplierOf(from),
    path: pathOf(from) ?? place.manifest,
    root: place.root ?? (isBuilt(from) || undefined),
    reach: reachOf(from),
  })

/** Of our own exports: one of several things that the described tree or asset builds. */
export const isBuilt = (from: Pick<BomComponent, 'properties'>): boolean =>
  propertyOf(from, 'stance:root') === 'true'

/** Our own, and cdxgen's for what registries and installed packages say. */
const DEPRECATED = ['stance:deprecated', 'cdx:npm:deprecation_notice', 'cdx:npm:deprecated']

function wantedOf({ properties }: BomComponent): string[] | undefined {
  const ranges = properties.flatMap(({ name, value }) => (name === 'stance:range' && value ? [value] : []))
  return ranges.length > 0 ? ranges : undefined
}

const MOST_FRAMES = 8

/**
 * Calls that a tool followed to it, or lines of source that name it (cdxgen's evidence writes them `file#line`; the places of others are
 * where the package lies). https://cyclonedx.org/docs/1.6/json/#components_items_evidence
 */
function reachOf({ evidence }: BomComponent): ComponentReach | undefined {
  const told = { atMost: false, confidence: 0.8 }
  const frames = evidence?.callstack?.frames ?? []
  if (frames.length > 0) {
    const stack = frames
      .slice(0, MOST_FRAMES)
      .map((frame) => frame.function ?? frame.module ?? frame.fullFilename ?? '?')
    return { level: 'called', evidence: `calls: ${stack.join(' → ')}`, ...told }
  }
  const lines = (evidence?.occurrences ?? []).filter(({ location }) => /\.\w+#\d+$/.test(location))
  const [first] = lines
  if (!first) return undefined
  return {
    level: 'imported',
    evidence: `${first.location.replace('#', ':')} names it (${lines.length} places)`,
    ...told,
  }
}

const licensesOf = (from: BomComponent): string[] => [
  ...new Set(
    from.licenses
      .map(({ license, expression }) => expression ?? license?.id ?? license?.name)
      .filter((name) => name !== undefined),
  ),
]

const supplierOf = (from: BomComponent): string | undefined =>
  from.supplier?.name ?? from.manufacturer?.name ?? from.provider?.name ?? from.publisher ?? from.author

/** `excluded` is the specification's word for what is there for tests and other purposes than running. */
const SCOPES: Record<string, Component['scope']> = byWord({
  required: 'runtime',
  optional: 'optional',
  excluded: 'development',
})

function scopeOf(from: BomComponent): Component['scope'] {
  // cyclonedx-npm's taxonomy: https://github.com/CycloneDX/cyclonedx-property-taxonomy/blob/main/cdx/npm.md
  if (propertyOf(from, 'cdx:npm:package:development') === 'true') return 'development'
  if (propertyOf(from, 'stance:scope') === 'test') return 'test'
  return from.scope && Object.hasOwn(SCOPES, from.scope) ? SCOPES[from.scope] : undefined
}

/** Properties in which Trivy, cdxgen and Syft name the file that they found the component in. */
const PATHS = ['aquasecurity:trivy:FilePath', 'SrcFile', 'syft:location:0:path']

/** The file that the component was found in or declared by. */
function pathOf(from: BomComponent): string | undefined {
  const evidence =
    from.evidence?.occurrences[0]?.location ??
    from.evidence?.identity
      .flatMap(({ methods }) => methods)
      .find(({ technique }) => technique === 'manifest-analysis')?.value
  const path = PATHS.map((name) => propertyOf(from, name)).find(Boolean) ?? evidence
  return path && relativePath(path)
}

export const propertyOf = (from: Pick<BomComponent, 'properties'>, name: string): string | undefined =>
  from.properties.find((property) => property.name === name)?.value

/** The name as its ecosystem writes it, with the group: `@scope/name`, `group:artifact`. */
export function fullName({ group, name, purl }: Pick<BomComponent, 'group' | 'name' | 'purl'>): string {
  if (!group || name.startsWith(`${group}/`)) return name
  return `${group}${purl?.startsWith('pkg:maven/') ? ':' : '/'}${name}`
}
