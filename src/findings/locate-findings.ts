import { isVisible, type VisibleAssets } from '../access/visible-assets.ts'
import type { Pool, Tx } from '../platform/database.ts'
import { notFound } from '../platform/errors.ts'
import { idOf } from './posture-index/block.ts'
import { currentPosture } from './posture-index/posture-index.ts'

// Looking one id up costs a probe for each asset; past these many, a pass over everything is cheaper.
const FEW = 20

/** The asset of each finding, also of those outside the posture; ids that nobody has are left out. */
export async function locateFindings(pool: Pool, ids: readonly string[]): Promise<Map<string, string>> {
  const known = ids.length > FEW ? await locateInPosture(pool, ids) : new Map<string, string>()
  const rest = ids.filter((id) => !known.has(id))
  for (const [id, asset] of await (rest.length > FEW ? scan : probe)(pool, rest)) known.set(id, asset)
  return known
}

/** The asset of one finding. Throws `not_found`, also for what may not be seen. */
export async function locateFinding(tx: Tx, id: string, visible: VisibleAssets): Promise<string> {
  const asset = (await probe(tx, [id])).get(id)
  if (asset === undefined || !isVisible(visible, asset)) throw notFound('finding', id)
  return asset
}

async function probe(db: Pool | Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  // Findings are keyed by asset first: asked for asset by asset, each probe is one descent of the primary key.
  const { rows } = await db.query<{ id: string; asset: string }>(
    `select f.id, f.asset_id as asset from unnest($1::uuid[]) as wanted (id) cross join asset a
     cross join lateral (select * from finding where asset_id = a.id and id = wanted.id offset 0) f`,
    [ids],
  )
  return new Map(rows.map((row) => [row.id, row.asset]))
}

async function scan(db: Pool | Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await db.query<{ id: string; asset: string }>(
    'select id, asset_id as asset from finding where id = any($1::uuid[])',
    [ids],
  )
  return new Map(rows.map((row) => [row.id, row.asset]))
}

async function locateInPosture(pool: Pool, ids: readonly string[]): Promise<Map<string, string>> {
  const { blocks } = await currentPosture(pool)
  const located = new Map<string, string>()
  const wanted = new Set(ids)
  // The last six bytes are random: nearly all other rows differ in them.
  const tails = new Set(ids.map((id) => Number.parseInt(id.slice(-12), 16)))
  for (const [asset, block] of blocks)
    for (let row = 0; row < block.size; row++) {
      if (!tails.has(block.ids.readUIntBE(row * 16 + 10, 6))) continue
      const id = idOf(block, row)
      if (wanted.has(id)) located.set(id, asset)
    }
  return located
}
