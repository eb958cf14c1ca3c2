import type { Actor } from '../../access/actor.ts'
import { audit } from '../../access/audit.ts'
import { type LicensePolicy, readLicensePolicy } from '../../inventory/licenses/license-policy.ts'
import type { Tx } from '../../platform/database.ts'
import { queueAllMatching } from './queue-matching.ts'

/** Puts a licence policy in force, and has everything that is in use judged by it. */
export async function changeLicensePolicy(tx: Tx, actor: Actor, policy: LicensePolicy): Promise<void> {
  const before = await readLicensePolicy(tx)
  await tx.query(
    `insert into license_policy (policy, changed_by) values ($1, $2)
     on conflict (one) do update set policy = excluded.policy, changed_by = excluded.changed_by, changed_at = now()`,
    [policy, actor.id],
  )
  await queueAllMatching(tx)
  await audit(tx, actor, 'license-policy.change', 'license-policy', { before, after: policy })
}
