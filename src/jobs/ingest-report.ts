import { isDeepStrictEqual } from 'node:util'
import { applyReport } from '../findings/ingest/apply.ts'
import { keepStatistics } from '../findings/ingest/keep-statistics.ts'
import { isBlank, type OpenWhileReading, openWhileReading } from '../findings/ingest/open-while-reading.ts'
import { clearStaging, stage } from '../findings/ingest/stage.ts'
import { OutrunReport } from '../findings/ingest/stage-gone.ts'
import { type Staged, toolsOf } from '../findings/ingest/staged.ts'
import type { FirstScorer } from '../findings/ingest/staged-row.ts'
import { lockAsset } from '../findings/lock-asset.ts'
import { ownFormats } from '../findings/mappings/own-formats.ts'
import { recountPosture } from '../findings/posture.ts'
import {
  failReport,
  finishReport,
  finishUnchanged,
  holdReport,
  loadReport,
  recordProgress,
  type StoredReport,
  sameAsLast,
} from '../findings/reports/finish-report.ts'
import { uploadOfBlob } from '../findings/reports/upload-of-blob.ts'
import { readReport } from '../formats/read.ts'
import type { Upload } from '../formats/unpack/upload.ts'
import { UnreadableReport } from '../formats/unreadable.ts'
import { queueMatching } from '../intel/matching/queue-matching.ts'
import { defaultBranch } from '../inventory/default-branch.ts'
import { DISCOVERY_FORMAT } from '../inventory/estate/last-discoveries.ts'
import { registerClaims } from '../inventory/register-claims.ts'
import type { Blobs } from '../platform/blobs.ts'
import type { Config } from '../platform/config.ts'
import { type Pool, type Tx, transaction } from '../platform/database.ts'
import type { Keys } from '../platform/keys.ts'
import { queueCombining } from '../risk/combinations/queue-combining.ts'
import { firstScorer } from '../risk/first-score.ts'
import { keepOutcomes } from '../risk/policies/live/outcome-store.ts'
import { type RankingBasis, rankingBasis } from '../risk/ranking-basis.ts'
import { settleFindings } from '../risk/settle-findings.ts'

export interface IngestDeps {
  pool: Pool
  blobs: Blobs
  keys: Pick<Keys, 'hashSecret'>
  config: Pick<Config, 'limits'>
}

const PROGRESS_MS = 1_000

/**
 * Takes one stored report the whole way: read, staged, matched, ranked. Everything that counts commits in one transaction,
 * so that a try that dies leaves nothing and the next one starts over. A report that cannot be read is `failed` and kept;
 * other errors are thrown, for the queue to try again.
 */
export async function ingestReport(
  deps: IngestDeps,
  { asset, report: id }: { asset: string; report: string },
): Promise<void> {
  const { pool } = deps
  const report = await transaction(pool, (tx) => loadReport(tx, asset, id))
  if (!report || report.status === 'done' || report.status === 'unchanged') return
  const same = await transaction(pool, async (tx) => {
    const found = await sameAsLast(tx, report)
    if (found) await finishUnchanged(tx, report, found)
    return found
  })
  if (same) return
  try {
    const blob = deps.blobs.get(report.sha256)
    await readAndApply(deps, report, blob).catch((error) => {
      if (!(error instanceof OutrunReport)) throw error
      return readAndApply(deps, report, blob, 'whole')
    })
  } catch (error) {
    if (error instanceof DoneMeanwhile) return
    if (!(error instanceof UnreadableReport)) throw error
    const { code, message } = error
    await transaction(pool, (tx) => failReport(tx, report, { code, message, format: report.requestedFormat }))
  } finally {
    await transaction(pool, (tx) => emptyStaging(tx, report))
  }
  await keepStatistics(pool, asset)
}

/** Of an earlier try, or when all is done. Returns whether the report still waits to be applied. */
async function emptyStaging(tx: Tx, { asset, id }: StoredReport): Promise<boolean> {
  const open = await holdReport(tx, { asset, id })
  await clearStaging(tx, { asset, report: id })
  return open
}

