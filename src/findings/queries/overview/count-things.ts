import type { Pool, Tx } from '../../../platform/database.ts'

export interface Things {
  applications: number
  assets: number
  components: number
  reports: number
  tools: number
}

/** How many observations stand behind the posture of some assets (null = all), and what they are made of. */
export async function countThings(
  db: Pool | Tx,
  assets: string[] | null,
): Promise<Omit<Things, 'applications' | 'assets'> & { observations: number }> {
  const { rows } = await db.query<Omit<Things, 'applications' | 'assets'> & { observations: number }>(
    `select (select coalesce(sum(observations), 0)::int from posture_count ${where}) as observations,
            ${assets ? COMPONENTS_OF_SOME : ALL_COMPONENTS} as components,
            (select count(*)::int from report ${where}) as reports,
            (select count(distinct tool)::int from scope ${where}) as tools`,
    [assets],
  )
  return rows[0] as Omit<Things, 'applications' | 'assets'> & { observations: number }
}

const where = 'where $1::uuid[] is null or asset_id = any($1)'
const ALL_COMPONENTS = '(select count(*)::int from component)'
const COMPONENTS_OF_SOME = `(select count(distinct component_id)::int from component_use where asset_id = any($1))`
