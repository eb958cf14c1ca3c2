import type { Tx } from '../../platform/database.ts'
import { policyIds } from '../policies/store/policy-ids.ts'

/** The rule of a policy by which a finding ranks higher or lower. */
export interface Ruling {
  policy: string
  /** Null for a policy that is gone. */
  id: string | null
  rule: string
  reason: string
}

/** By which rule a finding gets its points, and by which it is noise. */
export interface Rulings {
  rank?: Ruling
  noise?: Ruling
}

export async function readRulings(
  tx: Tx,
  { asset, finding }: { asset: string; finding: string },
): Promise<Rulings> {
  const { rows } = await tx.query<Omit<Ruling, 'id'> & { effect: keyof Rulings }>(
    `select policy, rule, effect, reason from finding_effect
     where asset_id = $1 and finding_id = $2 and effect in ('rank', 'noise')`,
    [asset, finding],
  )
  if (rows.length === 0) return {}
  const ids = await policyIds(tx, asset)
  return Object.fromEntries(
    rows.map(({ effect, ...row }) => [effect, { ...row, id: ids.get(row.policy) ?? null }]),
  )
}
