import type { Unit } from '../contract.ts'
import { readCompose, wantsCompose } from '../infrastructure/compose/read-compose.ts'
import { isDockerfile, readDockerfile } from '../infrastructure/dockerfile/read-dockerfile.ts'
import { isOwnCode } from '../source/own-code.ts'
import type { DeployableFact } from './facts.ts'
import { buildLinks } from './find-builds.ts'
import { candidatesOf, deployablesOf } from './find-deployables.ts'
import { linksOfUse } from './links-of-use.ts'
import { isManifest, readManifest } from './manifests/index.ts'
import { isBuildFile, readBuilds } from './read-builds.ts'
import { mayBeEntry, readEntry } from './read-entry.ts'

/** What can be built and run: by build manifests, Dockerfiles and where programs begin; which images each builds, what it shares with others. */
export const deployables: Unit<DeployableFact> = {
  id: 'deployables',
  version: 2,
  wants: (path) =>
    (isManifest(path) || isDockerfile(path) || isBuildFile(path) || wantsCompose(path) || mayBeEntry(path)) &&
    isOwnCode(path),
  read(file) {
    const { path } = file
    return [
      ...(isManifest(path) ? readManifest(file) : []),
      ...(isDockerfile(path) ? readDockerfile(file) : []),
      ...(isBuildFile(path) ? readBuilds(file) : []),
      ...(wantsCompose(path) ? readCompose(file) : []),
      ...(mayBeEntry(path) ? readEntry(file) : []),
    ]
  },
  join(files, tree) {
    const found = candidatesOf(files, tree)
    const all = deployablesOf(found, tree)
    const contains = all.map(({ path, manifests }) => ({
      from: 'repository:',
      kind: 'contains' as const,
      to: `deployable:${path}`,
      evidence: manifests[0] ?? path,
      confidence: 1,
    }))
    return { deployables: all, links: [...contains, ...buildLinks(files, found), ...linksOfUse(found)] }
  },
}
