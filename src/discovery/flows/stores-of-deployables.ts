import type { Deployable, Infrastructure, Link } from '../contract.ts'
import type { Driver, FileFlow } from './contract.ts'

/** A database of a deployable: one that infrastructure declares and its workload uses, or one that only its code tells of. */
export interface StoreOfDeployable {
  /** Folder of the deployable. */
  home: string
  /** Name of the data store. */
  name: string
  /** Undefined where what declares it does not tell. */
  engine: string | undefined
  /** What shows that code talks to it. */
  evidence: string
  confidence: number
}

const SURENESS: Record<Driver['by'], number> = { code: 0.9, address: 0.85, manifest: 0.7 }
const ORDER: Driver['by'][] = ['code', 'address', 'manifest']

/**
 * Databases that each deployable talks to. A client in code means the store of that product which its workload is linked with; where no
 * infrastructure of the tree declares one, the store that code tells of is a thing of its own. Pure.
 */
export function storesOfDeployables(whole: {
  deployables: readonly Deployable[]
  infrastructure: readonly Infrastructure[]
  links: readonly Link[]
  flows: readonly FileFlow[]
  homeOf: (file: string) => string | undefined
}): { stores: StoreOfDeployable[]; infrastructure: Infrastructure[] } {
  const stores: StoreOfDeployable[] = []
  const made: Infrastructure[] = []
  const drivers = driversByHome(whole.flows, whole.homeOf)
  const declared = declaredStores(whole)
  for (const { path, name } of whole.deployables) {
    const linked = declared.get(path) ?? []
    for (const { engine, says, by, file, line } of drivers.get(path) ?? []) {
      const own = linked.find((one) => one.engine === engine)
      const evidence = `${file}:${line} ${says}`
      const store = own?.name ?? (name === '.' ? engine : `${name}/${engine}`)
      stores.push({ home: path, name: store, engine, evidence, confidence: SURENESS[by] })
      if (own) continue
      const attributes = { engine, seen: 'code', client: says }
      made.push({ kind: 'data-store', name: store, type: engine, provider: 'code', attributes, file, line })
    }
    const told = new Set(stores.filter(({ home }) => home === path).map((one) => one.name))
    for (const { name: store, engine, evidence, confidence } of linked)
      if (!told.has(store)) stores.push({ home: path, name: store, engine, evidence, confidence })
  }
  return { stores, infrastructure: made }
}

type Placed = Driver & { file: string }

/** Products that each deployable's files name, each once with its surest place. A client that only the manifest names may be left over: it counts where nothing else tells. */
function driversByHome(
  flows: readonly FileFlow[],
  homeOf: (file: string) => string | undefined,
): Map<string, Placed[]> {
  const homes = new Map<string, Map<string, Placed>>()
  for (const one of flows) {
    if (one.type !== 'driver') continue
    const home = homeOf(one.file)
    if (home === undefined) continue
    const own = homes.get(home) ?? new Map<string, Placed>()
    homes.set(home, own)
    const known = own.get(one.engine)
    if (!known || ORDER.indexOf(one.by) < ORDER.indexOf(known.by)) own.set(one.engine, one)
  }
  return new Map(
    [...homes].map(([home, own]) => {
      const all = [...own.values()]
      const seen = all.filter(({ by }) => by !== 'manifest')
      return [home, seen.length > 0 ? seen : all]
    }),
  )
}

/** Stores that workloads of each deployable's images are linked with. */
function declaredStores({
  infrastructure,
  links,
}: {
  infrastructure: readonly Infrastructure[]
  links: readonly Link[]
}): Map<string, Omit<StoreOfDeployable, 'home'>[]> {
  const engines = new Map(
    infrastructure.flatMap(({ kind, name, attributes }) =>
      kind === 'data-store' ? [[`data-store:${name}`, attributes.engine]] : [],
    ),
  )
  const runners = new Map<string, string[]>()
  for (const { from, kind, to } of links)
    if (kind === 'runs') runners.set(to, [...(runners.get(to) ?? []), from])
  const used = new Map<string, Link[]>()
  for (const link of links)
    if ((link.kind === 'reads' || link.kind === 'writes') && engines.has(link.to))
      used.set(link.from, [...(used.get(link.from) ?? []), link])
  const stores = new Map<string, Omit<StoreOfDeployable, 'home'>[]>()
  const take = (home: string, from: string): void => {
    for (const { to, evidence, confidence } of used.get(from) ?? []) {
      const store = { name: to.slice('data-store:'.length), engine: engines.get(to), evidence, confidence }
      const own = stores.get(home) ?? []
      if (!own.some(({ name }) => name === store.name)) stores.set(home, [...own, store])
    }
  }
  for (const { from, kind, to } of links) {
    if (kind !== 'builds' || !from.startsWith('deployable:')) continue
    const home = from.slice('deployable:'.length)
    take(home, from)
    for (const workload of runners.get(to) ?? []) take(home, workload)
  }
  return stores
}
