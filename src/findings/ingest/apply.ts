import { queueBlastRadius } from '../../inventory/blast-radius.ts'
import { defaultBranch } from '../../inventory/default-branch.ts'
import { applyEstate, type EstateChange } from '../../inventory/estate/apply-estate.ts'
import { deriveReach } from '../../inventory/estate/derive-reach.ts'
import { applyOwners } from '../../inventory/owners/apply-owners.ts'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/queue.ts'
import { lockAsset } from '../lock-asset.ts'
import { MERGE_TASK } from '../merging/change-rules.ts'
import { readMergeRules } from '../merging/merge-rules.ts'
import { resolveOwners } from '../ownership/resolve-owners.ts'
import type { Flow } from '../posture.ts'
import { refreshFindings } from '../refresh.ts'
import { registerComponents } from './apply-components.ts'
import { applyScope, type ScopeOutcome } from './apply-scope.ts'
import { nameComponents } from './name-components.ts'
import { nameEarlier } from './name-earlier.ts'
import { preferHashJoins } from './prefer-hash-joins.ts'
import type { Rewritten } from './rewrite.ts'
import { differing, type Staged } from './staged.ts'

export interface ApplyArgs {
  asset: string
  report: string
  branch: string
  sha256: string
  staged: Staged
}

/** What an upload did: observations but for `new` and `fixed`, which are findings. */
export interface Outcome {
  new: number
  unchanged: number
  moved: number
  changed: number
  reopened: number
  fixed: number
  merged: number
}

export interface Applied {
  outcome: Outcome
  flow: Flow
  /** The time that all its events have. */
  at: Date
  /** Something about the asset may be other than before. */
  touched: boolean
}

/**
 * Makes the asset's findings what a staged report says, scope by scope, in the caller's transaction and under the asset's
 * lock. Findings whose rows were written have no score until risk has ranked them.
 */
export async function applyReport(tx: Tx, args: ApplyArgs): Promise<Applied> {
  const { asset, report, branch, staged } = args
  await lockAsset(tx, asset)
  const main = branch === (await defaultBranch(tx, asset))
  const at = await timeOf(tx, args)
  if (staged.components > 0) {
    await preferHashJoins(tx, staged.components)
    await nameComponents(tx, args)
    await registerComponents(tx, args)
    await nameEarlier(tx, args)
  }
  const rules = await readMergeRules(tx)
  const done: ScopeOutcome[] = []
  for (const scope of staged.scopes) {
    await preferHashJoins(tx, Math.max(differing(scope), scope.components))
    done.push(
      await applyScope(tx, {
        ...args,
        scope: scope.id,
        tool: scope.tool,
        name: scope.name,
        at,
        main,
        rules,
        incomplete: staged.incomplete,
        hasComponents: scope.components > 0,
        observations: scope.observations,
        kinds: [...scope.kinds],
        sharing: scope.sharing,
        known: scope.known,
        opening: scope.opening,
        restage: scope.restage,
      }),
    )
  }
  const estate = main && (await applyEstates(tx, args, at))
  await appendRewritten(
    tx,
    args,
    at,
    done.flatMap((d) => d.rewritten).filter((r) => r.type !== 'shown'),
  )
  const findings = [...new Set(done.flatMap((d) => d.findings))]
  await preferHashJoins(tx, Math.max(findings.length, ...staged.scopes.map(differing)))
  const { fixed, reopened } = await refreshFindings(tx, { asset, findings, at, report })
  const sum = (count: (d: ScopeOutcome) => number): number => done.reduce((total, d) => total + count(d), 0)
  const opened = done.flatMap((d) => d.opened)
  return {
    at,
    touched: estate || staged.components > 0 || findings.length + opened.length > 0,
    flow: { opened, reopened, fixed },
    outcome: {
      new: opened.reduce((total, { count }) => total + count, 0),
      unchanged: sum((d) => d.unchanged),
      moved: sum((d) => d.movedAcross + d.rewritten.filter((r) => r.type === 'moved').length),
      changed: sum((d) => d.rewritten.filter((r) => r.type === 'changed').length),
      reopened: reopened.length,
      fixed: fixed.length,
      merged: sum((d) => d.merged),
    },
  }
}

/** The estate is what the default branch shows. Returns whether it is another one now. */
async function applyEstates(tx: Tx, { asset, staged }: ApplyArgs, at: Date): Promise<boolean> {
  const changes: EstateChange[] = []
  let ownersChanged = false
  for (const { id, owners } of staged.scopes)
    ownersChanged =
      (await applyOwners(tx, { asset, scope: id, owners, incomplete: staged.incomplete })) || ownersChanged
  if (ownersChanged) await resolveOwners(tx, [asset], 'all')
  for (const { id, nodes, links } of staged.scopes)
    changes.push(await applyEstate(tx, { asset, scope: id, nodes, links, at, incomplete: staged.incomplete }))
  if (!changes.some(({ changed }) => changed)) return ownersChanged
  await deriveReach(
    tx,
    asset,
    changes.flatMap(({ goneImages }) => goneImages),
  )
  await queueBlastRadius(tx)
  // Routes that were not known before may join what is stored of their code and of requests.
  if (staged.scopes.some(({ nodes }) => nodes.some(({ kind }) => kind === 'endpoint')))
    await enqueue(tx, MERGE_TASK, { assets: [asset] }, { key: `merge:${asset}` })
  return true
}

/** A scope's time never runs backwards: an older report uploaded late is dated like the newest before it. */
async function timeOf(tx: Tx, { asset, staged }: ApplyArgs): Promise<Date> {
  const { rows } = await tx.query<{ latest: Date | null }>(
    'select max(last_seen) as latest from scope where asset_id = $1 and id = any($2::uuid[])',
    [asset, staged.scopes.map((scope) => scope.id)],
  )
  const latest = rows[0]?.latest
  return latest && latest > staged.observedAt ? latest : staged.observedAt
}

async function appendRewritten(
  tx: Tx,
  { asset, report }: ApplyArgs,
  at: Date,
  rewritten: Rewritten[],
): Promise<void> {
  await tx.query(
    `insert into finding_event (asset_id, id, finding_id, at, type, report_id, data)
     select $1, e.id, e.finding, $2, e.type, $3, e.data
     from unnest($4::uuid[], $5::uuid[], $6::text[], $7::jsonb[]) as e (id, finding, type, data)`,
    [
      asset,
      at,
      report,
      rewritten.map(newId),
      rewritten.map((r) => r.finding),
      rewritten.map((r) => r.type),
      rewritten.map((r) => ({ from: r.from, to: r.to })),
    ],
  )
}
