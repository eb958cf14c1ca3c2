import type { Actor } from '../../access/actor.ts'
import { visibleAssetIds, visibleParameter } from '../../access/visible-assets.ts'
import { decodeCursor, encodeCursor } from '../../platform/cursor.ts'
import type { Tx } from '../../platform/database.ts'
import { notFound } from '../../platform/errors.ts'
import { conditions, containing } from '../conditions.ts'
import type { Page } from '../keyset-page.ts'

export interface DiscoveryReport {
  report: string
  at: Date
  sha256: string
  bytes: number
}

/** Format of the reports that discoveries are. */
export const DISCOVERY_FORMAT = 'stance-discovery'

/**
 * Two discoveries of an asset to compare: those that are named, else the last on its default branch and the one before it. Undefined
 * where there is none. Throws 404 for a report that is no discovery of this asset.
 */
export async function twoDiscoveries(
  tx: Tx,
  asset: string,
  wanted: { from?: string; to?: string },
): Promise<{ from: DiscoveryReport | undefined; to: DiscoveryReport | undefined }> {
  const { rows } = await tx.query<DiscoveryReport>(
    `select r.id as report, r.observed_at as at, r.sha256, r.bytes from report r join asset a on a.id = r.asset_id
     where r.asset_id = $1 and r.format = $2 and r.status = 'done'
       and (r.branch = a.default_branch or r.id = any($3::uuid[]))
     order by r.observed_at desc, r.id desc`,
    [asset, DISCOVERY_FORMAT, [wanted.from, wanted.to].filter((id) => id !== undefined)],
  )
  const byId = (id: string): DiscoveryReport => {
    const found = rows.find(({ report }) => report === id)
    if (!found) throw notFound('report', id)
    return found
  }
  const to = wanted.to ? byId(wanted.to) : rows[0]
  const from = wanted.from ? byId(wanted.from) : to && rows[rows.indexOf(to) + 1]
  return { from, to }
}

export interface LastDiscoveries {
  asset: { id: string; name: string }
  application: { id: string; name: string } | null
  from: DiscoveryReport
  to: DiscoveryReport
}

/** The last two discoveries of each asset that an actor may see and that has two on its default branch, the newest first. */
export async function listLastDiscoveries(
  tx: Tx,
  actor: Actor,
  query: { q?: string; limit: number; cursor?: string },
): Promise<Page<LastDiscoveries>> {
  const { where, parameters, add } = conditions()
  add(DISCOVERY_FORMAT, (p) => `r.format = ${p}`)
  add(
    visibleParameter(await visibleAssetIds(tx, actor)) ?? undefined,
    (p) => `r.asset_id = any(${p}::uuid[])`,
  )
  add(query.q ? containing(query.q) : undefined, (p) => `a.name ilike ${p}`)
  const pairs = `(
    select * from (
      select r.asset_id, r.id as report, r.observed_at as at, r.sha256, r.bytes,
             lead(r.id) over older as "fromReport", lead(r.observed_at) over older as "fromAt",
             lead(r.sha256) over older as "fromSha256", lead(r.bytes) over older as "fromBytes", row_number() over older as nth
      from report r join asset a on a.id = r.asset_id and a.default_branch = r.branch
      where r.status = 'done' and ${where.join(' and ')}
      window older as (partition by r.asset_id order by r.observed_at desc, r.id desc)) ranked
    where nth = 1 and "fromReport" is not null) pair`
  const counted = await tx.query<{ total: number }>(`select count(*) as total from ${pairs}`, parameters)
  const after = decodeCursor(query.cursor, 2)
  const at = parameters.length
  const { rows } = await tx.query<Pair>(
    `select pair.*, pair.at::text as key, jsonb_build_object('id', asset.id, 'name', asset.name) as asset,
            case when application.id is not null
              then jsonb_build_object('id', application.id, 'name', application.name) end as application
     from ${pairs} join asset on asset.id = pair.asset_id left join application on application.id = asset.application_id
     ${after ? `where (pair.at, pair.asset_id) < ($${at + 2}::timestamptz, $${at + 3}::uuid)` : ''}
     order by pair.at desc, pair.asset_id desc limit $${at + 1}`,
    [...parameters, query.limit + 1, ...(after ?? [])],
  )
  const items = rows.slice(0, query.limit)
  const last = items.at(-1)
  return {
    items: items.map(({ asset, application, report, at, sha256, bytes, ...before }) => ({
      asset,
      application,
      from: {
        report: before.fromReport,
        at: before.fromAt,
        sha256: before.fromSha256,
        bytes: before.fromBytes,
      },
      to: { report, at, sha256, bytes },
    })),
    next: rows.length > query.limit && last ? encodeCursor([last.key, last.asset.id]) : null,
    total: counted.rows[0]?.total ?? 0,
  }
}

interface Pair extends DiscoveryReport {
  asset: LastDiscoveries['asset']
  application: LastDiscoveries['application']
  fromReport: string
  fromAt: Date
  fromSha256: string
  fromBytes: number
  key: string
}
