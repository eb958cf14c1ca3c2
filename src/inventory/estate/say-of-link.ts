import type { Actor } from '../../access/actor.ts'
import { audit } from '../../access/audit.ts'
import { requireVisibleAsset } from '../../access/visible-assets.ts'
import type { LinkKind } from '../../model/estate.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError, notFound } from '../../platform/errors.ts'
import { deriveReach } from './derive-reach.ts'

export interface LinkWord {
  asset: string
  from: string
  kind: LinkKind
  to: string
  /** null takes back what was said before. */
  verdict: 'confirmed' | 'cut' | 'added' | null
  reason: string
}

/**
 * Keeps a person's word about a link: it outlives every discovery. Who can reach what is worked out again. Throws 404 for an asset or
 * nodes that the actor may not see or that are not there, 400 for a link of a thing with itself.
 */
export async function sayOfLink(tx: Tx, actor: Actor, word: LinkWord): Promise<void> {
  const { asset, from, kind, to, verdict, reason } = word
  if (from === to) throw new AppError('bad_request', 400, 'A link has two ends: choose another thing.')
  await requireVisibleAsset(tx, actor, asset)
  const { rows } = await tx.query<{ id: string; name: string }>(
    'select id, min(name) as name from estate_node where asset_id = $1 and id = any($2::uuid[]) group by id',
    [asset, [from, to]],
  )
  const nameOf = (id: string): string => {
    const found = rows.find((row) => row.id === id)
    if (!found) throw notFound('node', id)
    return found.name
  }
  const ends = { from: nameOf(from), to: nameOf(to) }
  if (verdict === null)
    await tx.query(
      'delete from estate_link_word where asset_id = $1 and from_id = $2 and kind = $3 and to_id = $4',
      [asset, from, kind, to],
    )
  else
    await tx.query(
      `insert into estate_link_word (asset_id, from_id, kind, to_id, verdict, reason, said_by) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (asset_id, from_id, kind, to_id) do update set verdict = excluded.verdict, reason = excluded.reason,
         said_by = excluded.said_by, said_at = now()`,
      [asset, from, kind, to, verdict, reason, actor.name],
    )
  await audit(tx, actor, 'estate.link', `asset/${asset}`, { ...ends, kind, verdict, reason })
  await deriveReach(tx, asset)
}
