import type { Kind } from '../../model/kind.ts'
import type { Tx } from '../../platform/database.ts'
import { mergeFindings } from '../merge-findings.ts'
import type { MergeRules } from '../merging/merge-rules.ts'
import type { Opened } from '../posture.ts'
import { applyComponents } from './apply-components.ts'
import { type Assigned, assign } from './assign.ts'
import { closeGone } from './close-gone.ts'
import { type Comparison, compare, type ScopeArgs } from './compare.ts'
import { defaultScope } from './default-scope.ts'
import { followMoved } from './follow-moved.ts'
import { insertFresh, recordKeys } from './insert-fresh.ts'
import { joinAliases } from './join-aliases.ts'
import type { KnownScope } from './known-scope.ts'
import { meetBlocks } from './meet-blocks.ts'
import type { Pair } from './pair-moved.ts'
import { reunite } from './reunite.ts'
import { type Rewritten, rewrite } from './rewrite.ts'
import { settleTwins } from './settle-twins.ts'
import { stageGone } from './stage-gone.ts'
import type { StagedScope } from './staged.ts'

export interface ApplyScopeArgs extends ScopeArgs {
  tool: string
  name: string
  branch: string
  sha256: string
  /** The branch is the asset's default one. */
  main: boolean
  at: Date
  rules: MergeRules
  incomplete: boolean
  hasComponents: boolean
  /** How many the report has of it. */
  observations: number
  /** Of its observations. */
  kinds: readonly Kind[]
  /** Some staged observations have identities that other tools share. */
  sharing: boolean
  known?: KnownScope | undefined
  opening?: StagedScope['opening']
  restage?: StagedScope['restage']
}

export interface ScopeOutcome {
  unchanged: number
  /** Findings it opened, by the severity they have. */
  opened: Opened[]
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
  if (args.hasComponents) await applyComponents(tx, args, args.at)
  const counts = await compareSettled(tx, args)
  const pairs = counts.fresh && counts.gone ? await moves(tx, args) : []
  const rewritten = counts.touched || pairs.length ? await rewrite(tx, args, pairs) : []
  const moved = rewritten.filter(({ from, to }) => from.line !== to.line || from.path !== to.path)
  const reunited = await reunite(tx, args, moved)
  const places = new Set(moved.map(({ to }) => `${to.path}:${to.line}`))
  const fresh = counts.fresh > pairs.length ? await placeFresh(tx, args, places) : NOTHING
  const met = rewritten.length > 0 ? await meetBlocks(tx, { ...args, moved: places }) : []
  const shared = args.sharing && (rewritten.length > 0 || counts.fresh > pairs.length)
  if (shared) await recordKeys(tx, args)
  const joined = shared ? await joinAliases(tx, args, args.at) : []
  const closed = counts.gone > pairs.length && !args.incomplete ? await closeGone(tx, args, args.at) : []
  await recordScope(tx, args)
  const rules = [...fresh.assigned.values()].map((a) => a.reason.rule)
  return {
    unchanged: counts.unchanged + rules.filter((rule) => rule === 'same').length,
    opened: [...(args.opening?.opened ?? []), ...fresh.opened],
    merged: rules.filter((rule) => ['shared', 'handler', 'block', 'near', 'sole'].includes(rule)).length,
    movedAcross: rules.filter((rule) => rule === 'moved').length,
    rewritten,
    findings: [
      ...rewritten.map((r) => r.finding),
      ...reunited,
      ...[...fresh.assigned.values()].map((a) => a.finding),
      ...fresh.joined,
      ...met,
      ...joined,
      ...closed,
    ],
  }
}

interface Placed extends Pick<Assigned, 'assigned'> {
  opened: Opened[]
  /** Findings that took in others. */
  joined: string[]
}

const NOTHING: Placed = { opened: [], assigned: new Map(), joined: [] }

/** Once twins have the numbers of those that they are, where something differs at all. */
async function compareSettled(tx: Tx, args: ApplyScopeArgs): Promise<Comparison> {
  await stageGone(tx, args)
  const counts = await compare(tx, args)
  // To go on would close what only another try of the same report took out of the staging.
  const expected = args.observations - (args.opening?.observations ?? 0)
  if (counts.unchanged + counts.touched + counts.fresh !== expected)
    throw new Error(`the staging of report ${args.report} is not what was staged: it has to be read again`)
  if (counts.touched + counts.fresh + counts.gone === 0) return counts
  const isKnown = counts.unchanged + counts.touched + counts.gone > 0
  const against = isKnown ? args.scope : args.main ? undefined : await defaultScope(tx, args)
  return against && (await settleTwins(tx, args, against)) ? compare(tx, args) : counts
}

/** What a report that ends early does not show may stand where it was: only the same code in another place counts as moved. */
async function moves(tx: Tx, args: ApplyScopeArgs): Promise<Pair[]> {
  const pairs = await followMoved(tx, args, args.scope)
  return args.incomplete ? pairs.filter(({ how }) => how === 'moved') : pairs
}

async function placeFresh(tx: Tx, args: ApplyScopeArgs, moved: ReadonlySet<string>): Promise<Placed> {
  const { assigned, joins } = await assign(tx, { ...args, moved })
  const opened = await insertFresh(tx, args, assigned)
  const { asset, report, at } = args
  const joined = await mergeFindings(tx, { asset, into: joins, at, report, reason: { rule: 'block' } })
  return { opened, assigned, joined }
}

async function recordScope(
  tx: Tx,
  { asset, scope, report, sha256, at, kinds }: ApplyScopeArgs,
): Promise<void> {
  await tx.query(
    `update scope set last_report_id = $3, last_sha256 = $4, last_seen = $5, kinds = array(select unnest(kinds) union select unnest($6::text[]))
     where asset_id = $1 and id = $2`,
    [asset, scope, report, sha256, at, kinds],
  )
}
