import { REACHES, type Reach, type ReachEvidence, reachOf } from '../../model/reachability.ts'
import type { Tx } from '../../platform/database.ts'
import { calledSymbols } from './called-symbols.ts'
import { COMPONENTS_OF_FINDINGS } from './components-of-findings.ts'
import { LEFT_OUT } from './left-out.ts'
import { SHOWN } from './shown.ts'

/** Who says how near a finding is to what runs, and with what. */
export interface ReachWord extends ReachEvidence {
  source: string
  /** When it said so first; null where that is not kept. */
  at: Date | null
}

export interface Reachability {
  /** null = nobody says anything. */
  level: Reach | null
  says: ReachWord[]
}

interface Row {
  level: number
  atMost: boolean
  evidence: string | null
  confidence: number
  source: string
  at: Date | null
}

const TOLD = [
  'not present',
  'present, not seen to be used',
  'imported',
  'data flows to it, or it is called',
  'seen at run time',
]

/** All evidence of a finding's reachability, nearest first, and what it says together: the same that its column holds. */
export async function readReachability(
  tx: Tx,
  { asset, finding }: { asset: string; finding: string },
): Promise<Reachability> {
  const { rows } = await tx.query<Row>(READ, [[asset], [finding]])
  const called = await calledSymbols(tx, { assets: [asset], findings: [finding] })
  const says: ReachWord[] = [
    ...rows.map(({ level, evidence, ...row }) => ({
      ...row,
      level: REACHES[level] as Reach,
      evidence: evidence ?? (TOLD[level] as string),
    })),
    ...called.map(({ symbol, place, advisory, confidence }) => ({
      level: 'called' as const,
      atMost: false,
      evidence: `${place} uses ${symbol}, which ${advisory} names`,
      confidence,
      source: `${advisory} and discovery`,
      at: null,
    })),
  ]
  says.sort((a, b) => REACHES.indexOf(b.level) - REACHES.indexOf(a.level) || b.confidence - a.confidence)
  return { level: reachOf(says) ?? null, says }
}

const READ = `
  with ${COMPONENTS_OF_FINDINGS}, ${LEFT_OUT}, ${SHOWN}
  select d.level, d.at_most as "atMost", d.evidence, 0.9::float8 as confidence, d.tool as source, d.first_seen as at from (
    select shown.*, detail.data #>> '{reachability,evidence}' as evidence, s.tool, o.first_seen
    from shown join observation o on o.asset_id = shown.asset_id and o.id = shown.observation_id
    join observation_detail detail on detail.asset_id = o.asset_id and detail.observation_id = o.id
    join scope s on s.asset_id = o.asset_id and s.id = o.scope_id where shown.level is not null) d
  union all
  select u.reach::int, coalesce((u.reach_detail->>'atMost')::boolean, false), u.reach_detail->>'evidence',
         (u.reach_detail->>'confidence')::float8, s.tool, u.first_seen
  from kept k join component_use u on u.asset_id = k.asset_id and u.component_id = k.component_id
  join scope s on s.asset_id = u.asset_id and s.id = u.scope_id where u.reach is not null
  union all
  select 0, true, 'the image ' || image_name || ' does not hold it', 0.9, 'SBOM of the image', null from left_out`
