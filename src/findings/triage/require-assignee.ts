import { teamOfAssignee } from '../../model/assignee.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'

/** Throws `unknown_assignee` for an id that is nobody's, or of somebody who is switched off. */
export async function requireAssignee(tx: Tx, id: string | null | undefined): Promise<void> {
  if (id === undefined || id === null) return
  const team = teamOfAssignee(id)
  const { rowCount } = await tx.query(
    team === undefined
      ? 'select 1 from person where id::text = $1 and not disabled'
      : 'select 1 from team where id::text = $1',
    [team ?? id],
  )
  if (!rowCount)
    throw new AppError(
      'unknown_assignee',
      400,
      `Nobody has the id ${id}. Take one of GET /users, \`team:\` with one of GET /teams, or \`me\` when you are signed in.`,
    )
}
