import type { Tx } from '../../platform/database.ts'
import { readReachability } from '../reachability/read-reachability.ts'

/** Who shows that a finding is as near to what runs as it is, and with what. Null where nobody shows anything. */
export async function readReach(
  tx: Tx,
  where: { asset: string; finding: string },
): Promise<{ text: string; source: string } | null> {
  const { level, says } = await readReachability(tx, where)
  const telling = says.filter((one) => one.level === level)
  if (telling.length === 0) return null
  return {
    source: [...new Set(telling.map(({ source }) => source))].join(', '),
    text: telling.map(({ evidence }) => evidence).join(' · '),
  }
}
