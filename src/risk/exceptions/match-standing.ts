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
  asset: string
  /** SQL over `finding f` whose parameter $1 is the asset. */
  where: string
}

/** Findings that are open: what a person or another exception said stays. */
const OPEN = `f.asset_id = $1 and f.merged_into is null and f.state = 'open' and f.decision is null`

/** Open findings of an asset that exceptions mean: finding → exception, of several the oldest. */
export async function matchTargets(
  tx: Tx,
  asset: string,
  exceptions: readonly Exception[],
  lookedAt: LookedAt,
): Promise<Map<string, string>> {
  const candidates = { asset, where: `${OPEN} and ${LOOKED_AT[lookedAt]}` }
  const matched = new Map<string, string>()
  for (const match of [matchAdvisories, matchComponents, matchRules])
    for (const [finding, exception] of await match(tx, candidates, exceptions))
      if (!matched.has(finding)) matched.set(finding, exception)
  return matched
}

/**
 * Findings of an asset by the exception that covers them. `initial` = the exceptions begin now: how the findings stand is known to who
 * approved. Later ones are left out where a condition holds that would end it.
 */
export async function matchStanding(
  tx: Tx,
  asset: string,
  exceptions: readonly Exception[],
  { lookedAt, initial }: { lookedAt: LookedAt; initial: boolean },
): Promise<Map<string, string[]>> {
  if (exceptions.length === 0) return new Map()
  const matched = await matchTargets(tx, asset, exceptions, lookedAt)
  return byException(await withoutLapsed(tx, asset, matched, initial))
}

function byException(pairs: readonly { finding: string; exception: string }[]): Map<string, string[]> {
  const groups = Map.groupBy(pairs, ({ exception }) => exception)
  return new Map([...groups].map(([id, group]) => [id, group.map(({ finding }) => finding)]))
}

/** Those that lapsed once are not covered again by the same exception. */
async function withoutLapsed(tx: Tx, asset: string, matched: ReadonlyMap<string, string>, initial: boolean) {
  if (matched.size === 0) return []
  const { rows } = await tx.query<{ finding: string; exception: string }>(
    `select f.id as finding, e.id as exception
     from unnest($2::uuid[], $3::uuid[]) as m (finding, exception)
     join exception e on e.id = m.exception join finding f on f.asset_id = $1 and f.id = m.finding
     left join exception_finding c on c.asset_id = $1 and c.exception_id = e.id and c.finding_id = f.id
     where c.lapsed_at is null ${initial ? '' : `and ${lapseOf(exposedOf('$1'))} is null`}`,
    [asset, [...matched.keys()], [...matched.values()]],
  )
  return rows
}
