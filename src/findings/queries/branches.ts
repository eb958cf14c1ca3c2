import { type Pool, type Tx, transaction } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newDictionaries } from '../posture-index/block.ts'
import { readDirectory } from '../posture-index/directory.ts'
import { currentPosture, type Posture } from '../posture-index/posture-index.ts'
import { readBlocks } from '../posture-index/read-blocks.ts'
import type { FindingFilter } from './filter.ts'

/** What a filter looks at: the posture, or what one asset's branch adds to it. Throws `branch_needs_asset`. */
export const postureFor = (pool: Pool, { branch, asset }: FindingFilter): Promise<Posture> =>
  branch === undefined ? currentPosture(pool) : transaction(pool, (tx) => branchPosture(tx, branch, asset))

/** SQL over the table `finding`: a tool sees it on a branch; `branch` is an expression. */
export const seenOn = (branch: string): string =>
  `exists (select from observation o join scope s on s.asset_id = o.asset_id and s.id = o.scope_id
           where o.asset_id = finding.asset_id and o.finding_id = finding.id and o.present and s.branch = ${branch})`

/** The default branch of the finding's asset, for {@link seenOn}. */
export const DEFAULT_BRANCH = '(select default_branch from asset where id = finding.asset_id)'

/** Findings seen on a branch and not on the default one, read for this one answer. */
async function branchPosture(tx: Tx, branch: string, names: string[] | undefined): Promise<Posture> {
  await tx.query('set transaction isolation level repeatable read, read only')
  const directory = await readDirectory(tx)
  const assets = [...directory.assets.values()].filter(
    ({ id, name }) => names?.includes(id) || names?.includes(name),
  )
  if (names?.length !== 1 || assets.length !== 1)
    throw new AppError(
      'branch_needs_asset',
      400,
      'A branch belongs to one asset: name exactly one by its id.',
    )
  const known = newDictionaries()
  const blocks = await readBlocks(
    tx,
    assets.map(({ id }) => id),
    known,
    `merged_into is null and ${seenOn(tx.escapeLiteral(branch))} and not ${seenOn(DEFAULT_BRANCH)}`,
  )
  return {
    ...directory,
    blocks,
    // Only the posture is recorded day by day.
    days: new Map(),
    cells: known.cells.items,
    weaknesses: known.weaknesses.items,
    assignees: known.assignees.items,
  }
}
