import { setTimeout as sleep } from 'node:timers/promises'
import type { z } from 'zod'
import type { reports } from '../api/contract/index.ts'
import type { Upload } from '../formats/unpack/upload.ts'
import { AppError } from '../platform/errors.ts'
import type { ApiClient, ApiRequest } from './api-client.ts'

export type Report = z.infer<typeof reports.report>

/** Sends a report's bytes; the answer's report is stored and queued. */
export function uploadReport(
  api: ApiClient,
  upload: Upload,
  query: NonNullable<ApiRequest['query']>,
  idempotencyKey?: string,
): Promise<Report> {
  return api.request({
    method: 'POST',
    path: '/reports',
    query,
    body: () => upload.open(),
    headers: idempotencyKey ? { 'idempotency-key': idempotencyKey } : {},
  })
}

/** How long nothing may happen to a report before that is said. */
const PATIENCE_MS = 30_000

interface Waiting {
  onProgress(report: Report): void
  /** Told once, in words for people, when nobody has taken the report up for `patience` milliseconds. */
  onDelay?(text: string): void
  patience?: number
}

/** Waits until a report has been read. Throws its error when it could not be. */
export async function untilRead(
  api: ApiClient,
  id: string,
  { onProgress, onDelay, patience = PATIENCE_MS }: Waiting,
): Promise<Report> {
  const since = Date.now()
  let told = false
  for (let wait = 50; ; wait = Math.min(wait * 1.3, 1_000)) {
    const report = await api.request<Report>({ path: `/reports/${id}` })
    onProgress(report)
    if (report.status === 'done' || report.status === 'unchanged') return report
    if (report.status === 'failed') throw refusal(report)
    if (!told && report.status === 'queued' && Date.now() - since >= patience) {
      onDelay?.(
        `${report.fileName || 'The report'} is stored and waits: what came before it is read first, or no worker runs (stance doctor).`,
      )
      told = true
    }
    await sleep(wait)
  }
}

/** A report that no format fits is the sender's to change (422), one that was given up is ours (500). */
function refusal({ error, fileName }: Report): AppError {
  const { code, message } = error ?? { code: 'failed', message: 'It could not be read.' }
  return new AppError(code, code === 'given_up' ? 500 : 422, fileName ? `${fileName}: ${message}` : message)
}
