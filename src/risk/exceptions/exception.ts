import type { Justification } from '../../findings/export/justification.ts'
import type { ExceptionKind, ExceptionStatus, ScopeType } from '../../model/exception.ts'

/** What an exception is about, as it is kept. */
export type StoredTarget =
  | { type: 'findings' }
  | { type: 'rule'; when: string }
  | { type: 'component'; component: string; versions?: string; advisories?: string[] }
  | { type: 'advisory'; advisory: string }

export type TargetType = StoredTarget['type']

/** What ends it before its time; `score` in 0–100. */
export interface Lapse {
  kev: boolean
  exposure: boolean
  fix: boolean
  score: number | null
  severity: boolean
}

/** An exception as the database has it. */
export interface Exception {
  id: string
  status: ExceptionStatus
  target: StoredTarget
  scope: ScopeType
  scopeId: string | null
  kind: ExceptionKind
  justification: Justification | null
  reason: string
  requestedBy: string
  requestedAt: Date
  approvalReasons: string[]
  expiresAt: Date | null
  lapse: Lapse
  activeAt: Date | null
  endedAt: Date | null
  endReason: string | null
}

interface Row extends Omit<Exception, 'target' | 'lapse'> {
  target: TargetType
  detail: Record<string, unknown>
  kev: boolean
  exposure: boolean
  fix: boolean
  severity: boolean
  score: number | null
}

/** SQL: the columns of `exception e` that {@link exceptionOf} reads. */
export const EXCEPTION = `
  e.id, e.status, e.target, e.detail, e.scope, e.scope_id as "scopeId", e.kind, e.justification, e.reason,
  e.requested_by as "requestedBy", e.requested_at as "requestedAt", e.approval_reasons as "approvalReasons",
  e.expires_at as "expiresAt", e.lapse_kev as kev, e.lapse_exposure as exposure, e.lapse_fix as fix,
  e.lapse_severity as severity, e.lapse_score as score, e.active_at as "activeAt", e.ended_at as "endedAt",
  e.end_reason as "endReason"`

export type ExceptionRow = Row

export function exceptionOf({ target, detail, kev, exposure, fix, severity, score, ...row }: Row): Exception {
  return {
    ...row,
    target: { type: target, ...detail } as StoredTarget,
    lapse: { kev, exposure, fix, severity, score: score === null ? null : score / 10 },
  }
}

/** SQL: where each of some assets ($1) stands, for {@link holdsFor}. */
export const PLACES_OF = `select a.id as asset, a.application_id as application, p.team_id as team
  from asset a left join application p on p.id = a.application_id where a.id = any($1::uuid[])`

/** SQL: exception `e` holds for an asset of {@link PLACES_OF}. */
export const holdsFor = (place: string): string => `(e.scope = 'everything'
  or (e.scope = 'asset' and e.scope_id = ${place}.asset)
  or (e.scope = 'application' and e.scope_id = ${place}.application)
  or (e.scope = 'team' and e.scope_id = ${place}.team))`

/** A target in words. */
export function summaryOf(target: StoredTarget, findings: number): string {
  switch (target.type) {
    case 'findings':
      return findings === 1 ? '1 finding' : `${findings} findings`
    case 'rule':
      return target.when
    case 'advisory':
      return target.advisory
    case 'component': {
      const of = target.advisories ? ` (${target.advisories.join(', ')})` : ''
      return `${target.component}${target.versions ? ` ${target.versions}` : ''}${of}`
    }
  }
}
