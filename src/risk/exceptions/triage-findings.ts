import type { Actor } from '../../access/actor.ts'
import { readerOf } from '../../findings/queries/reader.ts'
import { changeFindings, checkChange, type FindingChange } from '../../findings/triage/change-findings.ts'
import { type Chosen, findingsByAsset } from '../../findings/triage/findings-by-asset.ts'
import type { Rank } from '../../findings/triage/settle.ts'
import { DAY_MS } from '../../model/day.ts'
import type { ExceptionKind, ExceptionStatus } from '../../model/exception.ts'
import type { Pool } from '../../platform/database.ts'
import { endAbandoned, exceptionsHolding } from './abandoned.ts'
import { requestException } from './request-exception.ts'
import { readExceptionSettings } from './settings.ts'

export interface Triaged {
  changed: number
  /** The exception that the decision made; while it is pending, its findings stay open. */
  exception?: { id: string; status: ExceptionStatus }
}

const KINDS = { accepted: 'risk_accepted', false_positive: 'false_positive' } as const satisfies Record<
  string,
  ExceptionKind
>

/**
 * What a person says about findings. To accept a risk or to call something a false positive is an exception of these findings: from the
 * threshold on it waits for a second person. Throws what changeFindings and requestException throw.
 */
export async function triageFindings(
  pool: Pool,
  actor: Actor,
  wish: FindingChange,
  rank: Rank,
): Promise<Triaged> {
  checkChange(wish)
  const { decision } = wish
  if (decision !== 'accepted' && decision !== 'false_positive') {
    const before =
      decision === undefined ? [] : await exceptionsHolding(pool, await chosen(pool, actor, wish))
    const result = await changeFindings(pool, actor, wish, rank)
    await endAbandoned(pool, actor, before)
    return result
  }
  const { decision: _, reason = '', until = null, ...others } = wish
  const ids = await undecided(pool, await chosen(pool, actor, wish), { decision, reason, until })
  const hasOthers = [others.assignee, others.severity, others.note].some((one) => one !== undefined)
  const { changed } = hasOthers ? await changeFindings(pool, actor, others, rank) : { changed: 0 }
  if (ids.length === 0) return { changed }
  const exception = await requestException(
    pool,
    actor,
    {
      target: { type: 'findings', ids },
      scope: { type: 'everything' },
      kind: KINDS[decision],
      justification: null,
      reason,
      expiresAt: until ?? (decision === 'accepted' ? await usualEnd(pool) : null),
      lapse: {
        kev: decision === 'accepted',
        exposure: decision === 'accepted',
        fix: false,
        score: null,
        severity: false,
      },
    },
    rank,
  )
  return {
    changed: Math.max(changed, exception.changed),
    exception: { id: exception.id, status: exception.status },
  }
}

const chosen = async (pool: Pool, actor: Actor, { ids, filter }: Chosen): Promise<[string, string[]][]> =>
  findingsByAsset(pool, { ids, filter }, await readerOf(pool, actor))

async function usualEnd(pool: Pool): Promise<string> {
  const { defaultDays } = await readExceptionSettings(pool)
  return new Date(Date.now() + defaultDays * DAY_MS).toISOString()
}

/** Those of which the same is not said already: to say it twice changes nothing. */
async function undecided(
  pool: Pool,
  byAsset: readonly [string, string[]][],
  { decision, reason, until }: { decision: string; reason: string; until: string | null },
): Promise<string[]> {
  const left: string[] = []
  for (const [asset, findings] of byAsset) {
    const { rows } = await pool.query<{ id: string }>(
      `select f.id from finding f left join finding_decision d on d.asset_id = $1 and d.finding_id = f.id
       where f.asset_id = $1 and f.id = any($2::uuid[]) and f.merged_into is null
         and not (coalesce(f.decision, '') = $3 and coalesce(d.reason, '') = $4 and ($5::timestamptz is null or d.until is not distinct from $5))`,
      [asset, findings, decision, reason, until],
    )
    left.push(...rows.map(({ id }) => id))
  }
  return left
}
