import { systemActor } from '../../access/actor.ts'
import { audit } from '../../access/audit.ts'
import { type Pool, transaction } from '../../platform/database.ts'
import { lockAsset } from '../lock-asset.ts'
import { decide } from './decide.ts'
import { type Rank, settle } from './settle.ts'

/** Takes back decisions whose end has come: the findings are what the tools say again. Returns how many. */
export async function expireDecisions(pool: Pool, rank: Rank): Promise<number> {
  const { rows } = await pool.query<{ asset: string }>(
    'select distinct asset_id as asset from finding_decision where until <= now() order by 1',
  )
  let expired = 0
  for (const { asset } of rows)
    expired += await transaction(pool, async (tx) => {
      await lockAsset(tx, asset)
      const due = await tx.query<{ id: string }>(
        'select finding_id as id from finding_decision where asset_id = $1 and until <= now()',
        [asset],
      )
      const said = { asset, findings: due.rows.map((row) => row.id), actor: systemActor, at: new Date() }
      const findings = await decide(tx, said, { decision: null, reason: '', until: null }, 'expired')
      if (findings.length === 0) return 0
      await settle(tx, said, rank)
      await audit(tx, systemActor, 'finding.expire', `asset/${asset}`, { expired: findings.length })
      return findings.length
    })
  return expired
}
