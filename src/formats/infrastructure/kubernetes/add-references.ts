import { type Draft, endOf } from '../draft.ts'
import { addressesIn } from '../images/addresses.ts'
import { addStoreLink, externalStore } from '../images/external-store.ts'
import { at, listOf, pairsOf, recordOf, textOf, textsOf } from '../plain.ts'
import { serviceCalled } from './add-entrances.ts'
import type { Served } from './add-services.ts'
import type { Running } from './add-workloads.ts'
import type { Manifest } from './manifest.ts'
import { isCalled, kindOf, nameIn, namespaceOf, placeIn } from './names.ts'

/** One setting of a workload, wherever it comes from. */
interface Setting {
  name: string
  value: string
  from: Manifest
  confidence: number
}

/** Adds what workloads use: config maps, secrets, volumes; and whom their settings call. */
export function addReferences(
  manifests: readonly Manifest[],
  running: readonly Running[],
  served: readonly Served[],
  draft: Draft,
): void {
  const holders = new Map<string, Manifest[]>()
  for (const one of manifests) {
    const kind = SECRET_KINDS.has(kindOf(one)) ? 'Secret' : kindOf(one)
    if (kind !== 'Secret' && kind !== 'ConfigMap' && kind !== 'PersistentVolumeClaim') continue
    const list = holders.get(kind) ?? []
    list.push(one)
    holders.set(kind, list)
    draft.item({
      kind: kind === 'Secret' ? 'secret' : 'resource',
      name: `${kind}/${namespaceOf(one)}/${nameIn(one)}`,
      type: kindOf(one),
      provider: 'kubernetes',
      file: one.file,
      line: one.line,
      attributes: { ...one.origin, ...keysOf(one) },
    })
  }
  // Several overlays may hold one of the same name: that of the same file, set or folder is meant, then the one that lies nearest.
  const lookUp = (kind: string, name: string, from: Manifest) =>
    (holders.get(kind) ?? [])
      .filter((one) => isCalled(one, name) && namespaceOf(one) === namespaceOf(from))
      .map((one) => ({ one, near: nearness(one, from) }))
      .sort((a, b) => b.near - a.near)[0]?.one

  for (const one of running) {
    const use = (kind: 'Secret' | 'ConfigMap' | 'PersistentVolumeClaim', name: string) => {
      const holder = lookUp(kind, name, one.manifest)
      const address = `${kind}/${namespaceOf(one.manifest)}/${holder ? nameIn(holder) : name}`
      const item = draft.item({
        kind: kind === 'Secret' ? 'secret' : 'resource',
        name: address,
        type: kind,
        provider: 'kubernetes',
        file: one.manifest.file,
        line: Number(placeIn(one.manifest, name).split(':').at(-1)),
        attributes: holder ? {} : { declared: 'false' },
      })
      const does = kind === 'PersistentVolumeClaim' ? 'writes' : 'uses'
      draft.link(
        one.end,
        does,
        endOf(item),
        `${placeIn(one.manifest, name)} ${kind} ${name}`,
        one.manifest.confidence,
      )
      return holder
    }
    for (const setting of settingsOf(one, use)) call(one, setting, served, draft)
  }
}

/** How near two manifests are: parts of the path that they share, and more when they are applied together. */
function nearness(one: Manifest, other: Manifest): number {
  if (one.file === other.file) return 1_000
  const [a, b] = [one.file.split('/').slice(0, -1), other.file.split('/').slice(0, -1)]
  const differs = a.findIndex((part, at) => part !== b[at])
  return (one.set === other.set ? 100 : 0) + (differs < 0 ? a.length : differs)
}

const SECRET_KINDS = new Set([
  'Secret',
  'SealedSecret',
  'ExternalSecret',
  'VaultStaticSecret',
  'OnePasswordItem',
  'SecretProviderClass',
])

const keysOf = ({ object }: Manifest): Record<string, string> => {
  const keys = [...Object.keys(recordOf(object.data)), ...Object.keys(recordOf(object.stringData))]
  const type = textOf(object.type)
  return {
    ...(keys.length > 0 ? { keys: keys.slice(0, 30).join(', ') } : {}),
    ...(type ? { secretType: type } : {}),
  }
}

type Use = (kind: 'Secret' | 'ConfigMap' | 'PersistentVolumeClaim', name: string) => Manifest | undefined

