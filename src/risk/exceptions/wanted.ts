import type { Justification } from '../../findings/export/justification.ts'
import type { FindingFilter } from '../../findings/queries/filter.ts'
import type { ExceptionKind, ScopeType } from '../../model/exception.ts'
import type { Lapse, StoredTarget } from './exception.ts'

/** A target as it is asked for: findings by their ids or by what matches a filter now. */
export type WantedTarget =
  | { type: 'findings'; ids?: string[] | undefined; filter?: FindingFilter | undefined }
  | Exclude<StoredTarget, { type: 'findings' }>

/** What somebody asks for. */
export interface WantedException {
  target: WantedTarget
  scope: { type: ScopeType; id?: string | undefined }
  kind: ExceptionKind
  justification: Justification | null
  reason: string
  /** ISO time. */
  expiresAt: string | null
  lapse: Lapse
}
