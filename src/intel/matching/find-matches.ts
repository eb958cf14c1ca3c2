import type { Observation } from '../../model/observation.ts'
import type { Tx } from '../../platform/database.ts'
import { abandonedObservation } from './abandoned-packages.ts'
import { alteredObservation, alteredPackages, type ContestedDigest } from './altered-packages.ts'
import { assetPackages } from './asset-packages.ts'
import { contentOf } from './contents.ts'
import { cpeUses } from './cpe-uses.ts'
import { endedObservation } from './end-of-life.ts'
import { type Judged, judgePackages, toldOf } from './judge-packages.ts'
import { licenseObservation } from './unsuitable-licenses.ts'
import type { AssetBranch } from './users-of.ts'

export interface Matches extends Pick<Judged, 'matches' | 'signals' | 'unreadable' | 'gitRanges'> {
  components: number
  /** What is past its end of life, abandoned, under a licence that does not suit, or altered. */
  further: Observation[]
  /** Packages of which copies differ between assets; see `alteredPackages`. */
  contested: ContestedDigest[]
  /** Of everything that was found, and of the uses it was found in. */
  content: string
}

/**
 * Holds what an asset uses on a branch against everything that is known of those packages. `cpe`: also what the NVD says of products that
 * are named by nothing better.
 */
export async function findMatches(
  tx: Tx,
  where: AssetBranch,
  { today, cpe }: { today: string; cpe: boolean },
): Promise<Matches> {
  const packages = await assetPackages(tx, where)
  const used = cpe ? [...packages, ...(await cpeUses(tx, where))] : packages
  const judged = await judgePackages(tx, used, today)
  const { matches, signals, unreadable, gitRanges, ended, unsuitable, policy } = judged
  const { altered, contested } = await alteredPackages(tx, where, packages)
  return {
    components: used.length,
    matches,
    signals,
    unreadable,
    gitRanges,
    further: [
      ...ended.map(endedObservation),
      ...packages.flatMap(abandonedObservation),
      ...unsuitable.flatMap((one) => licenseObservation(one, policy)),
      ...altered.map(alteredObservation),
    ],
    contested,
    content: await contentOf(tx, where, { told: toldOf(judged), contested }),
  }
}
