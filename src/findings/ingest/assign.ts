import type { Kind } from '../../model/kind.ts'
import type { Tx } from '../../platform/database.ts'
import type { MergeRules } from '../merging/merge-rules.ts'
import { blockCandidates } from './block-candidates.ts'
import type { ScopeArgs } from './compare.ts'
import { defaultScope } from './default-scope.ts'
import { followMoved } from './follow-moved.ts'
import { nearCandidates } from './near-candidates.ts'
import { pairBlocks } from './pair-blocks.ts'
import { pairNear } from './pair-near.ts'
import { pairSole } from './pair-sole.ts'
import { settleRoots } from './settle-roots.ts'
import { type Sharing, unite } from './unite.ts'
import { weaknessesByFile } from './weaknesses-by-file.ts'

export interface Assignment {
  finding: string
  reason: { rule: string; [detail: string]: unknown }
}

/** Fresh observations that belong to a finding which another observation opened. */
export type Assignments = Map<string, Assignment>

export interface Assigned {
  assigned: Assignments
  /** Findings that fresh observations prove to be one: loser → winner. */
  joins: ReadonlyMap<string, string>
}

export interface AssignArgs extends ScopeArgs {
  tool: string
  name: string
  branch: string
  /** The branch is the asset's default one. */
  main: boolean
  at: Date
  rules: MergeRules
  /** `path:line` of what this report showed to stand on another line than before. */
  moved: ReadonlySet<string>
}

// Fresh: staged, and without a stored observation of the same identity in the scope.
const FRESH = `s.asset_id = $1 and s.report_id = $2 and s.scope_id = $3
  and not exists (select from observation o where o.asset_id = $1 and o.scope_id = $3 and o.key = s.key)`

/**
 * Finds the finding that each fresh observation belongs to, most certain first: the same identity of the same tool in
 * another scope (another branch), the code it was moved from, an identity shared across tools, the same control on the same block
 * of a file, a neighbour of the same weakness, the only other result of that weakness in the file. What stays without one
 * opens its own.
 */
export async function assign(tx: Tx, args: AssignArgs): Promise<Assigned> {
  const assigned: Assignments = new Map()
  for (const row of await sameElsewhere(tx, args))
    assigned.set(row.id, { finding: row.finding, reason: { rule: 'same', with: row.observation } })
  for (const { id, finding } of await movedFromDefault(tx, args, assigned))
    assigned.set(id, { finding, reason: { rule: 'moved' } })
  const sharing = (await sharingOf(tx, args)).filter((row) => !assigned.has(row.id))
  const kinds = new Map(sharing.map(({ id, kind }) => [id, kind]))
  const united = unite(sharing)
  // Only where it makes a difference: of packages there are hundreds of thousands.
  const asked = [...united].flatMap(([id, finding]) =>
    kinds.has(finding) || !MEETING.has(kinds.get(id)) ? [] : [finding],
  )
  const kindOf = new Map([...kinds, ...(await kindsOf(tx, args.asset, asked))])
  for (const [id, finding] of united)
    if (id !== finding) assigned.set(id, { finding, reason: reasonOf(kinds.get(id), kindOf.get(finding)) })
  const others = await otherTools(tx, args)
  if (others.length === 0) return { assigned, joins: new Map() }
  await settleRoots(tx, args)
  const { block, near, sole } = args.rules
  const joins = block ? await assignBlocks(tx, args, others, assigned) : new Map<string, string>()
  if (near !== null) {
    const candidates = await nearCandidates(tx, { ...args, lines: near }, others)
    const free = candidates.filter((row) => !assigned.has(row.fresh))
    for (const { fresh, finding, reason } of pairNear(free, near)) assigned.set(fresh, { finding, reason })
  }
  if (sole !== null) {
    const files = await weaknessesByFile(tx, args, others)
    for (const { fresh, finding, reason } of pairSole(files, sole, assigned))
      assigned.set(fresh, { finding, reason })
  }
  followOpeners(assigned)
  return { assigned, joins }
}

