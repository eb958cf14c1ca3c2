import type { Pool, Tx } from '../../../platform/database.ts'

export interface Things {
  applications: number
  assets: number
  components: number
  reports: number
  tools: number
}

interface Counted extends Omit<Things, 'applications' | 'assets'> {
  /** How many observations stand behind the posture. */
  observations: number
}

/** What the posture of some assets (null = all) was made of. */
export async function countThings(db: Pool | Tx, assets: string[] | null): Promise<Counted> {
  const components = assets
    ? // Grouped by hashing; `count(distinct …)` sorts, which takes several times as long.
      '(select count(*)::int from (select from component_use where asset_id = any($1) group by component_id) c)'
    : '(select count(*)::int from component)'
  const tools = assets
    ? '(select count(distinct tool)::int from scope where asset_id = any($1))'
    : // From one tool to the next in their index: there are few, on hundreds of thousands of scopes.
      `(with recursive each as (
          select min(tool) as tool from scope union all
          select (select min(tool) from scope where tool > each.tool) from each where each.tool is not null)
        select count(tool)::int from each)`
  const where = 'where $1::uuid[] is null or asset_id = any($1)'
  const { rows } = await db.query<Counted>(
    `select ${components} as components, (select count(*)::int from report ${where}) as reports,
            ${tools} as tools,
            (select coalesce(sum(observations), 0)::int from posture_count ${where}) as observations`,
    [assets],
  )
  return rows[0] as Counted
}
