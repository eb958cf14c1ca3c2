import type { Draft } from '../draft.ts'
import { endOf } from '../draft.ts'
import { imageItem } from '../images/image-item.ts'
import { imageName } from '../images/image-name.ts'
import { storeByPort, storeOfImage } from '../images/stores.ts'
import { at, listOf, type Plain, type PlainRecord, recordOf, textOf, textsOf } from '../plain.ts'
import type { Manifest } from './manifest.ts'
import { addressOf, groupOf, kindOf, nameIn, namespaceOf, placeIn } from './names.ts'
import { operatedStore, WORKLOADS } from './vocabulary.ts'

/** Something that runs in the cluster, with what other objects look at. */
export interface Running {
  manifest: Manifest
  /** End of its links: `workload:…`, or `data-store:…` and `queue:…` where its image is one. */
  end: string
  /** Labels of its pods, that services and policies select by. */
  labels: PlainRecord
  pod: PlainRecord
  containers: Plain[]
}

/** Kinds that end: with the image of a database they fill or save one, they are none. */
const PASSING: ReadonlySet<string> = new Set(['Job', 'CronJob'])

/** The pod template of a workload; undefined for all that runs nothing. */
function podOf({ object }: Manifest): PlainRecord | undefined {
  const kind = textOf(object.kind) ?? ''
  if (kind === 'Service')
    return groupOf(object) === 'serving.knative.dev' ? recordOf(at(object, 'spec', 'template')) : undefined
  // What discovery makes of a chart that a controller installs; the controller's own object runs nothing.
  if (kind === 'HelmRelease')
    return groupOf(object) === 'helm' ? recordOf(at(object, 'spec', 'template')) : undefined
  const path = WORKLOADS.get(kind)
  return path && recordOf(at(object, ...path))
}

/** Adds workloads, the images that they run, and what operators run as a store. */
export function addWorkloads(manifests: readonly Manifest[], draft: Draft): Running[] {
  return manifests.flatMap((manifest): Running[] => {
    const operated = operatedStore(textOf(manifest.object.apiVersion) ?? '', kindOf(manifest))
    if (operated) {
      const item = draft.item({
        ...base(manifest),
        kind: operated.kind,
        exposure: 'internal',
        exposedBy: 'reached inside of the cluster',
        attributes: { ...manifest.origin, engine: operated.engine },
      })
      return [{ manifest, end: endOf(item), labels: {}, pod: {}, containers: [] }]
    }
    const template = podOf(manifest)
    if (!template) return []
    const pod = recordOf(template.spec)
    const containers = listOf(pod.containers)
    const initial = listOf(pod.initContainers)
    const images = containers.flatMap((one) => textOf(at(one, 'image')) ?? [])
    const ports = containers.flatMap((one) =>
      listOf(at(one, 'ports')).flatMap((port) => textOf(at(port, 'containerPort')) ?? []),
    )
    const shown = images[0] ?? (kindOf(manifest) === 'HelmRelease' ? manifest.origin.chart : undefined)
    const store =
      shown === undefined || PASSING.has(kindOf(manifest))
        ? undefined
        : (storeOfImage(shown) ?? storeByPort(shown, ports) ?? storeByPort(nameIn(manifest), ports))
    const item = draft.item({
      ...base(manifest),
      kind: store?.kind ?? 'workload',
      attributes: {
        ...manifest.origin,
        ...(store ? { engine: store.engine } : {}),
        ...traits(manifest, pod, containers),
      },
    })
    const end = endOf(item)
    for (const image of [...images, ...initial.flatMap((one) => textOf(at(one, 'image')) ?? [])]) {
      if (!/^[\w.\-/:@]{1,400}$/.test(image)) continue
      const place = placeIn(manifest, image)
      const line = Number(place.slice(place.lastIndexOf(':') + 1))
      draft.item(imageItem(image, 'runs', manifest.file, line))
      draft.link(end, 'runs', `image:${imageName(image)}`, `${place} image ${image}`, manifest.confidence)
    }
    const labels =
      kindOf(manifest) === 'Pod'
        ? recordOf(at(manifest.object, 'metadata', 'labels'))
        : recordOf(at(template, 'metadata', 'labels'))
    return [{ manifest, end, labels, pod, containers: [...containers, ...initial] }]
  })
}

const base = (manifest: Manifest) => ({
  name: addressOf(manifest),
  type: kindOf(manifest),
  provider: 'kubernetes',
  file: manifest.file,
  line: manifest.line,
})

/** Attributes of a workload that matter for what an attacker may do in it. */
function traits(manifest: Manifest, pod: PlainRecord, containers: readonly Plain[]): Record<string, string> {
  const out: Record<string, string> = {}
  const images = containers.flatMap((one) => textOf(at(one, 'image')) ?? [])
  if (images.length > 0) out.image = images.join(', ')
  const ports = containers.flatMap((one) =>
    listOf(at(one, 'ports')).flatMap((port) => textOf(at(port, 'containerPort')) ?? []),
  )
  if (ports.length > 0) out.ports = [...new Set(ports)].join(', ')
  const replicas = textOf(at(manifest.object, 'spec', 'replicas'))
  if (replicas) out.replicas = replicas
  const account = textOf(pod.serviceAccountName) ?? textOf(pod.serviceAccount)
  if (account) out.serviceAccount = account
  for (const flag of ['hostNetwork', 'hostPID', 'hostIPC']) if (pod[flag] === true) out[flag] = 'true'
  const paths = listOf(pod.volumes).flatMap((one) => textOf(at(one, 'hostPath', 'path')) ?? [])
  if (paths.length > 0) out.hostPath = paths.join(', ')
  if (pod.automountServiceAccountToken === false) out.automountToken = 'false'
  const contexts = [pod.securityContext, ...containers.map((one) => at(one, 'securityContext'))]
  if (contexts.some((one) => at(one, 'privileged') === true)) out.privileged = 'true'
  if (contexts.some((one) => at(one, 'allowPrivilegeEscalation') === true)) out.privilegeEscalation = 'true'
  if (contexts.some((one) => at(one, 'runAsUser') === 0)) out.runAsRoot = 'true'
  else if (contexts.some((one) => at(one, 'runAsNonRoot') === true)) out.runAsRoot = 'false'
  const capabilities = contexts.flatMap((one) => textsOf(at(one, 'capabilities', 'add')))
  if (capabilities.length > 0) out.capabilities = [...new Set(capabilities)].join(', ')
  const hostPorts = containers.flatMap((one) =>
    listOf(at(one, 'ports')).flatMap((port) => textOf(at(port, 'hostPort')) ?? []),
  )
  if (hostPorts.length > 0) out.hostPorts = hostPorts.join(', ')
  return out
}

/** Whether a pod's labels hold all of a selector's; an empty selector fits nothing here. */
export const selects = (selector: Plain, labels: PlainRecord): boolean => {
  const wanted = Object.entries(recordOf(selector))
  return wanted.length > 0 && wanted.every(([key, value]) => textOf(labels[key]) === textOf(value))
}

/** Of candidates, those of the same set where there are any: an application's own before those of its neighbours. */
export function nearest<One extends { manifest: Manifest }>(
  from: Manifest,
  candidates: readonly One[],
): { found: One[]; sure: boolean } {
  const namespace = namespaceOf(from)
  const near = candidates.filter((one) => namespaceOf(one.manifest) === namespace)
  const own = near.filter((one) => one.manifest.set === from.set || one.manifest.file === from.file)
  return own.length > 0 ? { found: own, sure: true } : { found: near, sure: false }
}
