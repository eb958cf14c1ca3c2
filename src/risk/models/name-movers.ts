import type { Pool } from '../../platform/database.ts'
import type { Move } from './moves.ts'

/** A finding whose score moves much; scores 0–100. */
export interface Mover {
  id: string
  title: string
  asset: { id: string; name: string }
  before: number
  after: number
}

/** The findings that rise and fall most, with names. */
export async function nameMovers(
  pool: Pool,
  { up, down }: { up: readonly Move[]; down: readonly Move[] },
): Promise<{ up: Mover[]; down: Mover[] }> {
  const names = await readNames(pool, [...up, ...down])
  const named = (moves: readonly Move[]): Mover[] =>
    moves.flatMap(({ finding, before, after }) => {
      const name = names.get(finding)
      return name ? [{ ...name, before: before / 10, after: after / 10 }] : []
    })
  return { up: named(up), down: named(down) }
}

type Name = Pick<Mover, 'id' | 'title' | 'asset'>

async function readNames(pool: Pool, moves: readonly Move[]): Promise<Map<string, Name>> {
  const { rows } = await pool.query<Name>(
    `select f.id, f.title, jsonb_build_object('id', a.id, 'name', a.name) as asset
     from unnest($1::uuid[], $2::uuid[]) as k (asset_id, id)
     join finding f on f.asset_id = k.asset_id and f.id = k.id join asset a on a.id = f.asset_id`,
    [moves.map(({ asset }) => asset), moves.map(({ finding }) => finding)],
  )
  return new Map(rows.map((row) => [row.id, row]))
}
