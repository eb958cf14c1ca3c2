import type { Actor } from '../../access/actor.ts'
import { audit } from '../../access/audit.ts'
import type { Severity } from '../../model/severity.ts'
import type { Pool, Tx } from '../../platform/database.ts'

/** From where on a second person has to approve, and how long an exception may last. */
export interface ExceptionSettings {
  approveFrom: {
    severity: Severity | null
    /** 0–100. */
    score: number | null
    findings: number | null
    standing: boolean
  }
  maxDays: number
  defaultDays: number
}

/**
 * Out of the box: a critical finding, a very high score, or many at once take two people, and so does what covers findings that nobody
 * has seen yet. Half a year until somebody looks again, a year at most.
 */
export const DEFAULT_SETTINGS: ExceptionSettings = {
  approveFrom: { severity: 'critical', score: 85, findings: 500, standing: true },
  maxDays: 365,
  defaultDays: 180,
}

export async function readExceptionSettings(db: Pool | Tx): Promise<ExceptionSettings> {
  const { rows } = await db.query<{ settings: ExceptionSettings }>('select settings from exception_settings')
  return rows[0]?.settings ?? DEFAULT_SETTINGS
}

/** They count for what is asked for from now on. */
export async function changeExceptionSettings(
  tx: Tx,
  actor: Actor,
  settings: ExceptionSettings,
): Promise<ExceptionSettings> {
  const before = await readExceptionSettings(tx)
  await tx.query(
    `insert into exception_settings (settings, changed_by) values ($1, $2)
     on conflict (one) do update set settings = excluded.settings, changed_by = excluded.changed_by, changed_at = now()`,
    [settings, actor.id],
  )
  await audit(tx, actor, 'exception-settings.change', 'exception-settings', { before, after: settings })
  return settings
}
