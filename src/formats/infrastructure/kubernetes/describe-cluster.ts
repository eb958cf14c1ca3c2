import { Draft } from '../draft.ts'
import { addEntrances } from './add-entrances.ts'
import { addIdentities } from './add-identities.ts'
import { addReferences } from './add-references.ts'
import { addServices } from './add-services.ts'
import { addWorkloads } from './add-workloads.ts'
import type { Manifest } from './manifest.ts'
import { settleExposure } from './settle-exposure.ts'

/**
 * What objects of a cluster say together: what runs, what leads to it, who may do what, and who can reach it. Adds to `draft`. `known`
 * may correct what is open to whom, before that spreads to what stands behind it. Pure.
 */
export function describeCluster(
  manifests: readonly Manifest[],
  draft = new Draft(),
  known: (draft: Draft) => void = () => {},
): Draft {
  const running = addWorkloads(manifests, draft)
  const served = addServices(manifests, running, draft)
  addEntrances(manifests, served, running, draft)
  addReferences(manifests, running, served, draft)
  addIdentities(manifests, running, draft)
  known(draft)
  settleExposure(manifests, running, draft)
  return draft
}
