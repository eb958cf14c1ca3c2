import { applyReport, type Outcome } from '../src/findings/ingest/apply.ts'
import { clearStaging, stage } from '../src/findings/ingest/stage.ts'
import { recountPosture } from '../src/findings/posture.ts'
import type { Item } from '../src/formats/contract.ts'
import type { Observation } from '../src/model/observation.ts'
import { type Pool, transaction } from '../src/platform/database.ts'
import { newId } from '../src/platform/ids.ts'
import { firstScorer } from '../src/risk/first-score.ts'
import { rankingBasis } from '../src/risk/ranking-basis.ts'
import { settleFindings } from '../src/risk/settle-findings.ts'

/** An asset to ingest into. */
export async function testAsset(pool: Pool, name = `asset-${newId()}`): Promise<string> {
  const id = newId()
  await pool.query("insert into asset (id, kind, name) values ($1, 'repository', $2)", [id, name])
  return id
}

/** A SAST observation, with what a test cares about in `over`. */
export const codeObservation = (
  over: Partial<Observation> & { path?: string; line?: number; snippet?: string } = {},
): Observation => {
  const { path = 'src/a.ts', line = 10, snippet = 'db.query("select " + id)', ...rest } = over
  return {
    type: 'observation',
    kind: 'code',
    rule: 'sqli',
    title: 'SQL injection',
    severity: 'high',
    cwes: [89],
    location: { path, line, snippet },
    raw: '{}',
    ...rest,
  }
}

export interface TestUpload {
  asset: string
  items: Item[]
  tool?: string
  target?: string
  branch?: string
  at?: string
  /** Told the report's id once it is applied, while its rows are still staged. */
  onApplied?: (report: string) => Promise<void>
}

/** Takes items through staging, matching and ranking as an uploaded report goes. */
export async function ingest(pool: Pool, upload: TestUpload): Promise<Outcome> {
  const { asset, items, tool = 'semgrep', target, branch = 'main', at = new Date().toISOString() } = upload
  const report = newId()
  const header: Item = { type: 'header', tool, ...(target === undefined ? {} : { target }) }
  const basis = await transaction(pool, (tx) => rankingBasis(tx, asset))
  const staged = await stage(
    pool,
    (async function* () {
      if (items[0]?.type !== 'header') yield header
      yield* items
    })(),
    {
      asset,
      report,
      branch,
      scopeName: null,
      fallbackTool: () => tool,
      observedAt: () => new Date(at),
      firstScore: firstScorer(basis),
    },
  )
  const outcome = await transaction(pool, async (tx) => {
    const applied = await applyReport(tx, {
      asset,
      report,
      branch,
      sha256: report,
      staged,
    })
    await settleFindings(tx, asset, 'unranked')
    await recountPosture(tx, asset, applied.at, applied.flow)
    return applied.outcome
  })
  await upload.onApplied?.(report)
  await clearStaging(pool, { asset, report })
  return outcome
}

export interface StoredFinding {
  id: string
  title: string
  state: string
  posture: boolean
  place: string
  severity: number
  score: number
  tools: string[]
  advisories: string[]
  cwes: number[]
}

/** The asset's findings that are not merged into others, in order of their place. */
export async function findingsOf(pool: Pool, asset: string): Promise<StoredFinding[]> {
  const { rows } = await pool.query<StoredFinding>(
    `select id, title, state, posture, place, severity, score, tools, advisories, cwes from finding
     where asset_id = $1 and merged_into is null order by path, line, place, id`,
    [asset],
  )
  return rows
}

/** The types of a finding's events, in order. */
export async function eventsOf(pool: Pool, asset: string, finding: string): Promise<string[]> {
  const { rows } = await pool.query<{ type: string }>(
    'select type from finding_event where asset_id = $1 and finding_id = $2 order by at, id',
    [asset, finding],
  )
  return rows.map((row) => row.type)
}
