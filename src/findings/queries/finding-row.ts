import type { AssetKind } from '../../model/asset.ts'
import { teamOfAssignee } from '../../model/assignee.ts'
import { DEPLOYER_DECISIONS, type DeployerDecision } from '../../model/deployer-decision.ts'
import { EXPLOIT_MATURITIES, type ExploitMaturity } from '../../model/exploit-maturity.ts'
import type { FindingState } from '../../model/finding-state.ts'
import type { Kind } from '../../model/kind.ts'
import { allNoise, type Noise } from '../../model/noise.ts'
import { REACHES, type Reach } from '../../model/reachability.ts'
import { type Severity, severityOfRank } from '../../model/severity.ts'
import { type SlaState, slaClock, slaState } from '../../model/sla-state.ts'
import type { Pool, Tx } from '../../platform/database.ts'
import { noiseSql } from '../noise-sql.ts'

/** A finding as lists show it. Times are ISO 8601. */
export interface FindingRow {
  id: string
  title: string
  kind: Kind
  severity: Severity
  /** 0–100, one decimal. */
  score: number
  /** 0–100 %. */
  certainty: number
  state: FindingState
  asset: { id: string; name: string; kind: AssetKind }
  application: { id: string; name: string } | null
  location: string
  path: string | null
  line: number | null
  rule: string
  cwes: number[]
  advisories: string[]
  component: { name: string; version: string | null; fixVersion: string | null } | null
  tools: string[]
  /** Why it is seldom worth a person's time; empty when nothing says so. */
  noise: Noise[]
  /** Set by policies. */
  tags: string[]
  /** A person, or a team as `team:<id>`. */
  assignee: { id: string; name: string; type: 'person' | 'team' } | null
  /** Whose it is, and how that is known. */
  owner: { handle: string; name: string; source: string } | null
  dueAt: string | null
  sla: SlaState
  epss: number | null
  knownExploited: boolean | null
  exploitMaturity: ExploitMaturity | null
  /** SSVC's deployer decision; null where the facts leave more than one open. */
  ssvc: DeployerDecision | null
  reachability: Reach | null
  firstSeen: string
  lastSeen: string
  fixedAt: string | null
}

/** `[asset, finding]` */
export type FindingKey = readonly [asset: string, finding: string]

/**
 * The rows of some findings, in the order given; those that are gone are left out. `lastSeen` is, while a tool still sees
 * it, the newest report of a scope that holds it; then the time it went.
 */
export async function readFindingRows(db: Pool | Tx, keys: readonly FindingKey[]): Promise<FindingRow[]> {
  const { rows } = await db.query<StoredRow>(READ, [
    keys.map(([asset]) => asset),
    keys.map(([, finding]) => finding),
  ])
  return rows.map(shape)
}

const READ = `
  select f.id, f.title, f.kind, coalesce(f.severity_override, f.severity) as severity, f.score, f.certainty, f.state,
         a.id as asset_id, a.name as asset_name, a.kind as asset_kind, p.id as application_id, p.name as application_name,
         f.place, f.path, f.line, f.rule, f.cwes, f.advisories, f.component, f.component_version, f.fix_version, f.tools, ${noiseSql('f')} as noise, f.tags,
         f.assignee, coalesce(u.name, t.name) as assignee_name, f.owner, coalesce(w.name, f.owner) as owner_name, f.owner_source, f.due_at, f.sla_paused_at, f.epss, f.known_exploited, f.exploit_maturity, f.ssvc, f.reachability, f.first_seen, f.fixed_at, coalesce(s.last_seen, f.fixed_at, f.first_seen) as last_seen
  from unnest($1::uuid[], $2::uuid[]) with ordinality as k (asset_id, id, n)
  join finding f on f.asset_id = k.asset_id and f.id = k.id
  join asset a on a.id = f.asset_id
  left join application p on p.id = a.application_id
  left join person u on u.id::text = f.assignee
  left join team t on 'team:' || t.id = f.assignee
  left join team w on 'team:' || w.id = f.owner
  left join lateral (
    select max(s.last_seen) as last_seen from observation o join scope s on s.asset_id = f.asset_id and s.id = o.scope_id
    where o.asset_id = f.asset_id and o.finding_id = f.id and o.present
  ) s on f.present
  order by k.n`

interface StoredRow {
  id: string
  title: string
  kind: Kind
  severity: number
  score: number | null
  certainty: number | null
  state: FindingState
  asset_id: string
  asset_name: string
  asset_kind: AssetKind
  application_id: string | null
  application_name: string | null
  place: string
  path: string | null
  line: number | null
  rule: string
  cwes: number[]
  advisories: string[]
  component: string | null
  component_version: string | null
  fix_version: string | null
  tools: string[]
  noise: Noise[]
  tags: string[]
  assignee: string | null
  assignee_name: string | null
  owner: string | null
  owner_name: string | null
  owner_source: string | null
  due_at: Date | null
  sla_paused_at: Date | null
  epss: number | null
  known_exploited: boolean | null
  exploit_maturity: number | null
  ssvc: number | null
  reachability: number | null
  first_seen: Date
  fixed_at: Date | null
  last_seen: Date
}

function slaOf({ state, sla_paused_at, due_at, fixed_at }: StoredRow): SlaState {
  const due = due_at?.getTime() ?? 0
  return slaState(slaClock(state, sla_paused_at !== null, due, fixed_at?.getTime() ?? 0), due, Date.now())
}

const assigneeOf = (id: string, name: string | null): NonNullable<FindingRow['assignee']> => ({
  id,
  name: name ?? id,
  type: teamOfAssignee(id) === undefined ? 'person' : 'team',
})

const wordAt = <Word>(words: readonly Word[], place: number | null): Word | null =>
  place === null ? null : (words[place] ?? null)

const shape = (row: StoredRow): FindingRow => ({
  id: row.id,
  title: row.title,
  kind: row.kind,
  severity: severityOfRank(row.severity),
  score: (row.score ?? 0) / 10,
  certainty: row.certainty ?? 0,
  state: row.state,
  asset: { id: row.asset_id, name: row.asset_name, kind: row.asset_kind },
  application: row.application_id ? { id: row.application_id, name: row.application_name ?? '' } : null,
  location: row.place,
  path: row.path,
  line: row.line,
  rule: row.rule,
  cwes: row.cwes,
  advisories: row.advisories,
  component: row.component
    ? { name: row.component, version: row.component_version, fixVersion: row.fix_version }
    : null,
  tools: row.tools,
  noise: allNoise(row.noise, row.severity),
  tags: row.tags,
  assignee: row.assignee === null ? null : assigneeOf(row.assignee, row.assignee_name),
  owner:
    row.owner === null
      ? null
      : { handle: row.owner, name: row.owner_name ?? row.owner, source: row.owner_source ?? '' },
  dueAt: row.due_at?.toISOString() ?? null,
  sla: slaOf(row),
  epss: row.epss,
  knownExploited: row.known_exploited,
  exploitMaturity: wordAt(EXPLOIT_MATURITIES, row.exploit_maturity),
  ssvc: wordAt(DEPLOYER_DECISIONS, row.ssvc),
  reachability: wordAt(REACHES, row.reachability),
  firstSeen: row.first_seen.toISOString(),
  lastSeen: row.last_seen.toISOString(),
  fixedAt: row.fixed_at?.toISOString() ?? null,
})
