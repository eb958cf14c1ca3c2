import type { Unit } from '../../contract.ts'
import { isOwnCode } from '../../source/own-code.ts'
import { Draft } from '../draft.ts'
import { addEntrances } from './add-entrances.ts'
import { addIdentities } from './add-identities.ts'
import { addReferences } from './add-references.ts'
import { addServices } from './add-services.ts'
import { addWorkloads } from './add-workloads.ts'
import type { ClusterFact } from './facts.ts'
import { manifestsInForce } from './manifests-in-force.ts'
import { readClusterFile, wantsClusterFile } from './read-cluster-file.ts'
import { settleExposure } from './settle-exposure.ts'

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
    const running = addWorkloads(manifests, draft)
    const served = addServices(manifests, running, draft)
    addEntrances(manifests, served, running, draft)
    addReferences(manifests, running, served, draft)
    addIdentities(manifests, running, draft)
    settleExposure(manifests, running, draft)
    return { infrastructure: draft.items, links: draft.links, problems }
  },
}