/** Settings of a workload out of its environment, arguments and the config maps that it takes in. Notes every config map and secret on the way. */
function settingsOf({ manifest, pod, containers }: Running, use: Use): Setting[] {
  const out: Setting[] = []
  const add = (
    name: string,
    value: string | undefined,
    from = manifest,
    confidence = manifest.confidence,
  ) => {
    if (value) out.push({ name, value, from, confidence })
  }
  const all = (holder: Manifest | undefined, sure: number) => {
    if (!holder) return
    for (const [name, value] of [...pairsOf(holder.object.data), ...pairsOf(holder.object.stringData)])
      add(name, value, holder, holder.confidence * sure)
  }
  for (const container of containers) {
    const known = new Map(
      listOf(at(container, 'env')).flatMap((one) => {
        const [name, value] = [textOf(at(one, 'name')), textOf(at(one, 'value'))]
        return name && value ? [[name, value] as const] : []
      }),
    )
    const filled = (text: string) =>
      text.replace(/\$\(([A-Za-z_]\w{0,80})\)/g, (whole, name: string) => known.get(name) ?? whole)
    for (const one of listOf(at(container, 'env'))) {
      const name = textOf(at(one, 'name')) ?? ''
      const value = textOf(at(one, 'value'))
      add(name, value && filled(value))
      const map = textOf(at(one, 'valueFrom', 'configMapKeyRef', 'name'))
      const secret = textOf(at(one, 'valueFrom', 'secretKeyRef', 'name'))
      if (map) {
        const holder = use('ConfigMap', map)
        const value =
          holder &&
          textOf(at(holder.object, 'data', textOf(at(one, 'valueFrom', 'configMapKeyRef', 'key')) ?? ''))
        if (holder) add(name, value, holder)
      }
      if (secret) {
        const holder = use('Secret', secret)
        const value =
          holder &&
          textOf(at(holder.object, 'stringData', textOf(at(one, 'valueFrom', 'secretKeyRef', 'key')) ?? ''))
        if (holder) add(name, value, holder)
      }
    }
    for (const one of listOf(at(container, 'envFrom'))) {
      const map = textOf(at(one, 'configMapRef', 'name'))
      const secret = textOf(at(one, 'secretRef', 'name'))
      if (map) all(use('ConfigMap', map), 1)
      if (secret) all(use('Secret', secret), 1)
    }
    const words = [...textsOf(at(container, 'command')), ...textsOf(at(container, 'args'))]
    words.forEach((word, i) => {
      const flag = words[i - 1] ?? ''
      add(flag.startsWith('-') ? flag : '', filled(word))
    })
  }
  for (const volume of listOf(pod.volumes)) {
    const sources = [volume, ...listOf(at(volume, 'projected', 'sources'))]
    for (const source of sources) {
      const map = textOf(at(source, 'configMap', 'name'))
      const secret = textOf(at(source, 'secret', 'secretName')) ?? textOf(at(source, 'secret', 'name'))
      if (map) all(use('ConfigMap', map), 0.8)
      if (secret) use('Secret', secret)
    }
    const claim = textOf(at(volume, 'persistentVolumeClaim', 'claimName'))
    if (claim) use('PersistentVolumeClaim', claim)
    const vault = textOf(at(volume, 'csi', 'volumeAttributes', 'secretProviderClass'))
    if (vault) use('Secret', vault)
  }
  for (const one of listOf(pod.imagePullSecrets)) {
    const name = textOf(at(one, 'name'))
    if (name) use('Secret', name)
  }
  return out
}

/** Draws whom a setting calls: services of the cluster, the stores behind them, stores outside. */
function call(
  one: Running,
  { name, value, from, confidence }: Setting,
  served: readonly Served[],
  draft: Draft,
): void {
  for (const address of addressesIn(value, name)) {
    // A pod of a stateful set has a name of its own in front of that of its service.
    const shorter = address.host.includes('.') ? address.host.slice(address.host.indexOf('.') + 1) : undefined
    const target =
      serviceCalled(one.manifest, address.host, served) ??
      (shorter === undefined ? undefined : serviceCalled(one.manifest, shorter, served))
    const evidence = `${placeIn(from, value)} ${name ? `${name} ` : ''}${address.host}${address.port ? `:${address.port}` : ''}`
    const lone = address.port === undefined && address.scheme === undefined
    const sure = confidence * (lone ? 0.75 : 0.95)
    if (target) {
      const stores = target.targets.filter((behind) => !behind.end.startsWith('workload:'))
      for (const store of stores)
        if (store.end !== one.end) addStoreLink(draft, one.end, store.end, `${name} ${value}`, evidence, sure)
      const own = target.targets.some((behind) => behind.end === one.end)
      if (stores.length === 0 && !own) draft.link(one.end, 'calls', target.end, evidence, sure)
      continue
    }
    const store = externalStore(
      address,
      { file: from.file, line: Number(placeIn(from, value).split(':').at(-1)) },
      'kubernetes',
    )
    if (store)
      addStoreLink(draft, one.end, endOf(draft.item(store)), `${name} ${address.host}`, evidence, sure * 0.9)
  }
}
