import type { Tx } from '../../platform/database.ts'
import {
  EXCEPTION,
  type Exception,
  type ExceptionRow,
  exceptionOf,
  holdsFor,
  PLACES_OF,
} from './exception.ts'
import { exposedOf, lapseOf } from './lapse-sql.ts'
import { matchAdvisories } from './match-advisories.ts'
import { matchComponents } from './match-components.ts'
import { matchRules } from './match-rules.ts'

/** Which findings of an asset are looked at. SQL over `finding f`. */
export const LOOKED_AT = {
  all: 'true',
  /** Those that this transaction wrote. */
  unranked: 'f.xmin = pg_current_xact_id()::xid',
} as const
export type LookedAt = keyof typeof LOOKED_AT

/** Exceptions in force that also cover what comes later, by the assets of some for which they hold: of each the oldest first. */
export async function standingExceptions(
  tx: Tx,
  assets: readonly string[],
): Promise<Map<string, Exception[]>> {
  const { rows } = await tx.query<ExceptionRow & { asset: string }>(
    `select ${EXCEPTION}, w.asset from exception e join (${PLACES_OF}) w on ${holdsFor('w')}
     where e.status = 'active' and e.target <> 'findings' and (e.expires_at is null or e.expires_at > now())
     order by e.active_at, e.id`,
    [assets],
  )
  const standing = new Map<string, Exception[]>()
  for (const { asset, ...row } of rows)
    standing.set(asset, [...(standing.get(asset) ?? []), exceptionOf(row as ExceptionRow)])
  return standing
}

export interface Candidates {
  assets: readonly string[]
  /** SQL over `finding f` whose parameter $1 is the assets. */
  where: string
}

/** A finding of an asset that an exception means. */
export interface Match {
  asset: string
  finding: string
  exception: string
}

/** Findings that are open: what a person or another exception said stays. */
const OPEN = `f.asset_id = any($1::uuid[]) and f.merged_into is null and f.state = 'open' and f.decision is null`

/** Open findings of assets that exceptions mean, each once, of several exceptions by the oldest. */
export async function matchTargets(
  tx: Tx,
  assets: readonly string[],
  exceptions: readonly Exception[],
  lookedAt: LookedAt,
): Promise<Match[]> {
  const candidates = { assets, where: `${OPEN} and ${LOOKED_AT[lookedAt]}` }
  const matched = new Map<string, Match>()
  for (const match of [matchAdvisories, matchComponents, matchRules])
    for (const one of await match(tx, candidates, exceptions)) {
      const key = `${one.asset} ${one.finding}`
      if (!matched.has(key)) matched.set(key, one)
    }
  return [...matched.values()]
}

/**
 * Findings of assets, for all of which the exceptions hold, with the exception that covers them. `initial` = the exceptions begin now: how the
 * findings stand is known to who approved. Later ones are left out where a condition holds that would end it.
 */
export async function matchStanding(
  tx: Tx,
  assets: readonly string[],
  exceptions: readonly Exception[],
  { lookedAt, initial }: { lookedAt: LookedAt; initial: boolean },
): Promise<Match[]> {
  if (exceptions.length === 0) return []
  return withoutLapsed(tx, assets, await matchTargets(tx, assets, exceptions, lookedAt), initial)
}

/** Those that lapsed once are not covered again by the same exception. */
async function withoutLapsed(
  tx: Tx,
  assets: readonly string[],
  matched: readonly Match[],
  initial: boolean,
): Promise<Match[]> {
  if (matched.length === 0) return []
  const { rows } = await tx.query<Match>(
    `select m.asset, m.finding, m.exception
     from unnest($2::uuid[], $3::uuid[], $4::uuid[]) as m (asset, finding, exception)
     join exception e on e.id = m.exception
     join finding f on f.asset_id = any($1::uuid[]) and f.asset_id = m.asset and f.id = m.finding
     left join exception_finding c on c.asset_id = m.asset and c.exception_id = e.id and c.finding_id = f.id
     where c.lapsed_at is null ${initial ? '' : `and ${lapseOf(exposedOf('m.asset'))} is null`}`,
    [
      assets,
      matched.map(({ asset }) => asset),
      matched.map(({ finding }) => finding),
      matched.map(({ exception }) => exception),
    ],
  )
  return rows
}
