import type { Pool, Tx } from '../platform/database.ts'
import { enqueue } from '../platform/queue.ts'

/** A way by which a break-in in one asset leads to another. */
export interface Lead {
  from: string
  to: string
}

/** Farther than this, what is in between counts. */
const STEPS = 3
/** More than this is all the same. */
const MOST = 1_000

/**
 * How many other assets a break-in in each leads to within three steps. Pure. Breadth first from each asset: what has no way on costs
 * nothing.
 */
export function blastRadii(assets: readonly string[], leads: readonly Lead[]): Map<string, number> {
  const next = new Map<string, string[]>()
  for (const { from, to } of leads) {
    const own = next.get(from)
    if (own) own.push(to)
    else next.set(from, [to])
  }
  return new Map(assets.map((asset) => [asset, reachedFrom(asset, next)]))
}

function reachedFrom(asset: string, next: ReadonlyMap<string, readonly string[]>): number {
  const seen = new Set([asset])
  let front = [asset]
  for (let step = 0; step < STEPS && front.length > 0 && seen.size <= MOST; step++) {
    const further: string[] = []
    for (const from of front)
      for (const to of next.get(from) ?? []) {
        if (seen.has(to)) continue
        seen.add(to)
        further.push(to)
      }
    front = further
  }
  return Math.min(MOST, seen.size - 1)
}

/**
 * Works out every asset's blast radius anew, and writes those that differ; returns their ids. A break-in goes on to what an asset
 * contains, builds, deploys, runs, reads, writes and owns, to who calls it, and to assets that show an image which it builds. Assets of which nothing shows a part of the estate and that no link names stay unknown.
 */
export async function recountBlastRadius(pool: Pool): Promise<string[]> {
  const { rows: leads } = await pool.query<Lead>(LEADS)
  const { rows: shown } = await pool.query<{ id: string }>(
    `select asset_id as id from estate_node union select from_id from asset_link union select to_id from asset_link order by 1`,
  )
  const radii = blastRadii(
    shown.map(({ id }) => id),
    leads,
  )
  const { rows } = await pool.query<{ id: string }>(
    `update asset a set blast_radius = r.radius from unnest($1::uuid[], $2::int[]) as r (id, radius)
     where a.id = r.id and a.blast_radius is distinct from r.radius returning a.id`,
    [[...radii.keys()], [...radii.values()]],
  )
  return rows.map(({ id }) => id).sort()
}

// An image has one id wherever it is named: who builds it leads to who runs it. One that everybody has is a base image of others.
const MOST_SHARING = 50
const LEADS = `
  select from_id as "from", to_id as "to" from asset_link where kind not in ('exposes', 'calls')
  union select to_id, from_id from asset_link where kind = 'calls'
  union
  select maker.asset_id, user_of.asset_id
  from estate_link maker
  join (select id from estate_node where kind = 'image' group by id
        having count(distinct asset_id) between 2 and ${MOST_SHARING}) shared on shared.id = maker.to_id
  join estate_node user_of on user_of.id = maker.to_id and user_of.asset_id <> maker.asset_id
  where maker.kind = 'builds'`

/** The job that works it out again; it has no payload. */
export const BLAST_TASK = 'blast_radius'

/** Queues it after a change of links or of the estate. One that waits already is enough. */
export const queueBlastRadius = (tx: Tx): Promise<void> => enqueue(tx, BLAST_TASK, {}, { key: BLAST_TASK })