/** Assigns what checks the same control on the same block as a finding; returns the findings that this makes one. */
async function assignBlocks(
  tx: Tx,
  args: AssignArgs,
  others: string[],
  assigned: Assignments,
): Promise<ReadonlyMap<string, string>> {
  const candidates = await blockCandidates(tx, { ...args, which: 'fresh' }, others)
  const { matches, joins } = pairBlocks(candidates.filter((row) => !assigned.has(row.fresh)))
  for (const { fresh, finding, reason } of matches) assigned.set(fresh, { finding, reason })
  return joins
}

/** What shares an identity with a fresh observation that opens nothing after all goes where that one went. */
function followOpeners(assigned: Assignments): void {
  for (const [id, { finding, reason }] of assigned) {
    const opener = assigned.get(finding)
    if (opener) assigned.set(id, { finding: opener.finding, reason })
  }
}

const REQUESTS: ReadonlySet<Kind | undefined> = new Set(['web', 'api'])
const MEETING: ReadonlySet<Kind | undefined> = new Set(['web', 'api', 'code'])

/** Code and a request are the same by the route that the code answers; all else by what they have in common. */
const reasonOf = (own: Kind | undefined, other: Kind | undefined): Assignment['reason'] =>
  (own === 'code' && REQUESTS.has(other)) || (other === 'code' && REQUESTS.has(own))
    ? { rule: 'handler', kind: own }
    : { rule: 'shared', kind: own }

async function kindsOf(tx: Tx, asset: string, findings: readonly string[]): Promise<[string, Kind][]> {
  if (findings.length === 0) return []
  const { rows } = await tx.query<{ id: string; kind: Kind }>(
    'select id, kind from finding where asset_id = $1 and id = any($2::uuid[])',
    [asset, findings],
  )
  return rows.map(({ id, kind }) => [id, kind])
}

/** The scopes in which other tools looked at the branch. */
export async function otherTools(
  tx: Tx,
  { asset, tool, branch }: Pick<AssignArgs, 'asset' | 'tool' | 'branch'>,
): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    'select id from scope where asset_id = $1 and tool <> $2 and branch = $3 and last_report_id is not null',
    [asset, tool, branch],
  )
  return rows.map((row) => row.id)
}

interface SameRow {
  id: string
  finding: string
  observation: string
}

async function sameElsewhere(tx: Tx, { asset, report, scope, tool }: AssignArgs): Promise<SameRow[]> {
  const others = await tx.query<{ id: string }>(
    'select id from scope where asset_id = $1 and tool = $2 and id <> $3 and last_report_id is not null',
    [asset, tool, scope],
  )
  if (!others.rowCount) return []
  const { rows } = await tx.query<SameRow>(
    `select distinct on (s.id) s.id, e.finding_id as finding, e.id as observation
     from staged_observation s
     join observation e on e.asset_id = $1 and e.scope_id = any($4::uuid[]) and e.key = s.key
     where ${FRESH}
     order by s.id, e.present desc, e.id`,
    [asset, report, scope, others.rows.map((row) => row.id)],
  )
  return rows
}

/** On another branch: what stands elsewhere than on the default branch is the finding it was there. */
async function movedFromDefault(
  tx: Tx,
  args: AssignArgs,
  known: Assignments,
): Promise<{ id: string; finding: string }[]> {
  const from = args.main ? undefined : await defaultScope(tx, args)
  if (!from) return []
  const pairs = await followMoved(tx, args, from, (id) => known.has(id))
  const { rows } = await tx.query<{ id: string; finding: string }>(
    `select p.fresh as id, o.finding_id as finding from unnest($2::uuid[], $3::uuid[]) as p (gone, fresh)
     join observation o on o.asset_id = $1 and o.id = p.gone`,
    [args.asset, pairs.map((p) => p.gone), pairs.map((p) => p.fresh)],
  )
  return rows
}

async function sharingOf(
  tx: Tx,
  { asset, report, scope }: AssignArgs,
): Promise<(Sharing & { kind: Kind })[]> {
  const { rows } = await tx.query<Sharing & { kind: Kind }>(
    `select s.id, s.kind, s.shared_keys as keys,
            array(select k.finding_id from unnest(s.shared_keys) with ordinality as u (key, n)
                  left join finding_key k on k.asset_id = $1 and k.key = u.key order by n) as owners
     from staged_observation s
     where ${FRESH} and cardinality(s.shared_keys) > 0
     order by s.id`,
    [asset, report, scope],
  )
  return rows
}
