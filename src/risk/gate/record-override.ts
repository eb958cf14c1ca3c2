import type { Actor } from '../../access/actor.ts'
import { audit } from '../../access/audit.ts'
import type { Tx } from '../../platform/database.ts'

export interface OverrideArgs {
  asset: string
  branch: string
  reason: string
  policy: string
  /** What blocked: ids and titles, as far as they are worth keeping. */
  blocked: readonly { id: string; title: string; place: string }[]
  count: number
}

/** Writes into the audit log that a person let a blocked change pass. */
export async function recordOverride(
  tx: Tx,
  actor: Actor,
  { asset, ...detail }: OverrideArgs,
): Promise<{ by: string; at: string }> {
  const at = new Date().toISOString()
  await audit(tx, actor, 'gate.override', `asset/${asset}`, { ...detail })
  return { by: actor.name, at }
}