async function readAndApply(
  deps: IngestDeps,
  report: StoredReport,
  blob: Pick<Upload, 'open'>,
  how: 'difference' | 'whole' = 'difference',
): Promise<void> {
  const { pool } = deps
  const { asset, id: stored, branch } = report
  if (!(await transaction(pool, (tx) => emptyStaging(tx, report)))) return
  const { foretell } = await import('../risk/policies/foretell.ts')
  const [basis, foretelling] = await transaction(pool, async (tx) => [
    await rankingBasis(tx, asset),
    await foretell(tx, asset),
  ])
  const keepTold = async (): Promise<ReadonlyMap<string, number>> =>
    foretelling ? transaction(pool, (tx) => keepOutcomes(tx, foretelling.told())) : new Map()
  const read = (opening?: OpenWhileReading): Promise<Read> =>
    readAndStage(deps, report, blob, { how, opening, firstScore: firstScorer(basis, foretelling) })
  const apply = async (tx: Tx, done: Read): Promise<void> => {
    // First the asset, then the report: who opens findings while reading has the asset before.
    await lockAsset(tx, asset)
    if (!(await holdReport(tx, report))) throw new DoneMeanwhile()
    await applyRead(tx, report, done, basis)
  }
  const opened =
    how === 'difference' &&
    (await isBlank(pool, asset)) &&
    (await transaction(pool, async (tx) => {
      const main = branch === (await defaultBranch(tx, asset))
      const opening = await openWhileReading(tx, { asset, report: stored, main, keepOutcomes: keepTold })
      if (!opening) return false
      const done = await read(opening)
      await keepTold()
      await apply(tx, done)
      return true
    }))
  if (opened) return
  const done = await read()
  await keepTold()
  await transaction(pool, (tx) => apply(tx, done))
}

/** Another worker has finished the report: what this one made of it is taken back. */
class DoneMeanwhile extends Error {}

/** A report that is read and staged. */
interface Read {
  staged: Staged
  format: string | null
  mappingVersion: number | null
}

async function readAndStage(
  { pool, keys, config }: IngestDeps,
  report: StoredReport,
  blob: Pick<Upload, 'open'>,
  {
    how,
    opening,
    firstScore,
  }: { how: 'difference' | 'whole'; opening: OpenWhileReading | undefined; firstScore: FirstScorer },
): Promise<Read> {
  let format = report.requestedFormat
  let mappingVersion: number | null = null
  const progress = (status: 'reading' | 'matching', observations: number): Promise<void> =>
    transaction(pool, (tx) => recordProgress(tx, report, status, { format, observations }))
  await progress('reading', 0)
  const items = readReport(uploadOfBlob(blob, report.bytes), {
    limits: config.limits,
    format: report.requestedFormat ?? undefined,
    own: ownFormats(pool),
    hashSecret: keys.hashSecret,
    onFormat: (found) => {
      format = found.id
      mappingVersion = found.version ?? null
    },
  })
  let told = Date.now()
  const staged = await stage(pool, items, {
    asset: report.asset,
    report: report.id,
    branch: report.branch,
    scopeName: report.requestedScope,
    fallbackTool: () => format ?? 'unknown',
    observedAt: (producedAt) => observedAtOf(report, producedAt),
    firstScore,
    whole: how === 'whole',
    opening,
    onProgress: async (observations) => {
      if (Date.now() - told < PROGRESS_MS) return
      told = Date.now()
      await progress('reading', observations)
    },
  })
  await progress('matching', staged.observations)
  return { staged, format, mappingVersion }
}

/** `basis`: what its findings were scored by while it was read. */
async function applyRead(
  tx: Tx,
  report: StoredReport,
  { staged, format, mappingVersion }: Read,
  basis: RankingBasis,
): Promise<void> {
  const { asset, id, branch, sha256 } = report
  await registerClaims(tx, asset, staged.claims, toolsOf(staged)[0] ?? 'report')
  const { outcome, flow, at, touched } = await applyReport(tx, { asset, report: id, branch, sha256, staged })
  const ruled = await takePolicy(tx, report, { format, staged })
  const same = !ruled && isDeepStrictEqual(basis, await rankingBasis(tx, asset))
  // The same again leaves nothing to settle: each of these reads all findings of the asset.
  if (touched || !same) {
    await settleFindings(tx, asset, same ? 'unranked' : 'all')
    await recountPosture(tx, asset, at, flow)
  }
  await finishReport(tx, report, { staged, format: format ?? 'unknown', mappingVersion, outcome, at })
  if (staged.components > 0) await queueMatching(tx, [{ asset, branch }])
  await queueCombining(tx)
}

/** A discovery of the default branch tells which policy the repository has now. Returns whether that is another one. */
async function takePolicy(
  tx: Tx,
  { asset, branch }: StoredReport,
  { format, staged }: { format: string | null; staged: Staged },
): Promise<boolean> {
  if (format !== DISCOVERY_FORMAT || staged.incomplete || branch !== (await defaultBranch(tx, asset)))
    return false
  const { takeRepositoryPolicy } = await import('../risk/policies/store/repository-policy.ts')
  return takeRepositoryPolicy(tx, asset, staged.policy)
}

/** When the tool looked: as given with the upload, else as the report says unless that lies in the future, else the time of the upload. */
function observedAtOf({ observedAt, observedAtGiven }: StoredReport, producedAt: string | undefined): Date {
  if (observedAtGiven || !producedAt) return observedAt
  const said = new Date(producedAt)
  return Number.isNaN(said.getTime()) || said > observedAt ? observedAt : said
}
