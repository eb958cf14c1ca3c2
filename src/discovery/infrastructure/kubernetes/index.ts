import { Draft } from '../../../formats/infrastructure/draft.ts'
import { describeCluster } from '../../../formats/infrastructure/kubernetes/describe-cluster.ts'
import type { Unit } from '../../contract.ts'
import { isOwnCode } from '../../source/own-code.ts'
import type { ClusterFact } from './facts.ts'
import { manifestsInForce } from './manifests-in-force.ts'
import { readClusterFile, wantsClusterFile } from './read-cluster-file.ts'

/** Kubernetes: manifests as they are, Helm charts rendered with their values, kustomizations built. */
export const kubernetes: Unit<ClusterFact> = {
  id: 'kubernetes',
  version: 1,
  wants: (path) => wantsClusterFile(path) && isOwnCode(path),
  read: readClusterFile,
  join(files) {
    const { manifests, problems, items } = manifestsInForce(files)
    const draft = new Draft()
    for (const item of items) draft.item(item)
    describeCluster(manifests, draft)
    return { infrastructure: draft.items, links: draft.links, problems }
  },
}
