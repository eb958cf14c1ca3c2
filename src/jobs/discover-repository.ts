import { Readable } from 'node:stream'
import { systemActor } from '../access/actor.ts'
import { discoveryDocument } from '../discovery/document.ts'
import { publicHttp } from '../discovery/source/public-http.ts'
import { submitReport } from '../findings/reports/submit-report.ts'
import { finishDiscovery, startDiscovery } from '../inventory/estate/discoveries.ts'
import { DISCOVERY_FORMAT } from '../inventory/estate/last-discoveries.ts'
import type { Blobs } from '../platform/blobs.ts'
import type { Config } from '../platform/config.ts'
import { type Pool, transaction } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'

export interface DiscoverDeps {
  pool: Pool
  blobs: Blobs
  config: Pick<Config, 'maxUploadBytes' | 'privateHosts'>
}

/**
 * Fetches and reads a repository, and hands what it holds in as a report, like anybody's. What can't be fetched is `failed` with the
 * reason; other errors are thrown, for the queue to try again.
 */
export async function discoverRepository(
  { pool, blobs, config }: DiscoverDeps,
  job: { asset: string; discovery: string },
): Promise<void> {
  const wanted = await transaction(pool, (tx) => startDiscovery(tx, job))
  if (!wanted) return
  try {
    // Hundreds of units: a worker that is never asked for a discovery does not load them.
    const { discover } = await import('../discovery/discover.ts')
    const { openTree } = await import('../discovery/source/open-tree.ts')
    const http = publicHttp(config.privateHosts)
    const tree = await openTree(wanted.url, { http, ...(wanted.ref ? { ref: wanted.ref } : {}) })
    try {
      const document = JSON.stringify(discoveryDocument(await discover(tree), new Date()))
      const submission = {
        asset: wanted.assetName,
        kind: 'repository' as const,
        format: DISCOVERY_FORMAT,
        fileName: 'discovery.json',
        // The queue may run a job twice: the second time finds the report of the first.
        idempotencyKey: `discovery/${job.discovery}`,
        ...(wanted.ref && tree.where.branch ? { branch: tree.where.branch } : {}),
      }
      const deps = { pool, blobs, maxBytes: config.maxUploadBytes }
      const report = await submitReport(deps, systemActor, submission, Readable.from([Buffer.from(document)]))
      await transaction(pool, (tx) => finishDiscovery(tx, job, { report }))
    } finally {
      await tree.close()
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    await transaction(pool, (tx) => finishDiscovery(tx, job, { error: error.message }))
  }
}
