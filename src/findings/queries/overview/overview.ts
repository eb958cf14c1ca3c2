import { dayOf } from '../../../model/day.ts'
import type { Noise } from '../../../model/noise.ts'
import type { Severity } from '../../../model/severity.ts'
import type { Pool } from '../../../platform/database.ts'
import { postureFor } from '../branches.ts'
import { dayEnd } from '../day-end.ts'
import type { FindingRow } from '../finding-row.ts'
import { listIn } from '../list-findings.ts'
import type { Reader } from '../reader.ts'
import { assetsInScope } from './assets-in-scope.ts'
import { countThings, type Things } from './count-things.ts'
import { type Change, latestChanges } from './latest-changes.ts'
import { type ApplicationPosture, type OpenBySeverity, sumPosture } from './sum-posture.ts'
import { type TrendDay, trendOf } from './trend.ts'

export interface OverviewQuery {
  /** Ids or names; `none` for assets without one. */
  application?: string[]
  team?: string[]
  /** Length of the trend, the last day included. */
  days: number
  /** ISO date: as of the end of that day; left out: now. */
  asOf?: string
}

export interface Overview {
  /** ISO date. */
  asOf: string
  open: OpenBySeverity
  funnel: {
    observations: number
    findings: number
    open: number
    signal: number
    criticalOrHigh: number
    top: number
    noise: { reason: Noise; open: number }[]
  }
  trend: TrendDay[]
  fixFirst: FindingRow[]
  changes: Change[]
  byKind: { kind: string; open: number }[]
  byApplication: ApplicationPosture[]
  counts: Things
}

/** Posture as of a day and over time, for what the reader may see of some applications and teams. Throws `future_day`. */
export async function readOverview(pool: Pool, query: OverviewQuery, reader: Reader): Promise<Overview> {
  const past = dayEnd(query.asOf)
  const end = new Date(past ?? Date.now())
  const posture = await postureFor(pool, { ...(past !== undefined && { asOf: query.asOf }) })
  const { application, team, days } = query
  const scope = assetsInScope(posture, query, reader.visible)
  const { open, byKind, byApplication, findings, signal, noise, criticalOrHigh, top } = sumPosture(
    posture,
    scope,
  )
  // null for everything: then no statement has to carry all ids.
  const everything = !application && !team && reader.visible === 'all'
  const assets = everything ? null : scope.map(({ asset }) => asset.id)
  const filter = {
    ...(application && { application }),
    ...(team && { team }),
    ...(past !== undefined && { asOf: query.asOf }),
  }
  const [{ items: fixFirst }, changes, { observations, ...things }] = await Promise.all([
    listIn(pool, posture, { ...filter, state: ['open'], sort: 'score', limit: 10 }, reader),
    latestChanges(pool, assets, end),
    countThings(pool, assets),
  ])
  const applications = new Set(scope.map(({ asset }) => asset.applicationId).filter(Boolean))
  return {
    asOf: dayOf(end.getTime()),
    open,
    funnel: { observations, findings, open: sum(open), signal, criticalOrHigh, top, noise },
    trend: trendOf(scope, { open, days, end, past: past !== undefined }),
    fixFirst,
    changes,
    byKind,
    byApplication,
    counts: {
      ...things,
      applications: everything ? posture.applications.size : applications.size,
      assets: scope.length,
    },
  }
}

const sum = (open: Record<Severity, number>): number => Object.values(open).reduce((total, n) => total + n, 0)
