import type { Component, Dependency } from '../../model/component.ts'
import { DependencyGraph, type GraphNode, wayTo } from '../values/dependency-graph.ts'
import { withoutGaps } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { keptPurl, purlOf, purlTypeOf } from '../values/purl.ts'
import type { Result } from './frame.ts'
import type { Place } from './looked-at.ts'
import type { Package, Vulnerability } from './schema.ts'

/** What the findings of a result need to know of its packages. */
export interface KnownPackage {
  label: string
  direct: boolean | undefined
  /** The described thing itself. */
  root: boolean
  line: number | undefined
  endLine: number | undefined
}

/** The packages of one result. Trivy lists them ahead of the result's findings. */
export class PackageList {
  readonly #place: Place
  readonly #graph = new DependencyGraph<KnownPackage>()
  readonly #byUid = new Map<string, GraphNode<KnownPackage>>()
  readonly #refs = new Set<string>()
  #walked = false

  constructor(place: Place) {
    this.#place = place
  }

  *add(from: Package): Generator<Component | Dependency> {
    const label = labelOf(from)
    const id = from.ID ?? label
    const node = this.#graph.at(id)
    const direct = directOf(from)
    node.value ??= {
      label,
      direct,
      root: from.Relationship === 'root',
      line: from.Locations[0]?.StartLine,
      endLine: from.Locations[0]?.EndLine,
    }
    if (from.Identifier?.UID) this.#byUid.set(from.Identifier.UID, node)
    this.#graph.add(id, from.DependsOn)
    const ref = this.#refOf(id, from)
    yield withoutGaps({
      type: 'component' as const,
      ref,
      name: from.Name,
      version: versionOf(from),
      purl: keptPurl(from.Identifier?.PURL),
      componentType: 'library',
      licenses: from.Licenses,
      scope: from.Dev ? ('development' as const) : undefined,
      direct,
      supplier: from.Maintainer,
      path: pathOf(this.#place, from.FilePath),
      root: from.Relationship === 'root' || undefined,
    })
    if (from.DependsOn.length > 0)
      yield {
        type: 'dependency',
        ref,
        dependsOn: from.DependsOn.map((use) => `${this.#place.pointer}#${use}`),
      }
  }

  find({ PkgID, PkgIdentifier }: Vulnerability): GraphNode<KnownPackage> | undefined {
    return this.#byUid.get(PkgIdentifier?.UID ?? '') ?? (PkgID ? this.#graph.find(PkgID) : undefined)
  }

  /** The packages from the root, or from a direct dependency, to this one; undefined where Trivy does not tell direct ones. */
  chainTo(node: GraphNode<KnownPackage>): string[] | undefined {
    if (!this.#walked) this.#walk()
    if (!node.reached) return undefined
    return wayTo(node).map(({ ref, value }) => value?.label ?? ref)
  }

  #walk(): void {
    this.#walked = true
    const nodes = [...this.#byUid.values()]
    const roots = nodes.filter(({ value }) => value?.root)
    const tops = roots.length > 0 ? roots : nodes.filter(({ value }) => value?.direct)
    this.#graph.walkFrom(tops)
  }

  /** The same package may lie in several files of one result. */
  #refOf(id: string, { Identifier }: Package): string {
    const names = [id, Identifier?.UID, `${id}#${this.#refs.size}`].map(
      (name) => `${this.#place.pointer}#${name}`,
    )
    const ref = names.find((name) => !this.#refs.has(name)) as string
    this.#refs.add(ref)
    return ref
  }
}

function labelOf(from: Package): string {
  const version = versionOf(from)
  return version ? `${from.Name}@${version}` : from.Name
}

function directOf({ Relationship, Indirect }: Package): boolean | undefined {
  if (Relationship === 'direct') return true
  return Relationship === 'indirect' || Indirect ? false : undefined
}

/** System packages have their version in parts: `[epoch:]version[-release]`. */
const versionOf = ({ Epoch, Version, Release }: Package): string | undefined =>
  Version && `${Epoch ? `${Epoch}:` : ''}${Version}${Release ? `-${Release}` : ''}`

/** Types whose packages Trivy gathers from the whole artifact under one word; for the others the target is the lockfile. */
const GATHERED = new Set(['python-pkg', 'conda-pkg', 'gemspec', 'node-pkg', 'jar', 'kubernetes'])

/** The file that a package comes from: its own, or the lockfile that the result is about. */
export function pathOf({ result, object }: Place, own?: string): string | undefined {
  if (own) return relativePath(own)
  const isLockfile = result.Class === 'lang-pkgs' || (!result.Class && !isSystem(result))
  if (!isLockfile || object || GATHERED.has(result.Type ?? '')) return undefined
  return result.Target && relativePath(result.Target)
}

const SYSTEM = new Set(['deb', 'rpm', 'apk'])

export const isSystem = ({ Class, Type }: Result): boolean =>
  Class === 'os-pkgs' || (!Class && SYSTEM.has(purlTypeOf(Type) ?? ''))

/** Reports of before 0.48 name no package URL; type, name and version make one. */
export function purlFrom(
  {
    PkgIdentifier,
    Ref,
    PkgName,
    InstalledVersion,
  }: Pick<Vulnerability, 'PkgIdentifier' | 'Ref' | 'PkgName' | 'InstalledVersion'>,
  result: Result,
): string | undefined {
  const given = PkgIdentifier?.PURL ?? Ref
  if (given) return keptPurl(given)
  const type = purlTypeOf(result.Type)
  if (!type || !PkgName) return undefined
  const [, epoch, version] = /^(?:(\d+):)?(.+)$/.exec(InstalledVersion ?? '') ?? []
  return isSystem(result)
    ? purlOf({
        type,
        namespace: result.Type ?? '',
        name: PkgName,
        ...(version && { version }),
        ...(epoch && { qualifiers: { epoch } }),
      })
    : purlOf({ type, name: PkgName, ...(InstalledVersion && { version: InstalledVersion }) })
}
