import { slimmed } from '../infrastructure/kubernetes/cluster-object.ts'
import type { Manifest } from '../infrastructure/kubernetes/manifest.ts'
import { addressOf } from '../infrastructure/kubernetes/names.ts'
import { WORKLOADS } from '../infrastructure/kubernetes/vocabulary.ts'
import { at, isRecord, listOf, type PlainRecord, recordOf, textOf } from '../infrastructure/plain.ts'
import { type RunningPod, runningPod } from './running-pod.ts'

/** Kinds that say nothing of the estate and are many: they are only counted. */
const COUNTED = new Set([
  'Event',
  'Lease',
  'Endpoints',
  'EndpointSlice',
  'ControllerRevision',
  'CustomResourceDefinition',
  'PodMetrics',
])

/** Annotations of people's tools that repeat the whole object, with what a Secret holds. */
const REPEATS = /last-applied-configuration|objectset\.rio\.cattle\.io\/applied/

/** Objects of a cluster as they come; what other objects make (pods of a deployment) is known as theirs. */
export class ClusterObjects {
  readonly #objects = new Map<string, Manifest>()
  /** Objects that another one makes, by the maker's address. */
  readonly #made: { object: PlainRecord; maker: string }[] = []
  readonly pods: RunningPod[] = []
  readonly counts = new Map<string, number>()

  add(object: PlainRecord): void {
    const kind = textOf(object.kind) ?? ''
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1)
    if (COUNTED.has(kind) || !textOf(at(object, 'metadata', 'name'))) return
    const kept = withoutNoise(slimmed(object))
    const manifest = manifestOf(kept)
    const maker = makerOf(kept)
    if (kind === 'Pod') this.pods.push(runningPod(kept, maker ?? addressOf(manifest)))
    if (maker) this.#made.push({ object: kept, maker })
    else this.#objects.set(addressOf(manifest), manifest)
  }

  /** Everything that stands for itself: makers alone where both are there, a maker as its pods show it where it is not. */
  manifests(): Manifest[] {
    const makers = new Map(this.#made.map(({ object, maker }) => [addressOf(manifestOf(object)), maker]))
    for (const { object, maker } of this.#made) {
      const first = makers.get(maker) ?? maker
      if (textOf(object.kind) === 'Pod' && !this.#objects.has(first))
        this.#objects.set(first, manifestOf(asMaker(object, first)))
    }
    for (const pod of this.pods) pod.owner = makers.get(pod.owner) ?? pod.owner
    return [...this.#objects.values()]
  }
}

const manifestOf = (object: PlainRecord): Manifest => {
  const manifest = { object, file: '', line: 1, lines: new Map(), set: '', confidence: 1, origin: {} }
  return { ...manifest, file: addressOf(manifest) }
}

/** Address of the workload that an object belongs to; undefined when it stands for itself. */
function makerOf(object: PlainRecord): string | undefined {
  const owner = listOf(at(object, 'metadata', 'ownerReferences')).find(
    (one) => at(one, 'controller') === true,
  )
  const [kind, name] = [textOf(at(owner, 'kind')), textOf(at(owner, 'name'))]
  if (!kind || !name || !WORKLOADS.has(kind)) return undefined
  const namespace = textOf(at(object, 'metadata', 'namespace')) ?? 'default'
  // A deployment's replica set is called after it: its own hash is behind the name.
  const hash = textOf(at(object, 'metadata', 'labels', 'pod-template-hash'))
  return kind === 'ReplicaSet' && hash && name.endsWith(`-${hash}`)
    ? `Deployment/${namespace}/${name.slice(0, -hash.length - 1)}`
    : `${kind}/${namespace}/${name}`
}

/** A workload as one of its pods shows it. */
function asMaker(pod: PlainRecord, address: string): PlainRecord {
  const [kind = '', namespace = '', name = ''] = address.split('/')
  const { 'pod-template-hash': _, ...labels } = recordOf(at(pod, 'metadata', 'labels'))
  const template = { metadata: { labels }, spec: pod.spec }
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace },
    spec: kind === 'CronJob' ? { jobTemplate: { spec: { template } } } : { template },
  }
}

function withoutNoise(object: PlainRecord): PlainRecord {
  const { managedFields: _, annotations, ...metadata } = recordOf(object.metadata)
  const kept = isRecord(annotations)
    ? Object.fromEntries(Object.entries(annotations).filter(([key]) => !REPEATS.test(key)))
    : {}
  return { ...object, metadata: { ...metadata, annotations: kept } }
}
