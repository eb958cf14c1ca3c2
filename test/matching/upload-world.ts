import { expect } from 'vitest'
import { identify, twinKey } from '../../src/findings/identity.ts'
import type { Item, ReportHeader } from '../../src/formats/contract.ts'
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
    const items = rescan(world, nth, roll)
    await ingest(pool, {
      asset,
      items,
      at: new Date(at.getTime() + reports.length * 60_000).toISOString(),
      onApplied: async (report) => {
        reports.push(report)
        for (const [mark, observation] of await observationsOf(pool, asset, report, items))
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
  sort: string
  key: string
  observation: string
  column: number | null
}

/**
 * The stored observation of each mark: by place and column, since the database may leave those of one sort on one line as they are
 * whatever order they come in; by key where there is no place.
 */
async function observationsOf(
  pool: Pool,
  asset: string,
  report: string,
  items: readonly Item[],
): Promise<[string, string][]> {
  const { rows } = await pool.query<Row>(
    `select concat_ws(' ', c.tool, c.name, o.snippet_key, o.path, o.line) as sort, concat_ws(' ', c.tool, c.name, o.key) as key,
            o.id as observation, (d.data #>> '{location,column}')::int as column
     from scope c
     join observation o on o.asset_id = c.asset_id and o.scope_id = c.id and o.present
     join observation_detail d on d.asset_id = o.asset_id and d.observation_id = o.id
     where c.asset_id = $1 and c.last_report_id = $2`,
    [asset, report],
  )
  const [bySort, byKey] = [Map.groupBy(rows, (row) => row.sort), new Map(rows.map((row) => [row.key, row]))]
  const said = saidBy(items)
  const placed = Map.groupBy(
    said.filter(({ line }) => line !== undefined),
    ({ sort }) => sort,
  )
  return [
    ...said
      .filter(({ line }) => line === undefined)
      .map(({ mark, key }): [string, string] => [mark, (byKey.get(key) as Row).observation]),
    ...[...placed].flatMap(([sort, twins]) => {
      const stored = (bySort.get(sort) ?? []).toSorted((a, b) => (a.column ?? 0) - (b.column ?? 0))
      expect(stored, sort).toHaveLength(twins.length)
      return twins
        .toSorted((a, b) => a.column - b.column)
        .map(({ mark }, i): [string, string] => [mark, (stored[i] as Row).observation])
    }),
  ]
}

interface Said {
  mark: string
  sort: string
  key: string
  line: number | undefined
  column: number
}

function saidBy(items: readonly Item[]): Said[] {
  const counts = new Map<string, number>()
  let header: ReportHeader = { type: 'header' }
  return items.flatMap((item): Said[] => {
    if (item.type === 'header') header = item
    if (item.type !== 'observation') return []
    const tool = item.tool ?? header.tool ?? ''
    const { base, snippetKey } = identify(tool, item)
    const scope = `${tool} ${header.target ?? ''}`
    const nth = counts.get(`${scope} ${base}`) ?? 0
    counts.set(`${scope} ${base}`, nth + 1)
    const { path, line, column = 0 } = item.location ?? {}
    const sort = [scope, snippetKey(), path, line]
      .filter((part) => part !== null && part !== undefined)
      .join(' ')
    return [{ mark: item.tags?.[0] as string, sort, key: `${scope} ${twinKey(base, nth)}`, line, column }]
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
