import type { Actor } from '../../access/actor.ts'
import { audit } from '../../access/audit.ts'
import { appendEvents } from '../../findings/append-events.ts'
import { readerOf } from '../../findings/queries/reader.ts'
import { findingsByAsset } from '../../findings/triage/findings-by-asset.ts'
import type { Rank } from '../../findings/triage/settle.ts'
import type { ExceptionStatus } from '../../model/exception.ts'
import { type Pool, type Tx, transaction } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { notify } from '../../platform/notify.ts'
import { enqueue } from '../../platform/queue.ts'
import { APPLY_EXCEPTION_TASK, applyException } from './apply-exception.ts'
import { approvalReasons } from './approval-reasons.ts'
import { checkScope, checkWanted } from './check-wanted.ts'
import { normalTarget } from './normal-target.ts'
import { surveyTarget } from './preview.ts'
import { readExceptionSettings } from './settings.ts'
import type { WantedException, WantedTarget } from './wanted.ts'

export interface Requested {
  id: string
  status: ExceptionStatus
  /** Findings that changed at once; what a rule, component or advisory means follows by a job. */
  changed: number
}

/**
 * Asks for an exception. Below the threshold it holds at once; from there on it waits for a second person. Throws `bad_exception`,
 * `scope_too_wide`, 404.
 */
export async function requestException(
  pool: Pool,
  actor: Actor,
  wish: WantedException,
  rank: Rank,
): Promise<Requested> {
  const wanted = { ...wish, target: normalTarget(wish.target) }
  const settings = await readExceptionSettings(pool)
  await checkWanted(wanted, settings)
  await transaction(pool, (tx) => checkScope(tx, actor, wanted))
  const { type, id: scopeId = null } = wanted.scope
  const survey = await surveyTarget(pool, actor, { target: wanted.target, scope: type, scopeId })
  if (wanted.target.type === 'findings' && survey.findings === 0)
    throw new AppError('bad_exception', 400, 'No finding matches: nothing would be covered.')
  const reasons = approvalReasons(wanted.target.type, survey, settings)
  const named =
    wanted.target.type === 'findings'
      ? await findingsByAsset(pool, wanted.target, await readerOf(pool, actor))
      : []
  const id = newId()
  const status = reasons.length > 0 ? 'pending' : 'active'
  await transaction(pool, async (tx) => {
    await insert(tx, actor, { ...wanted, id, status, reasons })
    for (const [asset, findings] of named) await name(tx, actor, { id, asset, findings, status })
    if (status === 'active') await begin(tx, id, wanted.target.type)
    await notify(tx, { topic: 'exception', exception: id })
    const { target, scope, ...words } = wanted
    const about = target.type === 'findings' ? { type: target.type, findings: survey.findings } : target
    await audit(tx, actor, 'exception.request', `exception/${id}`, {
      ...words,
      target: about,
      scope,
      status,
      reasons,
    })
  })
  const isNamed = wanted.target.type === 'findings'
  return { id, status, changed: status === 'active' && isNamed ? await applyException(pool, id, rank) : 0 }
}

async function insert(
  tx: Tx,
  actor: Actor,
  {
    id,
    status,
    reasons,
    target,
    scope,
    lapse,
    ...words
  }: WantedException & { id: string; status: string; reasons: string[] },
): Promise<void> {
  const { type, ...detail } = target
  await tx.query(
    `insert into exception (id, status, target, detail, scope, scope_id, kind, justification, reason, requested_by, approval_reasons,
       expires_at, lapse_kev, lapse_exposure, lapse_fix, lapse_severity, lapse_score, active_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, case when $2 = 'active' then now() end)`,
    [
      id,
      status,
      type,
      type === 'findings' ? {} : detail,
      scope.type,
      scope.id ?? null,
      words.kind,
      words.justification,
      words.reason,
      actor.id,
      reasons,
      words.expiresAt,
      lapse.kev,
      lapse.exposure,
      lapse.fix,
      lapse.severity,
      lapse.score === null ? null : Math.round(lapse.score * 10),
    ],
  )
}

/** Keeps which findings it names; those of one that has to be approved say in their history that it was asked for. */
async function name(
  tx: Tx,
  actor: Actor,
  { id, asset, findings, status }: { id: string; asset: string; findings: readonly string[]; status: string },
): Promise<void> {
  await tx.query(
    'insert into exception_finding (asset_id, exception_id, finding_id) select $1, $2, unnest($3::uuid[])',
    [asset, id, findings],
  )
  if (status !== 'pending') return
  const events = findings.map((finding) => ({ finding, data: { exception: id } }))
  await appendEvents(tx, { asset, type: 'exception-requested', at: new Date(), actor: actor.id }, events)
}

/** What an exception means beside named findings is covered by a job, asset by asset. */
export async function begin(tx: Tx, id: string, target: WantedTarget['type']): Promise<void> {
  if (target !== 'findings')
    await enqueue(tx, APPLY_EXCEPTION_TASK, { exception: id }, { key: `exception:${id}` })
}
