import type { VisibleAssets } from '../../access/visible-assets.ts'
import type { Tx } from '../../platform/database.ts'
import { ConflictCounts, type CountedConflict } from './live/count-conflicts.ts'
import { judge } from './live/judge.ts'
import { visitOpenGroups } from './live/open-groups.ts'
import { readPlaces } from './live/places.ts'
import { policiesInForce } from './store/policies-in-force.ts'

/** Rules in force that contradict each other on open findings that somebody may see. */
export async function findConflicts(tx: Tx, visible: VisibleAssets): Promise<CountedConflict[]> {
  const counts = new ConflictCounts()
  const places = await readPlaces(tx, visible === 'all' ? undefined : visible)
  await visitOpenGroups(tx, places, [await policiesInForce(tx)], (group) => {
    const [set] = group.sets
    if (set) counts.add(judge(set, group).conflicts, group.count)
  })
  return counts.all()
}
