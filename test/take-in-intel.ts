import type { IntelItem } from '../src/intel/feeds/contract.ts'
import { linkAliases } from '../src/intel/store/link-aliases.ts'
import { takeIn } from '../src/intel/store/take-in.ts'
import type { Advisory } from '../src/model/advisory.ts'
import { type Pool, transaction } from '../src/platform/database.ts'

/** Makes the store hold what a feed's only file says. */
export async function takeInIntel(
  pool: Pool,
  feed: string,
  items: IntelItem[],
  { today = '2026-08-01', before = 0 } = {},
): Promise<void> {
  await transaction(pool, async (tx) => {
    const said = (async function* () {
      yield* items
    })()
    await takeIn(tx, { feed, path: 'all' }, said, { before, today })
    await linkAliases(tx, [])
  })
}

/** An advisory, with what a test cares about in `over`. */
export const advisoryItem = (id: string, over: Partial<Advisory> = {}): IntelItem => ({
  type: 'advisory',
  advisory: {
    id,
    aliases: [],
    upstream: [],
    related: [],
    modified: '2026-01-02T00:00:00.000Z',
    cvss: [],
    cwes: [],
    references: [],
    affected: [],
    malicious: false,
    ...over,
  },
})
