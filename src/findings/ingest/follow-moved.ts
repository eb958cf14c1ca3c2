import type { Tx } from '../../platform/database.ts'
import type { ScopeArgs } from './compare.ts'
import { freshLeftovers, goneLeftovers, stayingPaths } from './leftovers.ts'
import { type Pair, pairMoved } from './pair-moved.ts'

/**
 * Pairs the observations of scope `from` that the staged report does not show with those staged that have no stored one.
 * `isTaken` leaves out staged ones that found their finding in another way.
 */
export async function followMoved(
  tx: Tx,
  args: ScopeArgs & { at: Date },
  from: string,
  isTaken: (staged: string) => boolean = () => false,
): Promise<Pair[]> {
  const gone = await goneLeftovers(tx, args, from)
  if (gone.length === 0) return []
  const fresh = (await freshLeftovers(tx, args)).filter(({ id }) => !isTaken(id))
  if (fresh.length === 0) return []
  const paths = [...gone, ...fresh].map(({ path }) => path)
  return pairMoved(gone, fresh, await stayingPaths(tx, args, from, paths))
}
