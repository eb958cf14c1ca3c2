import { actorNames } from '../../access/actor-names.ts'
import type { ExceptionKind, ExceptionStatus, LapseReason } from '../../model/exception.ts'
import type { Tx } from '../../platform/database.ts'
import { EXCEPTION, type ExceptionRow, exceptionOf, summaryOf } from './exception.ts'

/** An exception as its findings tell of it; times ISO 8601. */
export interface FindingException {
  id: string
  status: ExceptionStatus
  kind: ExceptionKind
  summary: string
  reason: string
  requestedBy: { id: string; name: string }
  until: string | null
  endReason: string | null
  /** Why it no longer covers this finding; null while it may. */
  lapsedBy: LapseReason | null
}

const MOST = 50

interface Row extends ExceptionRow {
  lapsedBy: LapseReason | null
  named: number
}

/** Exceptions that name a finding or cover it, or did: the newest first. */
export async function exceptionsOfFinding(
  tx: Tx,
  asset: string,
  finding: string,
): Promise<FindingException[]> {
  const { rows } = await tx.query<Row>(
    `select ${EXCEPTION}, c.lapsed_by as "lapsedBy",
            (select count(*)::int from exception_finding n where n.exception_id = e.id) as named
     from exception_finding c join exception e on e.id = c.exception_id
     where c.asset_id = $1 and c.finding_id = $2 order by e.id desc limit ${MOST}`,
    [asset, finding],
  )
  const name = await actorNames(
    tx,
    rows.map((row) => row.requestedBy),
  )
  return rows.map(({ lapsedBy, named, ...row }) => {
    const { id, status, kind, reason, target, requestedBy, expiresAt, endReason } = exceptionOf(row)
    return {
      id,
      status,
      kind,
      summary: summaryOf(target, named),
      reason,
      requestedBy: { id: requestedBy, name: name(requestedBy) },
      until: expiresAt?.toISOString() ?? null,
      endReason,
      lapsedBy,
    }
  })
}
