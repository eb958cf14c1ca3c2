import { purlOf } from '../../formats/values/purl.ts'
import type { Dependency } from '../../model/component.ts'
import type { DiscoveredComponent } from '../contract.ts'
import type { LockedPackage, LockedRoot, LockFact, Scope } from './contract.ts'

export interface Assembled {
  components: DiscoveredComponent[]
  dependencies: Dependency[]
}

const ORDER: readonly Scope[] = ['runtime', 'optional', 'test', 'development']

/** The reference of what is built in a folder; all lockfiles of a folder speak of the same. */
export const rootRef = (folder: string): string => `root:${folder || '.'}`

/**
 * Components and edges of one lockfile. A package's scope is the best of all ways that lead to it from a root, unless the file says it;
 * what one root uses directly is direct; `others` are roots of other files that it may use. The same version at several places of the file is one component.
 */
export function assemble(
  path: string,
  fact: LockFact,
  roots: readonly LockedRoot[],
  others: readonly LockedRoot[] = [],
): Assembled {
  const nodes = new Map(fact.packages.map((one) => [one.key, one]))
  const members = new Map(
    [...others, ...roots].flatMap((one) => (one.key === undefined ? [] : [[one.key, one]])),
  )
  const scopes = scopesOf(nodes, roots)
  const owners = ownersOf(nodes, roots)
  const asked = Map.groupBy(
    roots.flatMap(({ uses }) => uses),
    ({ key }) => key,
  )
  const direct = new Set(asked.keys())
  const knowsDirect = direct.size > 0
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')))
  const refs = new Map<string, string>()
  const components = new Map<string, DiscoveredComponent>()
  for (const one of fact.packages) {
    const purl = purlOf(one)
    const ref = `${path}#${purl ?? `${one.type}:${one.name}@${one.version ?? ''}`}`
    refs.set(one.key, ref)
    const scope = one.scope ?? scopes.get(one.key)
    const isDirect = one.direct ?? (knowsDirect ? direct.has(one.key) : undefined)
    const wanted = (asked.get(one.key) ?? []).flatMap(({ range }) => range ?? [])
    const known = components.get(ref)
    if (known) {
      if (wanted.length > 0) known.wanted = [...new Set([...(known.wanted ?? []), ...wanted])]
      if (isDirect) known.direct = true
      if (scope && (!known.scope || ORDER.indexOf(scope) < ORDER.indexOf(known.scope))) known.scope = scope
      continue
    }
    components.set(ref, {
      type: 'component',
      ref,
      name: one.name,
      ...(one.version ? { version: one.version } : {}),
      ...(purl ? { purl } : {}),
      componentType: 'library',
      ...(one.licenses ? { licenses: one.licenses } : {}),
      ...(one.hashes ? { hashes: one.hashes } : {}),
      ...(scope ? { scope } : {}),
      ...(isDirect === undefined ? {} : { direct: isDirect }),
      ...(one.deprecated ? { deprecated: one.deprecated } : {}),
      ...(wanted.length > 0 ? { wanted: [...new Set(wanted)] } : {}),
      path,
      deployable: owners.get(one.key) ?? (folder || '.'),
    })
  }
  const edges = new Map<string, Set<string>>()
  const add = (from: string, keys: Iterable<string>): void => {
    const known = edges.get(from) ?? new Set<string>()
    for (const key of keys) {
      const member = members.get(key)
      const to = member ? rootRef(member.folder) : refs.get(key)
      if (to !== undefined && to !== from) known.add(to)
    }
    if (known.size > 0) edges.set(from, known)
  }
  for (const root of roots)
    add(
      rootRef(root.folder),
      root.uses.map(({ key }) => key),
    )
  for (const one of fact.packages)
    add(refs.get(one.key) as string, [...(one.uses ?? []), ...(one.mayUse ?? [])])
  return {
    components: [...components.values()],
    dependencies: [...edges].map(([ref, dependsOn]) => ({
      type: 'dependency',
      ref,
      dependsOn: [...dependsOn],
    })),
  }
}

/** Scope by scope, best first: what is reached for running is not reached again for testing. */
function scopesOf(
  nodes: ReadonlyMap<string, LockedPackage>,
  roots: readonly LockedRoot[],
): Map<string, Scope> {
  const scopes = new Map<string, Scope>()
  const waiting = new Map<Scope, string[]>(ORDER.map((scope) => [scope, []]))
  for (const { uses } of roots) for (const { key, scope } of uses) waiting.get(scope)?.push(key)
  for (const scope of ORDER) {
    const queue = waiting.get(scope) as string[]
    for (let at = 0; at < queue.length; at++) {
      const key = queue[at] as string
      const node = nodes.get(key)
      if (!node || scopes.has(key)) continue
      scopes.set(key, scope)
      for (const use of node.uses ?? []) queue.push(use)
      const later = scope === 'runtime' ? (waiting.get('optional') as string[]) : queue
      for (const use of node.mayUse ?? []) later.push(use)
    }
  }
  return scopes
}

/** Of the packages that one root alone leads to, its folder. */
function ownersOf(
  nodes: ReadonlyMap<string, LockedPackage>,
  roots: readonly LockedRoot[],
): Map<string, string> {
  const first = new Map<string, LockedRoot>()
  const shared = new Set<string>()
  for (const root of roots) {
    const queue = root.uses.map(({ key }) => key)
    const seen = new Set<string>()
    for (let at = 0; at < queue.length; at++) {
      const key = queue[at] as string
      // What is shared, all below it is, too.
      if (seen.has(key) || shared.has(key)) continue
      seen.add(key)
      const node = nodes.get(key)
      if (!node) continue
      if (first.has(key)) shared.add(key)
      else first.set(key, root)
      for (const use of node.uses ?? []) queue.push(use)
      for (const use of node.mayUse ?? []) queue.push(use)
    }
  }
  return new Map(
    [...first].filter(([key]) => !shared.has(key)).map(([key, { folder }]) => [key, folder || '.']),
  )
}
