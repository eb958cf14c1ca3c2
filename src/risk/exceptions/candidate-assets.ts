import type { Posture } from '../../findings/posture-index/posture-index.ts'
import { currentPosture } from '../../findings/posture-index/posture-index.ts'
import type { Weakness } from '../../findings/posture-index/weakness.ts'
import { packageOfPurl } from '../../formats/values/purl-package.ts'
import { type Pool, transaction } from '../../platform/database.ts'
import type { Exception, StoredTarget } from './exception.ts'
import { expandAdvisories } from './expand-advisories.ts'

export type Meant = Pick<Exception, 'target' | 'scope' | 'scopeId'>

/** Assets in an exception's scope in which something that it means may be, in the order of their ids: what memory rules out is not asked. */
export async function candidateAssets(pool: Pool, meant: Meant): Promise<string[]> {
  const posture = await currentPosture(pool)
  const wanted = await weaknessesOf(pool, posture, meant.target)
  return [...posture.blocks]
    .filter(
      ([asset, block]) =>
        inScope(posture, asset, meant) && (!wanted || block.weaknesses.some((code) => wanted[code] === 1)),
    )
    .map(([asset]) => asset)
}

function inScope({ assets, applications }: Posture, asset: string, { scope, scopeId }: Meant): boolean {
  if (scope === 'everything') return true
  const application = applications.get(assets.get(asset)?.applicationId ?? '')
  const own = { asset, application: application?.id, team: application?.teamId }
  return own[scope] === scopeId
}

/** For each weakness 1 when the target may mean it; undefined where that cannot be told from it. */
async function weaknessesOf(
  pool: Pool,
  { weaknesses }: Posture,
  target: StoredTarget,
): Promise<Uint8Array | undefined> {
  const test = await testOf(pool, target)
  return test && Uint8Array.from(weaknesses, (one) => (test(one) ? 1 : 0))
}

async function testOf(pool: Pool, target: StoredTarget): Promise<((one: Weakness) => boolean) | undefined> {
  if (target.type === 'advisory') {
    const names = await transaction(pool, (tx) => expandAdvisories(tx, [target.advisory]))
    return ({ advisories }) => advisories.some((id) => names.has(id))
  }
  if (target.type === 'component') {
    const name = (packageOfPurl(target.component)?.name ?? target.component).toLowerCase()
    return ({ component }) => component?.toLowerCase() === name
  }
  return undefined
}
