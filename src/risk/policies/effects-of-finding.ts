import type { Tx } from '../../platform/database.ts'
import type { EffectName } from './effect.ts'
import { effectText } from './effect-text.ts'
import { policyIds } from './store/policy-ids.ts'

/** What a rule makes of one finding; `value` in words. */
export interface FindingEffect {
  policy: string
  /** Null for one that is gone. */
  policyId: string | null
  rule: string
  effect: EffectName
  value: string
  reason: string
}

export async function effectsOfFinding(tx: Tx, asset: string, finding: string): Promise<FindingEffect[]> {
  const { rows } = await tx.query<Omit<FindingEffect, 'value' | 'policyId'> & { value: unknown }>(
    'select policy, rule, effect, value, reason from finding_effect where asset_id = $1 and finding_id = $2',
    [asset, finding],
  )
  const ids = rows.length > 0 ? await policyIds(tx, asset) : new Map<string, string>()
  return rows.map(({ value, ...row }) => ({
    ...row,
    policyId: ids.get(row.policy) ?? null,
    value: effectText(row.effect, value),
  }))
}
