import type { Actor } from '../../access/actor.ts'
import { audit } from '../../access/audit.ts'
import type { Observation } from '../../model/observation.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { appendEvents } from '../append-events.ts'
import { identify } from '../identity.ts'
import { lockAsset } from '../lock-asset.ts'
import { requireUnmerged } from './require-unmerged.ts'
import { type Rank, settle } from './settle.ts'

export interface Split {
  asset: string
  finding: string
  /** Those that leave. */
  observations: readonly string[]
}

/**
 * Takes observations out of a finding into a new one, which inherits decision, assignee and severity. They are pinned: matching
 * never moves them again. Returns the new finding's id. Throws `not_found`, `merged`, and `bad_split` when not some but not all
 * of the finding's observations are named.
 */
export async function splitFinding(tx: Tx, actor: Actor, split: Split, rank: Rank): Promise<string> {
  const { asset, finding, observations } = split
  await lockAsset(tx, asset)
  await requireUnmerged(tx, asset, finding)
  const all = await readMembers(tx, asset, finding)
  const [leaving, staying] = [true, false].map((named) =>
    all.filter(({ id }) => observations.includes(id) === named),
  )
  if (leaving?.length !== new Set(observations).size || !leaving.length || !staying?.length)
    throw new AppError(
      'bad_split',
      400,
      'Name some but not all observations of this finding; GET the finding to see them.',
    )
  const [id, at] = [newId(), new Date()]
  await copyFinding(tx, { asset, from: finding, id, at })
  await tx.query(
    'update observation set finding_id = $3, pinned = true, reason = $4 where asset_id = $1 and id = any($2::uuid[])',
    [asset, leaving.map((o) => o.id), id, { rule: 'split', from: finding, by: actor.name }],
  )
  await handKeys(tx, { asset, from: finding, to: id, leaving, staying })
  const event = { asset, type: 'split', at, actor: actor.id }
  await appendEvents(tx, event, [
    { finding, data: { into: id, observations: leaving.map((o) => o.id) } },
    { finding: id, data: { from: finding } },
  ])
  await settle(tx, { asset, at, refresh: [finding, id] }, rank)
  await audit(tx, actor, 'finding.split', `finding/${finding}`, { into: id, observations: leaving.length })
  return id
}

interface Member {
  id: string
  tool: string
  data: Observation
}

async function readMembers(tx: Tx, asset: string, finding: string): Promise<Member[]> {
  const { rows } = await tx.query<Member>(
    `select o.id, s.tool, d.data from observation o
     join scope s on s.asset_id = $1 and s.id = o.scope_id
     join observation_detail d on d.asset_id = $1 and d.observation_id = o.id
     where o.asset_id = $1 and o.finding_id = $2`,
    [asset, finding],
  )
  return rows
}

/** The new row is the old one's, to be made again from its own observations; a person's words come along. */
async function copyFinding(
  tx: Tx,
  { asset, from, id, at }: { asset: string; from: string; id: string; at: Date },
): Promise<void> {
  await tx.query(
    `insert into finding (asset_id, id, posture, present, decision, kind, severity, severity_override, title, rule, place, tools,
                          assignee, first_seen, fixed_at, changed_at)
     select asset_id, $3, posture, present, decision, kind, severity, severity_override, title, rule, place, tools,
            assignee, first_seen, fixed_at, $4 from finding where asset_id = $1 and id = $2`,
    [asset, from, id, at],
  )
  await tx.query(
    `insert into finding_decision (asset_id, finding_id, reason, decided_by, decided_at, until)
     select asset_id, $3, reason, decided_by, decided_at, until from finding_decision where asset_id = $1 and finding_id = $2`,
    [asset, from, id],
  )
}

/** Identities that only the leaving observations have go along: what another tool says of them later joins the new finding. */
async function handKeys(
  tx: Tx,
  {
    asset,
    from,
    to,
    leaving,
    staying,
  }: { asset: string; from: string; to: string; leaving: Member[]; staying: Member[] },
): Promise<void> {
  const shared = (members: Member[]): string[] =>
    members.flatMap(({ tool, data }) => identify(tool, data).shared)
  const kept = new Set(shared(staying))
  await tx.query(
    'update finding_key set finding_id = $3 where asset_id = $1 and finding_id = $2 and key = any($4::uuid[])',
    [asset, from, to, shared(leaving).filter((key) => !kept.has(key))],
  )
}
