import type { Tx } from '../../platform/database.ts'
import { applyComponents } from './apply-components.ts'
import { type Assignments, assign } from './assign.ts'
import { closeGone } from './close-gone.ts'
import { type Comparison, compare, type ScopeArgs } from './compare.ts'
import { insertFresh, recordKeys } from './insert-fresh.ts'
import { joinAliases } from './join-aliases.ts'
import { freshLeftovers, goneLeftovers } from './leftovers.ts'
import { type Pair, pairMoved } from './pair-moved.ts'
import { type Rewritten, rewrite } from './rewrite.ts'

export interface ApplyScopeArgs extends ScopeArgs {
  tool: string
  name: string
  branch: string
  /** The branch is the asset's default one. */
  main: boolean
  at: Date
  incomplete: boolean
}

export interface ScopeOutcome {
  unchanged: number
  opened: number
  /** Fresh observations that joined a finding of another observation. */
  merged: number
  /** Fresh on this branch, moved from where the default branch has them. */
  movedAcross: number
  rewritten: Rewritten[]
  /** Findings whose rows must be made again. */
  findings: string[]
}

/** One scope's step: compare, follow what moved, write what differs, place what is fresh, close what is gone. */
export async function applyScope(tx: Tx, args: ApplyScopeArgs): Promise<ScopeOutcome> {
  await applyComponents(tx, args, args.at)
  const counts = await compare(tx, args)
  const pairs = await followMoved(tx, args, counts)
  const rewritten = counts.touched || pairs.length ? await rewrite(tx, args, pairs) : []
  const fresh = counts.fresh > pairs.length ? await placeFresh(tx, args) : NOTHING
  if (rewritten.length || fresh.opened || fresh.assigned.size) await recordKeys(tx, args)
  const joined = rewritten.length || fresh.assigned.size ? await joinAliases(tx, args, args.at) : []
  const closed = counts.gone > pairs.length && !args.incomplete ? await closeGone(tx, args, args.at) : []
  const rules = [...fresh.assigned.values()].map((a) => a.reason.rule)
  return {
    unchanged: counts.unchanged + rules.filter((rule) => rule === 'same').length,
    opened: fresh.opened,
    merged: rules.filter((rule) => rule === 'shared' || rule === 'near').length,
    movedAcross: rules.filter((rule) => rule === 'moved').length,
    rewritten,
    findings: [
      ...rewritten.map((r) => r.finding),
      ...[...fresh.assigned.values()].map((a) => a.finding),
      ...joined,
      ...closed,
    ],
  }
}

const NOTHING: { opened: number; assigned: Assignments } = { opened: 0, assigned: new Map() }

async function followMoved(tx: Tx, args: ApplyScopeArgs, counts: Comparison): Promise<Pair[]> {
  if (!counts.fresh || !counts.gone) return []
  return pairMoved(await goneLeftovers(tx, args, args.scope), await freshLeftovers(tx, args))
}

async function placeFresh(tx: Tx, args: ApplyScopeArgs): Promise<{ opened: number; assigned: Assignments }> {
  const assigned = await assign(tx, { ...args, movedFrom: await movedFromDefault(tx, args) })
  const opened = await insertFresh(tx, args, assigned)
  return { opened, assigned }
}

/** On another branch: what stands elsewhere than on the default branch is the finding it was there. */
async function movedFromDefault(tx: Tx, args: ApplyScopeArgs): Promise<Map<string, string>> {
  if (args.main) return new Map()
  const { rows } = await tx.query<{ id: string }>(
    `select s.id from scope s join asset a on a.id = $1 and s.branch = a.default_branch
     where s.asset_id = $1 and s.tool = $2 and s.name = $3`,
    [args.asset, args.tool, args.name],
  )
  const base = rows[0]?.id
  if (!base) return new Map()
  const pairs = pairMoved(await goneLeftovers(tx, args, base), await freshLeftovers(tx, args))
  const found = await tx.query<{ id: string; finding: string }>(
    'select id, finding_id as finding from observation where asset_id = $1 and id = any($2::uuid[])',
    [args.asset, pairs.map((p) => p.gone)],
  )
  const findingOf = new Map(found.rows.map((row) => [row.id, row.finding]))
  return new Map(
    pairs.flatMap(({ gone, fresh }) => {
      const finding = findingOf.get(gone)
      return finding ? [[fresh, finding] as const] : []
    }),
  )
}
