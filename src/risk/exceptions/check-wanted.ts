import type { Actor } from '../../access/actor.ts'
import { RIGHTS } from '../../access/permissions.ts'
import { requireVisibleAsset } from '../../access/visible-assets.ts'
import { readWantedRange } from '../../intel/versions/wanted-range.ts'
import { DAY_MS } from '../../model/day.ts'
import { isFact } from '../../model/exception.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError, notFound } from '../../platform/errors.ts'
import type { ExceptionSettings } from './settings.ts'
import type { WantedException } from './wanted.ts'

const refuse = (message: string): AppError => new AppError('bad_exception', 400, message)

/** Throws `bad_exception` that says what is missing or wrong. */
export async function checkWanted(wanted: WantedException, { maxDays }: ExceptionSettings): Promise<void> {
  const { kind, justification, expiresAt } = wanted
  if (kind === 'not_affected' && justification === null)
    throw refuse('Say why it is not affected in one of VEX’s words: give a justification.')
  if (justification !== null && !isFact(kind))
    throw refuse('A justification says why something is not affected: leave it away for this kind.')
  if (expiresAt === null && !isFact(kind)) throw refuse('A risk is taken for a time: say until when.')
  if (expiresAt !== null) {
    const days = (Date.parse(expiresAt) - Date.now()) / DAY_MS
    if (days <= 0) throw refuse('It would have run out already: give a later end.')
    if (days > maxDays + 1) throw refuse(`It may last ${maxDays} days at most: give an earlier end.`)
  }
  await checkTarget(wanted)
}

/** Throws 400 for a target or a scope that says nothing that can be looked for, e.g. a rule that is no condition. */
export async function checkTarget({
  target,
  scope,
}: Pick<WantedException, 'target' | 'scope'>): Promise<void> {
  if ((scope.type === 'everything') !== (scope.id === undefined))
    throw refuse('Give the id of the team, application or asset that it is for; none for everything.')
  if (target.type === 'findings') {
    if ((target.ids === undefined) === (target.filter === undefined))
      throw refuse('Say which findings: either ids or a filter.')
    if (scope.type !== 'everything') throw refuse('Findings are named one by one: leave the scope away.')
  }
  if (target.type === 'component' && target.versions !== undefined && !readWantedRange(target.versions))
    throw refuse(`"${target.versions}" is no range of versions: write it as <2.17.1 or >=2.0 <2.17.1.`)
  if (target.type === 'rule') {
    const { BadCondition, parseCondition } = await import('../policies/condition.ts')
    try {
      parseCondition(target.when)
    } catch (error) {
      if (!(error instanceof BadCondition)) throw error
      throw refuse(`The rule cannot be used: ${error.message} (at character ${error.at + 1}).`)
    }
  }
}

const TABLES = { team: 'team', application: 'application' } as const

/** Throws 404 for a scope that is not there or that the actor may not see, 403 for one wider than what they see. */
export async function checkScope(tx: Tx, actor: Actor, { target, scope }: WantedException): Promise<void> {
  if (target.type === 'findings') return
  const seesAll = RIGHTS[actor.role].sees === 'all'
  if (scope.type === 'everything') {
    if (seesAll) return
    throw new AppError(
      'scope_too_wide',
      403,
      'You see the assets of your teams only: name one of your teams, applications or assets as scope.',
    )
  }
  const id = scope.id as string
  if (scope.type === 'asset') return requireVisibleAsset(tx, actor, id)
  const { rows } = await tx.query<{ team: string | null }>(
    scope.type === 'team'
      ? 'select id as team from team where id = $1'
      : 'select team_id as team from application where id = $1',
    [id],
  )
  const [found] = rows
  if (!found || !(seesAll || (found.team !== null && actor.teams.includes(found.team))))
    throw notFound(TABLES[scope.type], id)
}
