import type { Tx } from '../../platform/database.ts'
import { notFound } from '../../platform/errors.ts'
import { type FindingKey, type FindingRow, readFindingRows } from './finding-row.ts'

export interface BranchComparison {
  branch: string
  base: string
  /** On the branch, not on the default branch. Highest score first. */
  introduced: FindingRow[]
  /** On the default branch, looked for on the branch by the same tools, and not there. */
  resolved: FindingRow[]
  /** On both. */
  unchanged: number
}

interface Side {
  finding: string
  onBase: boolean
  onBranch: boolean
}

/** A branch of an asset against its default one. Throws `not_found` for a branch that no report was about. */
export async function compareBranch(tx: Tx, asset: string, branch: string): Promise<BranchComparison> {
  const { rows } = await tx.query<{ base: string; known: boolean }>(
    `select default_branch as base, exists (select from scope where asset_id = $1 and branch = $2) as known
     from asset where id = $1`,
    [asset, branch],
  )
  const { base, known } = rows[0] ?? { base: '', known: false }
  if (!known) throw notFound('report on branch', branch)
  const sides = await readSides(tx, asset, branch, base)
  const keys = (wanted: Side[]): FindingKey[] => wanted.map(({ finding }) => [asset, finding])
  return {
    branch,
    base,
    introduced: await readFindingRows(tx, keys(sides.filter((s) => s.onBranch && !s.onBase))),
    resolved: await readFindingRows(tx, keys(sides.filter((s) => s.onBase && !s.onBranch))),
    unchanged: sides.filter((s) => s.onBase && s.onBranch).length,
  }
}

/** Where each finding is seen. One that stands on the base only is left out unless each of its scopes was looked at on the branch too. */
async function readSides(tx: Tx, asset: string, branch: string, base: string): Promise<Side[]> {
  const { rows } = await tx.query<Side>(
    `with looked as (select tool, name from scope where asset_id = $1 and branch = $2),
     seen as (
       select o.finding_id, s.branch = $3 as base, s.branch = $2 as branch,
              exists (select from looked l where l.tool = s.tool and l.name = s.name) as looked
       from observation o join scope s on s.asset_id = $1 and s.id = o.scope_id
       where o.asset_id = $1 and o.present and s.branch in ($2, $3)
     )
     select finding_id as finding, bool_or(base) as "onBase", bool_or(branch) as "onBranch"
     from seen join finding f on f.asset_id = $1 and f.id = finding_id and f.merged_into is null
     group by finding_id, f.score having bool_or(branch) or bool_and(looked)
     order by f.score desc nulls last, finding_id`,
    [asset, branch, base],
  )
  return rows
}
