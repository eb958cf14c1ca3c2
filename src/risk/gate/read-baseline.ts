import type { Observation } from '../../model/observation.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { riskContext } from '../ranking-basis.ts'
import type { RiskContext } from '../score/input.ts'
import type { BaselineEntry } from './baseline.ts'
import { seenOf } from './seen.ts'

/** What a server knows of an asset's branch, for a gate elsewhere to compare with. */
export interface ServerBaseline {
  branch: string
  tools: string[]
  entries: BaselineEntry[]
  context: RiskContext & { asset: string; kind: string; application: string; team: string }
}

interface Row {
  id: string
  finding: string
  tool: string
  data: Observation
  firstSeen: Date
  onTarget: boolean
  decision: 'accepted' | 'false_positive' | null
  reason: string | null
}

/**
 * The observations that are there on a branch (by default the asset's default one), and those of findings which a person accepted or
 * called false, wherever they stand. Secrets are named by what is shown of them: the gate has not the key of their hash.
 * Throws `no_baseline` (409) for a branch that no report was about.
 */
export async function readBaseline(
  tx: Tx,
  asset: string,
  wanted: string | undefined,
): Promise<ServerBaseline> {
  const named = await tx.query<{
    branch: string
    asset: string
    kind: string
    application: string
    team: string
  }>(
    `select coalesce($2, a.default_branch) as branch, a.name as asset, a.kind, coalesce(p.name, '') as application,
            coalesce(t.name, '') as team
     from asset a left join application p on p.id = a.application_id left join team t on t.id = p.team_id where a.id = $1`,
    [asset, wanted ?? null],
  )
  const { branch, ...names } = named.rows[0] as (typeof named.rows)[0]
  const tools = await tx.query<{ tool: string }>(
    `select distinct tool from scope
     where asset_id = $1 and branch = $2 and last_report_id is not null order by tool`,
    [asset, branch],
  )
  if (!tools.rowCount)
    throw new AppError(
      'no_baseline',
      409,
      `Nothing is known of branch ${branch} of ${names.asset}. Import its reports first: stance import … --asset ${names.asset} --branch ${branch}`,
    )
  return {
    branch,
    tools: tools.rows.map(({ tool }) => tool),
    entries: (await readRows(tx, asset, branch)).map(entryOf),
    context: { ...names, ...(await riskContext(tx, asset)) },
  }
}

async function readRows(tx: Tx, asset: string, branch: string): Promise<Row[]> {
  const { rows } = await tx.query<Row>(
    `select o.id, o.finding_id as finding, s.tool, f.first_seen as "firstSeen", (o.present and s.branch = $2) as "onTarget",
            case when f.decision <> 'open' then f.decision end as decision, w.reason,
            d.data - '{flow,related,references,remediation}'::text[] as data
     from scope s
     join observation o on o.asset_id = $1 and o.scope_id = s.id
     join finding f on f.asset_id = $1 and f.id = o.finding_id and f.merged_into is null
     join observation_detail d on d.asset_id = $1 and d.observation_id = o.id
     left join finding_decision w on w.asset_id = $1 and w.finding_id = f.id
     where s.asset_id = $1 and ((o.present and s.branch = $2) or f.decision in ('accepted', 'false_positive'))
     order by o.id`,
    [asset, branch],
  )
  return rows
}

const entryOf = ({ id, finding, tool, data, firstSeen, onTarget, decision, reason }: Row): BaselineEntry => ({
  ...seenOf(id, tool, data, 'mask'),
  finding,
  firstSeen: firstSeen.toISOString(),
  onTarget,
  decision: decision && { state: decision, reason: reason ?? '' },
})
