/** Imports the files that it is sent into the assets that are named with them, in a process of its own, so that its memory is that of a worker. */
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { localActor, systemActor } from '../src/access/actor.ts'
import type { Outcome } from '../src/findings/ingest/apply.ts'
import { getReport } from '../src/findings/reports/report-queries.ts'
import { submitReport } from '../src/findings/reports/submit-report.ts'
import { ingestReport } from '../src/jobs/ingest-report.ts'
import { folderBlobs } from '../src/platform/blobs.ts'
import { readConfig } from '../src/platform/config.ts'
import { openPool, transaction } from '../src/platform/database.ts'
import { deriveKeys } from '../src/platform/keys.ts'
import { migrateQueue } from '../src/platform/queue.ts'
import { boundHeap } from '../src/run/bound-heap.ts'

export interface Imported {
  /** From the job's start to its end; the upload before it is not counted. */
  ms: number
  rssMb: number
  outcome: Outcome | null
}

boundHeap()
const [url = '', folder = ''] = process.argv.slice(2)
const pool = openPool(url, 6, 'bench worker')
await migrateQueue(pool)
const keys = deriveKeys('a secret for a benchmark, of 32 characters')
const blobs = folderBlobs(join(folder, 'blobs'), keys.blobs)
const config = readConfig({})

async function importFile({ asset: name, file }: { asset: string; file: string }): Promise<Imported> {
  const submission = { asset: name, fileName: 'bench.sarif' }
  const id = await submitReport(
    { pool, blobs, maxBytes: 8e9 },
    localActor,
    submission,
    createReadStream(file),
  )
  const { asset } = await transaction(pool, (tx) => getReport(tx, systemActor, id))
  const started = performance.now()
  await ingestReport({ pool, blobs, keys, config }, { asset: asset.id, report: id })
  const ms = performance.now() - started
  const { outcome, status, error } = await transaction(pool, (tx) => getReport(tx, systemActor, id))
  if (status !== 'done') throw new Error(`the import ended ${status}: ${error?.message}`)
  return { ms, rssMb: Math.round(process.resourceUsage().maxRSS / 1024), outcome }
}

process.on('message', (sent: { asset: string; file: string }) => {
  importFile(sent).then((done) => process.send?.(done))
})
process.on('disconnect', () => void pool.end())
