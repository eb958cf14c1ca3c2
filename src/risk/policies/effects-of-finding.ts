import type { Tx } from '../../platform/database.ts'
import type { EffectName } from './effect.ts'
import { effectText } from './effect-text.ts'

/** What a rule makes of one finding; `value` in words. */
export interface FindingEffect {
  policy: string
  rule: string
  effect: EffectName
  value: string
  reason: string
}

export async function effectsOfFinding(tx: Tx, asset: string, finding: string): Promise<FindingEffect[]> {
  const { rows } = await tx.query<Omit<FindingEffect, 'value'> & { value: unknown }>(
    'select policy, rule, effect, value, reason from finding_effect where asset_id = $1 and finding_id = $2',
    [asset, finding],
  )
  return rows.map(({ value, ...row }) => ({ ...row, value: effectText(row.effect, value) }))
}
