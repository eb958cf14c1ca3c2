import { type Pool, type Tx, transaction } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newDictionaries } from '../posture-index/block.ts'
import { type Directory, readDirectory } from '../posture-index/directory.ts'
import { readPolicyOutcomes } from '../posture-index/policy-outcomes.ts'
import { postureAsOf } from '../posture-index/posture-as-of.ts'
import { currentPosture, type Posture } from '../posture-index/posture-index.ts'
import { readBlocks } from '../posture-index/read-blocks.ts'
import { dayEnd } from './day-end.ts'
import type { FindingFilter } from './filter.ts'

/**
 * What a filter looks at: the posture, as it is or as of a past day, what one asset's branch adds to it, or what an exception means. Throws `branch_needs_asset`,
 * `branch_has_no_past`, `future_day`.
 */
export async function postureFor(
  pool: Pool,
  { branch, asset, asOf, exception }: FindingFilter,
): Promise<Posture> {
  if (exception !== undefined) return transaction(pool, (tx) => exceptionPosture(tx, exception))
  if (branch !== undefined) {
    if (asOf !== undefined)
      throw new AppError(
        'branch_has_no_past',
        400,
        'Only the default branch has a past: leave out branch or asOf.',
      )
    return transaction(pool, (tx) => branchPosture(tx, branch, asset))
  }
  const moment = dayEnd(asOf)
  return moment === undefined ? currentPosture(pool) : postureAsOf(pool, moment)
}

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
  return readPart(
    tx,
    directory,
    assets.map(({ id }) => id),
    `merged_into is null and ${seenOn(tx.escapeLiteral(branch))} and not ${seenOn(DEFAULT_BRANCH)}`,
  )
}

/** The findings that an exception covers, or names while it is pending, read for this one answer. */
async function exceptionPosture(tx: Tx, exception: string): Promise<Posture> {
  await tx.query('set transaction isolation level repeatable read, read only')
  const { rows } = await tx.query<{ asset: string }>(
    'select distinct asset_id as asset from exception_finding where exception_id = $1',
    [exception],
  )
  return readPart(
    tx,
    await readDirectory(tx),
    rows.map(({ asset }) => asset),
    `posture and merged_into is null and exists (
       select from exception_finding c where c.asset_id = finding.asset_id and c.finding_id = finding.id
         and c.exception_id = ${tx.escapeLiteral(exception)} and c.lapsed_at is null)`,
  )
}

async function readPart(
  tx: Tx,
  directory: Directory,
  assets: readonly string[],
  condition: string,
): Promise<Posture> {
  const known = newDictionaries()
  const blocks = await readBlocks(tx, assets, known, condition)
  return {
    ...directory,
    blocks,
    // Only the posture is recorded day by day.
    days: new Map(),
    cells: known.cells.items,
    weaknesses: known.weaknesses.items,
    assignees: known.assignees.items,
    outcomes: await readPolicyOutcomes(tx, []),
    owners: known.owners.items,
  }
}
