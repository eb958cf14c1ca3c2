import type { Actor } from '../../access/actor.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError, notFound } from '../../platform/errors.ts'

export type Visibility = 'private' | 'team' | 'everyone'

/** What belongs to somebody, who may let a team or everyone see it. */
export interface Owned {
  id: string
  name: string
  owner: { id: string; name: string }
  visibility: Visibility
  team: { id: string; name: string } | null
  mayEdit: boolean
  updatedAt: Date
}

export interface Sharing {
  visibility: Visibility
  /** With `team` only. */
  teamId: string | null
}

/** Columns of {@link Owned} over a table `o`; {@link actorParameters} come first. */
export const OWNED = `o.id, o.name, jsonb_build_object('id', o.owner, 'name', o.owner_name) as owner, o.visibility,
  (select jsonb_build_object('id', t.id, 'name', t.name) from team t where t.id = o.team_id) as team,
  (o.owner = $1 or ($3 and o.visibility <> 'private')) as "mayEdit", o.updated_at as "updatedAt"`

/** SQL over a table `o`: the actor may see it. */
export const SEEN = `(o.owner = $1 or o.visibility = 'everyone' or (o.visibility = 'team' and (o.team_id = any($2::uuid[]) or $3)))`

export const actorParameters = (actor: Actor): [string, string[], boolean] => [
  actor.id,
  actor.teams,
  actor.role === 'administrator',
]

/**
 * Throws `bad_sharing` for a team that is not given where it must be, or given where it means nothing, and `not_your_team` for one that
 * the actor is not in.
 */
export function requireSharing({ visibility, teamId }: Sharing, actor: Actor): void {
  if ((visibility === 'team') !== (teamId !== null))
    throw new AppError('bad_sharing', 400, 'Name a team with visibility team, and only there.')
  if (teamId !== null && actor.role !== 'administrator' && !actor.teams.includes(teamId))
    throw new AppError('not_your_team', 403, 'You can share with teams that you are in. Choose one of yours.')
}

/** Throws `not_found` where the actor sees nothing of it, `not_yours` where they see it and may not change it. */
export function requireEditable<T extends Owned>(found: T | undefined, what: string, id: string): T {
  if (!found) throw notFound(what, id)
  if (!found.mayEdit)
    throw new AppError(
      'not_yours',
      403,
      `This ${what} belongs to ${found.owner.name}. Make a copy and change that.`,
    )
  return found
}

/** Throws `not_found` for a team that is nobody's. */
export async function requireTeam(tx: Tx, teamId: string | null): Promise<void> {
  if (teamId === null) return
  const { rowCount } = await tx.query('select from team where id = $1', [teamId])
  if (!rowCount) throw notFound('team', teamId)
}
