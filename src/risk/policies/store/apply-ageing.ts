import { type Pool, transaction } from '../../../platform/database.ts'
import { livePart } from '../live/live-rules.ts'
import { policiesInForce } from './policies-in-force.ts'
import { queueApplying } from './queue-applying.ts'

const AGE = 'finding.ageDays'

/** Queues the applying of policies whose rules come to another answer as findings get older. */
export async function applyAgeing(pool: Pool): Promise<void> {
  const ages = (await policiesInForce(pool)).some(({ policy }) =>
    livePart(policy)?.rules.some(({ when }) => when?.uses.has(AGE)),
  )
  if (ages) await transaction(pool, (tx) => queueApplying(tx, 'all'))
}
