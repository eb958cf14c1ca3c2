import { PackageURL } from 'packageurl-js'
import type { DiscoveredComponent } from '../../discovery/contract.ts'
import type { DiscoveredComponents } from '../../discovery/discover-components.ts'
import { contentUuid } from '../../platform/content-uuid.ts'
import { notFound } from '../../platform/errors.ts'
import { contentId } from '../../platform/ids.ts'
import { normalLicenses } from '../licenses/normal-license.ts'
import { assetItself } from './asset-itself.ts'
import type { Sbom, SbomComponent, SbomEdges, Scope } from './sbom.ts'

export interface TreeSbomOptions {
  /** When the tree was read. */
  at: Date
  /** Folder of the deployable that it is about; the whole tree when undefined. */
  deployable?: string | undefined
}

/** What a tree uses, or one deployable of it, as the writers take it. Throws 404 for a deployable without components. */
export function sbomOfTree(found: DiscoveredComponents, { at, deployable }: TreeSbomOptions): Sbom {
  const { where } = found
  const { components, edges } = partOf(found, deployable)
  const asset = {
    id: contentUuid('tree', where.origin ?? where.name),
    name: where.name,
    kind: 'repository' as const,
  }
  const rows = new Map<string, SbomComponent>()
  const idOf = new Map<string, string>()
  for (const one of components) {
    const row = rowOf(one)
    idOf.set(one.ref, row.id)
    const known = rows.get(row.id)
    rows.set(row.id, known ? together(known, row) : row)
  }
  const roots = components.filter(({ root }) => root).map(({ ref }) => idOf.get(ref) as string)
  const [only, ...others] = [...new Set(roots)]
  // What lies at the tree's own root and is called like it, is it.
  const itsOwn = components.find((one) => one.root && one.deployable === '.' && one.name === where.name)
  const main = others.length === 0 ? only : itsOwn && idOf.get(itsOwn.ref)
  const root = main === undefined ? assetItself(asset) : (rows.get(main) as SbomComponent)
  const uses = new Map<string, Set<string>>()
  const add = (from: string, to: string): void => {
    if (from !== to) uses.set(from, (uses.get(from) ?? new Set()).add(to))
  }
  if (others.length > 0) for (const one of roots) add(root.id, one)
  for (const { ref, dependsOn } of edges)
    for (const to of dependsOn) {
      const [own, other] = [idOf.get(ref), idOf.get(to)]
      if (own !== undefined && other !== undefined) add(own, other)
    }
  const ordered = [...rows.values()].filter(({ id }) => id !== root.id).sort(byName)
  const written = edgesOf(uses, rows)
  return {
    asset,
    branch: where.branch ?? where.revision ?? 'working tree',
    at,
    serial: contentUuid('sbom', asset.id, root.id, JSON.stringify(ordered), JSON.stringify(written)),
    root,
    components: each(ordered),
    edges: each(written),
  }
}

function partOf({ components, dependencies }: DiscoveredComponents, deployable: string | undefined) {
  if (deployable === undefined) return { components, edges: dependencies }
  const folder = deployable.replace(/^\.\//, '').replace(/\/+$/, '') || '.'
  const uses = new Map(dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]))
  const reached = new Set(components.filter((one) => one.deployable === folder).map(({ ref }) => ref))
  if (reached.size === 0) throw notFound('deployable', deployable)
  for (const ref of reached) for (const to of uses.get(ref) ?? []) reached.add(to)
  // What another deployable builds is a component of this one.
  const own = components
    .filter(({ ref }) => reached.has(ref))
    .map((one): DiscoveredComponent => ({ ...one, root: one.root === true && one.deployable === folder }))
  return { components: own, edges: dependencies.filter(({ ref }) => reached.has(ref)) }
}

/** With the id that the same package has when it is stored. */
function rowOf(one: DiscoveredComponent): SbomComponent {
  const { type, namespace, name } = one.purl
    ? PackageURL.fromString(one.purl)
    : { type: one.componentType ?? 'library', namespace: '', name: one.name }
  const parts = {
    ecosystem: type ?? '',
    namespace: namespace ?? '',
    name: name ?? one.name,
    version: one.version ?? '',
  }
  return {
    id: contentId('component', parts.ecosystem, parts.namespace, parts.name, parts.version),
    purl: one.purl ?? null,
    ...parts,
    licenses: normalLicenses(one.licenses ?? []),
    direct: one.direct ?? null,
    scope: one.scope ?? null,
    built: one.root === true,
    paths: one.path ? [one.path] : null,
    qualifiers: null,
    deprecated: one.deprecated ?? null,
    wanted: one.wanted ?? null,
    ...(one.hashes ? { hashes: one.hashes } : {}),
  }
}

const SCOPES: readonly Scope[] = ['runtime', 'optional', 'test', 'development']

/** Of two lockfiles that pin the same: who says runtime is right, and who says nothing does not contradict. */
function together(a: SbomComponent, b: SbomComponent): SbomComponent {
  const scope = SCOPES.find((one) => one === a.scope || one === b.scope) ?? null
  return {
    ...b,
    ...a,
    scope,
    built: a.built || b.built,
    direct: a.direct || b.direct || (a.direct ?? b.direct),
    licenses: a.licenses.length > 0 ? a.licenses : b.licenses,
    paths: [...new Set([...(a.paths ?? []), ...(b.paths ?? [])])].sort(),
    deprecated: a.deprecated ?? b.deprecated,
    wanted: a.wanted && b.wanted ? [...new Set([...a.wanted, ...b.wanted])].sort() : (a.wanted ?? b.wanted),
  }
}

const keyOf = ({ ecosystem, namespace, name, version, id }: SbomComponent): string =>
  [ecosystem, namespace, name, version, id].join('\u0000')
const byName = (a: SbomComponent, b: SbomComponent): number => (keyOf(a) < keyOf(b) ? -1 : 1)

/** In order of where they start; those of one start by the scope of what is used. */
function edgesOf(
  uses: ReadonlyMap<string, ReadonlySet<string>>,
  rows: ReadonlyMap<string, SbomComponent>,
): SbomEdges[] {
  return [...uses]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([from, to]) =>
      [null, ...SCOPES].flatMap((scope) => {
        const own = [...to].filter((id) => (rows.get(id)?.scope ?? null) === scope).sort()
        return own.length > 0 ? [{ from, to: own, scope }] : []
      }),
    )
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items
}
