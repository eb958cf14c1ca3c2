import type { Draft } from '../infrastructure/draft.ts'
import type { Manifest } from '../infrastructure/kubernetes/manifest.ts'
import { nameIn } from '../infrastructure/kubernetes/names.ts'
import { at, listOf, textOf } from '../infrastructure/plain.ts'
import type { ClusterObjects } from './cluster-objects.ts'

/** Adds the machines of the cluster and what runs on each. */
export function addNodesOf(objects: ClusterObjects, draft: Draft): void {
  for (const { node, owner } of objects.pods) {
    const end = ['workload', 'data-store', 'queue']
      .map((kind) => `${kind}:${owner}`)
      .find((one) => draft.find(one))
    if (node && end) draft.link(`host:Node/${node}`, 'runs', end, `pod of ${owner} on ${node}`, 1)
  }
  for (const manifest of objects.manifests())
    if (textOf(manifest.object.kind) === 'Node') draft.item(hostOf(manifest))
}

function hostOf(manifest: Manifest) {
  const { object } = manifest
  const info = at(object, 'status', 'nodeInfo')
  const addresses = listOf(at(object, 'status', 'addresses'))
  const outer = addresses.flatMap((one) =>
    at(one, 'type') === 'ExternalIP' ? (textOf(at(one, 'address')) ?? []) : [],
  )
  const said = {
    os: textOf(at(info, 'osImage')),
    kernel: textOf(at(info, 'kernelVersion')),
    kubelet: textOf(at(info, 'kubeletVersion')),
    runtime: textOf(at(info, 'containerRuntimeVersion')),
    externalAddress: outer.join(', '),
    instance: textOf(at(object, 'spec', 'providerID')),
  }
  return {
    kind: 'host' as const,
    name: `Node/${nameIn(manifest)}`,
    type: 'Node',
    provider: 'kubernetes',
    file: manifest.file,
    line: 1,
    attributes: Object.fromEntries(
      Object.entries(said).filter((entry): entry is [string, string] => Boolean(entry[1])),
    ),
  }
}
