import type { Pool } from '../../src/platform/database.ts'
import { ingest } from '../ingest.ts'
import type { Dice } from './dice.ts'
import { rescan } from './rescan.ts'
import type { World } from './world.ts'

/** What the database made of a world that was uploaded. */
export interface Uploaded {
  /** The finding that each sighting belongs to, by the sighting's mark. */
  findings: Map<string, string>
  /** Findings that this upload closed or brought back. */
  disturbed: Set<string>
}

/** Uploads each of a world's reports, in any order, as its tools would make them now, a minute apart. */
export async function uploadWorld(
  pool: Pool,
  asset: string,
  world: World,
  roll: Dice,
  at: Date,
): Promise<Uploaded> {
  const findings = new Map<string, string>()
  const reports: string[] = []
  for (const nth of roll.shuffle(world.reports.map((_, i) => i))) {
    await ingest(pool, {
      asset,
      items: rescan(world, nth, roll),
      at: new Date(at.getTime() + reports.length * 60_000).toISOString(),
      onApplied: async (report) => {
        reports.push(report)
        for (const [mark, observation] of await observationsOf(pool, asset, report))
          findings.set(mark, observation)
      },
    })
  }
  return {
    findings: await findingsOfObservations(pool, asset, findings),
    disturbed: await disturbedBy(pool, asset, reports),
  }
}

interface Row {
  mark: string
  observation: string
  sort: string
  column: number | null
  stored_column: number | null
}

/**
 * The stored observation of each mark: by key, and by column among those of one sort on one line, which the database may
 * leave as they are whatever order they come in.
 */
async function observationsOf(pool: Pool, asset: string, report: string): Promise<[string, string][]> {
  const { rows } = await pool.query<Row>(
    `select s.data::jsonb #>> '{tags,0}' as mark, o.id as observation,
            concat_ws(' ', s.scope_id, s.snippet_key, s.path, s.line) as sort,
            (s.data::jsonb #>> '{location,column}')::int as column, (d.data #>> '{location,column}')::int as stored_column
     from staged_observation s
     join observation o using (asset_id, scope_id, key)
     join observation_detail d on d.asset_id = o.asset_id and d.observation_id = o.id
     where s.asset_id = $1 and s.report_id = $2`,
    [asset, report],
  )
  return [...Map.groupBy(rows, (row) => row.sort).values()].flatMap((twins) => {
    const stored = twins.toSorted((a, b) => (a.stored_column ?? 0) - (b.stored_column ?? 0))
    return twins
      .toSorted((a, b) => (a.column ?? 0) - (b.column ?? 0))
      .map(({ mark }, i): [string, string] => [mark, (stored[i] as Row).observation])
  })
}

/** Asked when all is uploaded: a later report may still have joined findings of an earlier one. */
async function findingsOfObservations(
  pool: Pool,
  asset: string,
  observations: Map<string, string>,
): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ id: string; finding: string }>(
    'select id, finding_id as finding from observation where asset_id = $1',
    [asset],
  )
  const findingOf = new Map(rows.map((row) => [row.id, row.finding]))
  return new Map([...observations].map(([mark, id]) => [mark, findingOf.get(id) as string]))
}

async function disturbedBy(pool: Pool, asset: string, reports: string[]): Promise<Set<string>> {
  const { rows } = await pool.query<{ id: string }>(
    `select distinct finding_id as id from finding_event
     where asset_id = $1 and report_id = any($2::uuid[]) and type in ('fixed', 'reopened')`,
    [asset, reports],
  )
  return new Set(rows.map((row) => row.id))
}
