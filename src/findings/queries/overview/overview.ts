import type { Noise } from '../../../model/noise.ts'
import type { Severity } from '../../../model/severity.ts'
import type { Pool } from '../../../platform/database.ts'
import { currentPosture } from '../../posture-index/posture-index.ts'
import { type FindingRow, readFindingRows } from '../finding-row.ts'
import { keyOf, pickPage } from '../list-findings.ts'
import type { Reader } from '../reader.ts'
import { select } from '../selection.ts'
import { assetsInScope } from './assets-in-scope.ts'
import { countThings, type Things } from './count-things.ts'
import { type Change, latestChanges } from './latest-changes.ts'
import { type ApplicationPosture, type OpenBySeverity, sumPosture } from './sum-posture.ts'
import { type TrendDay, trendOf } from './trend.ts'

export interface OverviewQuery {
  /** Ids or names; `none` for assets without one. */
  application?: string[]
  team?: string[]
  /** Length of the trend, today included. */
  days: number
}

export interface Overview {
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

/** Posture now and over time, for what the reader may see of some applications and teams. */
export async function readOverview(pool: Pool, query: OverviewQuery, reader: Reader): Promise<Overview> {
  const posture = await currentPosture(pool)
  const { application, team, days } = query
  const scope = assetsInScope(posture, query, reader.visible)
  const { open, byKind, byApplication, findings, signal, noise, criticalOrHigh, top } = sumPosture(
    posture,
    scope,
  )
  const first = select(posture, { application, team, state: ['open'] }, reader)
  const { rows } = await pickPage(first, { sort: 'score', limit: 10 })
  // null for everything: then no statement has to carry all ids.
  const everything = !application && !team && reader.visible === 'all'
  const assets = everything ? null : scope.map(({ asset }) => asset.id)
  const [fixFirst, changes, { observations, ...things }] = await Promise.all([
    readFindingRows(pool, rows.map(keyOf)),
    latestChanges(pool, assets),
    countThings(pool, assets),
  ])
  const applications = new Set(scope.map(({ asset }) => asset.applicationId).filter(Boolean))
  return {
    open,
    funnel: { observations, findings, open: sum(open), signal, criticalOrHigh, top, noise },
    trend: trendOf(scope, { open, days, today: new Date() }),
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
