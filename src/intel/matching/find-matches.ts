import type { Observation } from '../../model/observation.ts'
import type { Tx } from '../../platform/database.ts'
import { inBatches } from '../../platform/snapshot.ts'
import { abandonedObservation } from './abandoned-packages.ts'
import { alteredObservation, alteredPackages, type ContestedDigest } from './altered-packages.ts'
import { type AssetPackage, assetPackages, type UsedPackage } from './asset-packages.ts'
import { contentOf } from './contents.ts'
import { cpeUses } from './cpe-uses.ts'
import { endedObservation } from './end-of-life.ts'
import { JUDGED_TOGETHER, type Judged, judgePackages, toldOf } from './judge-packages.ts'
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
 * are named by nothing better. Of what it uses only that stays in memory of which something is told.
 */
export async function findMatches(
  tx: Tx,
  where: AssetBranch,
  { today, cpe }: { today: string; cpe: boolean },
): Promise<Matches> {
  const { contested, altered } = await alteredPackages(tx, where)
  const odd = Map.groupBy(altered, ({ component }) => component)
  const judged: Judged[] = []
  const further: Observation[] = []
  let components = 0
  for await (const used of usedPackages(tx, where, cpe)) {
    judged.push(await judgePackages(tx, used, today))
    components += used.length
    for (const one of used) {
      further.push(...abandonedObservation(one))
      for (const copy of odd.get(one.component) ?? []) further.push(alteredObservation(copy, one))
    }
  }
  return {
    components,
    matches: judged.flatMap(({ matches }) => matches),
    signals: new Map(judged.flatMap(({ signals }) => [...signals])),
    unreadable: judged.flatMap(({ unreadable }) => unreadable),
    gitRanges: judged.reduce((sum, { gitRanges }) => sum + gitRanges, 0),
    further: [...judged.flatMap(unsuitableOf), ...further],
    contested,
    content: await contentOf(tx, where, { told: judged.flatMap(toldOf), contested }),
  }
}

const unsuitableOf = ({ ended, unsuitable, policy }: Judged): Observation[] => [
  ...ended.map(endedObservation),
  ...unsuitable.flatMap((one) => licenseObservation(one, policy)),
]

/** As many as are judged together at a time. */
async function* usedPackages(
  tx: Tx,
  where: AssetBranch,
  cpe: boolean,
): AsyncGenerator<(UsedPackage & Partial<AssetPackage>)[]> {
  yield* inBatches(assetPackages(tx, where), JUDGED_TOGETHER)
  if (cpe) yield await cpeUses(tx, where)
}
