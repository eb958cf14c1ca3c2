import type { Actor } from '../../access/actor.ts'
import { audit } from '../../access/audit.ts'
import { isVisible, visibleAssetIds } from '../../access/visible-assets.ts'
import { knownFormats } from '../../formats/known-formats.ts'
import { findOrCreateAsset } from '../../inventory/find-or-create-asset.ts'
import type { AssetKind } from '../../model/asset.ts'
import type { Blobs } from '../../platform/blobs.ts'
import { type Pool, type Tx, transaction } from '../../platform/database.ts'
import { AppError, notFound } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { notify } from '../../platform/notify.ts'
import { enqueue } from '../../platform/queue.ts'

export interface Submission {
  asset: string
  kind?: AssetKind
  /** Name of the application that an asset made now belongs to. */
  application?: string
  format?: string
  branch?: string
  scope?: string
  fileName: string
  /** When the tool looked; left out: as the report says, else now. */
  date?: string
  idempotencyKey?: string
}

export interface SubmitDeps {
  pool: Pool
  blobs: Blobs
  maxBytes: number
}

/** Task that reads a stored report; see src/jobs. */
export const INGEST_TASK = 'ingest_report'

/** Whether an empty file of the format that a person named says: nothing found. */
const isSilentWhenClean = async (format: string | undefined): Promise<boolean> =>
  format !== undefined && (await knownFormats()).some((one) => one.id === format && one.silentWhenClean)

/**
 * Stores a report's bytes and queues its reading: once this returns the report is durable and will be read exactly once.
 * The same idempotency key on the same asset returns the report of the first time. Throws `too_large`, `disk_full`,
 * `ambiguous_asset`, `not_found` (application; asset that the actor may not see).
 */
export async function submitReport(
  { pool, blobs, maxBytes }: SubmitDeps,
  actor: Actor,
  submission: Submission,
  body: AsyncIterable<Uint8Array>,
): Promise<string> {
  const stored = await blobs.put(body, maxBytes)
  if (stored.bytes === 0 && !(await isSilentWhenClean(submission.format)))
    throw new AppError(
      'empty_upload',
      400,
      'The upload is empty. Send the report as the body; where the tool prints nothing when it finds nothing (TruffleHog, for one), name its format.',
    )
  return transaction(pool, async (tx) => {
    const applicationId = await applicationNamed(tx, submission.application)
    const asset = await findOrCreateAsset(tx, {
      name: submission.asset,
      kind: submission.kind,
      applicationId,
      branch: submission.branch,
    })
    if (!isVisible(await visibleAssetIds(tx, actor), asset.id)) throw notFound('asset', submission.asset)
    const id = newId()
    const inserted = await tx.query(
      `insert into report (asset_id, id, sha256, bytes, file_name, requested_format, branch, requested_scope, idempotency_key,
                           uploaded_by, observed_at, observed_at_given)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, coalesce($11::timestamptz, now()), $11 is not null)
       on conflict (asset_id, idempotency_key) do nothing`,
      [
        asset.id,
        id,
        stored.sha256,
        stored.bytes,
        submission.fileName,
        submission.format ?? null,
        submission.branch ?? asset.defaultBranch,
        submission.scope ?? null,
        submission.idempotencyKey ?? null,
        actor.name,
        submission.date ?? null,
      ],
    )
    if (!inserted.rowCount) return earlierReport(tx, asset.id, submission, stored.sha256)
    await queueReport(tx, asset.id, id)
    await audit(tx, actor, 'report.upload', `report/${id}`, {
      asset: submission.asset,
      fileName: submission.fileName,
      ...stored,
    })
    return id
  })
}

/** Queues the reading of a stored report; reports of one asset are read one after another. */
export async function queueReport(tx: Tx, asset: string, report: string): Promise<void> {
  await enqueue(tx, INGEST_TASK, { asset, report }, { queue: `asset:${asset}`, key: `report:${report}` })
  await notify(tx, { topic: 'report', asset, report })
}

async function applicationNamed(tx: Tx, name: string | undefined): Promise<string | undefined> {
  if (name === undefined) return undefined
  const { rows } = await tx.query<{ id: string }>('select id from application where name = $1', [name])
  if (!rows[0]) throw notFound('application', name)
  return rows[0].id
}

async function earlierReport(
  tx: Tx,
  asset: string,
  { idempotencyKey }: Submission,
  sha256: string,
): Promise<string> {
  const { rows } = await tx.query<{ id: string; sha256: string }>(
    'select id, sha256 from report where asset_id = $1 and idempotency_key = $2',
    [asset, idempotencyKey],
  )
  const earlier = rows[0] as { id: string; sha256: string }
  if (earlier.sha256 === sha256) return earlier.id
  throw new AppError(
    'idempotency_key_reused',
    422,
    'This Idempotency-Key was used for another report of this asset. Send each report with a key of its own.',
  )
}
