import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { localActor } from '../src/access/actor.ts'
import type { Outcome } from '../src/findings/ingest/apply.ts'
import { type Submission, submitReport } from '../src/findings/reports/submit-report.ts'
import { type IngestDeps, ingestReport } from '../src/jobs/ingest-report.ts'
import { folderBlobs } from '../src/platform/blobs.ts'
import { type Config, readConfig } from '../src/platform/config.ts'
import type { Pool } from '../src/platform/database.ts'
import { deriveKeys } from '../src/platform/keys.ts'

export interface ReportRow {
  id: string
  asset: string
  status: string
  error: string | null
  format: string | null
  observations: number
  problems: number
  outcome: Outcome | null
}

export interface Uploads extends AsyncDisposable {
  deps: IngestDeps & { config: Config }
  /** Stores a report and queues its reading. Returns its id. */
  submit(content: string | Uint8Array, submission: Omit<Submission, 'fileName'>): Promise<string>
  /** Reads a stored report here and now, whatever the queue does. */
  read(report: string): Promise<ReportRow>
  /** Both. */
  upload(content: string | Uint8Array, submission: Omit<Submission, 'fileName'>): Promise<ReportRow>
  close(): Promise<void>
}

/** The whole way of a report, from its bytes to its findings, on a database without a worker. */
export async function testUploads(pool: Pool): Promise<Uploads> {
  const folder = await mkdtemp(join(tmpdir(), 'stance-uploads-'))
  const keys = deriveKeys('a secret for tests only, of 32 characters')
  const config = readConfig({ STANCE_DATA: folder, STANCE_LOG_LEVEL: 'silent' })
  const deps = { pool, blobs: folderBlobs(join(folder, 'blobs'), keys.blobs), keys, config }
  const submit: Uploads['submit'] = (content, submission) =>
    submitReport(
      { pool, blobs: deps.blobs, maxBytes: config.limits.maxBytes },
      localActor,
      { ...submission, fileName: 'report' },
      bytesOf(content),
    )
  const read = async (id: string): Promise<ReportRow> => {
    const { rows } = await pool.query<{ asset: string }>(
      'select asset_id as asset from report where id = $1',
      [id],
    )
    await ingestReport(deps, { asset: rows[0]?.asset as string, report: id })
    return reportRow(pool, id)
  }
  const close = () => rm(folder, { recursive: true, force: true })
  return {
    deps,
    submit,
    read,
    upload: async (content, submission) => read(await submit(content, submission)),
    close,
    [Symbol.asyncDispose]: close,
  }
}

async function* bytesOf(content: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield typeof content === 'string' ? Buffer.from(content) : content
}

export async function reportRow(pool: Pool, id: string): Promise<ReportRow> {
  const { rows } = await pool.query<ReportRow>(
    `select id, asset_id as asset, status, error, format, observations, problems, outcome from report where id = $1`,
    [id],
  )
  return rows[0] as ReportRow
}
