import { Readable } from 'node:stream'
import { json } from 'node:stream/consumers'
import type { z } from 'zod'
import { requireVisibleAsset } from '../../access/visible-assets.ts'
import { type Comparable, comparable } from '../../discovery/comparable.ts'
import { type Change, compareDiscoveries } from '../../discovery/compare-discoveries.ts'
import { uploadOfBlob } from '../../findings/reports/upload-of-blob.ts'
import type { Limits } from '../../formats/contract.ts'
import { documentsOf } from '../../formats/unpack/documents.ts'
import {
  type DiscoveryReport,
  listLastDiscoveries,
  twoDiscoveries,
} from '../../inventory/estate/last-discoveries.ts'
import type { Blobs } from '../../platform/blobs.ts'
import { transaction } from '../../platform/database.ts'
import type { Routes } from '../api.ts'
import { byId, page } from '../contract/common.ts'
import * as estate from '../contract/estate.ts'

const tags = ['estate']
const read = { permission: 'inventory:read' } as const

/** What became different between discoveries. */
export const estateChangesRoutes: Routes = (app, { pool, blobs, config }) => {
  const source = { blobs, limits: config.limits }
  const countsOf = remembered(async (from: DiscoveryReport, to: DiscoveryReport) => {
    const changes = await changesBetween(source, from, to)
    return { material: changes.filter(({ material }) => material).length, changes: changes.length }
  })
  app.get(
    '/assets/:id/changes',
    {
      config: read,
      schema: {
        tags,
        summary: 'What changed between two discoveries of an asset',
        params: byId,
        querystring: estate.changesQuery,
        response: { 200: estate.changes },
      },
    },
    async ({ actor, params, query }) => {
      const { from, to } = await transaction(pool, async (tx) => {
        await requireVisibleAsset(tx, actor, params.id)
        return twoDiscoveries(tx, params.id, query)
      })
      const changes = from && to ? await changesBetween(source, from, to) : []
      return { from: from ? said(from) : null, to: to ? said(to) : null, changes }
    },
  )
  app.get(
    '/estate/changes',
    {
      config: read,
      schema: {
        tags,
        summary: 'Assets that were discovered at least twice, with how much the last discovery changed',
        querystring: estate.assetChangesQuery,
        response: { 200: page(estate.assetChanges) },
      },
    },
    async ({ actor, query }) => {
      const { items, ...rest } = await transaction(pool, (tx) => listLastDiscoveries(tx, actor, query))
      const counted: z.infer<typeof estate.assetChanges>[] = []
      // One after another: two large documents in memory are enough.
      for (const { from, to, ...one } of items)
        counted.push({ ...one, from: said(from), to: said(to), ...(await countsOf(from, to)) })
      return { ...rest, items: counted }
    },
  )
}

interface Source {
  blobs: Blobs
  limits: Limits
}

const said = ({ report, at }: DiscoveryReport) => ({ report, at: at.toISOString() })

const changesBetween = async (
  source: Source,
  from: DiscoveryReport,
  to: DiscoveryReport,
): Promise<Change[]> => compareDiscoveries(await documentOf(source, from), await documentOf(source, to))

const MOST_REMEMBERED = 1_000

/** Two documents never change, and neither does what lies between them: counted once while the process lives. */
function remembered<T>(count: (from: DiscoveryReport, to: DiscoveryReport) => Promise<T>): typeof count {
  const known = new Map<string, T>()
  return async (from, to) => {
    const key = `${from.sha256} ${to.sha256}`
    const result = known.get(key) ?? (await count(from, to))
    known.delete(key)
    known.set(key, result)
    const oldest = known.keys().next().value
    if (known.size > MOST_REMEMBERED && oldest !== undefined) known.delete(oldest)
    return result
  }
}

/** The kept document of a discovery, whatever it was sent in. */
async function documentOf(
  { blobs, limits }: Source,
  { sha256, bytes }: DiscoveryReport,
): Promise<Comparable> {
  for await (const { input } of documentsOf(uploadOfBlob(blobs.get(sha256), bytes), limits))
    return comparable(await json(Readable.from(input.open())))
  return comparable({})
}
