import type { Actor } from '../../access/actor.ts'
import { visibleAssetIds, visibleParameter } from '../../access/visible-assets.ts'
import type { Exposure } from '../../model/application.ts'
import type { Tx } from '../../platform/database.ts'
import { conditions, named } from '../conditions.ts'
import { compareTraffic, type TrafficEndpoint } from './compare-traffic.ts'
import { NODE_FROM } from './list-nodes.ts'

export interface TrafficQuery {
  /** Ids or names. */
  asset?: string[]
  application?: string[]
  /** Most endpoints of each list. */
  limit: number
}

export interface ComparedEndpoint extends TrafficEndpoint {
  name: string
  place: string | null
  exposure: Exposure | null
  authenticated: boolean | null
  /** Requests that were seen; null for what was not. */
  calls: number | null
  /** ISO 8601. */
  lastSeen: string | null
}

export interface Traffic {
  /** What was seen: endpoints, requests, and from when to when; null = no traffic was uploaded. */
  seen: { endpoints: number; calls: number; lastSeen: string | null } | null
  /** Endpoints of the traffic that code or descriptions have. */
  known: number
  shadow: ComparedEndpoint[]
  zombie: ComparedEndpoint[]
  totals: { shadow: number; zombie: number }
  prefixes: string[]
}

const MOST_ENDPOINTS = 100_000

interface Row extends Omit<ComparedEndpoint, 'sources' | 'calls'> {
  sources: string
  calls: string | null
}

/** Endpoints that live but nobody declares, and those that nobody calls, of the assets that an actor may see and asks for. */
export async function traffic(tx: Tx, actor: Actor, query: TrafficQuery): Promise<Traffic> {
  const { where, parameters, add } = conditions()
  where.push("n.kind = 'endpoint'")
  add(
    visibleParameter(await visibleAssetIds(tx, actor)) ?? undefined,
    (p) => `n.asset_id = any(${p}::uuid[])`,
  )
  add(query.asset, named('asset'))
  add(query.application, named('application'))
  const { rows } = await tx.query<Row>(
    `select n.id, jsonb_build_object('id', asset.id, 'name', asset.name) as asset, n.name, n.place,
            coalesce(n.reached_from, n.exposure) as exposure, n.authenticated,
            coalesce(n.attributes->>'method', split_part(n.name, ' ', 1)) as method,
            coalesce(n.attributes->>'path', split_part(n.name, ' ', 2)) as path,
            coalesce(n.attributes->>'sources', '') as sources, n.attributes->>'calls' as calls,
            n.attributes->>'lastSeen' as "lastSeen"
     ${NODE_FROM} where ${where.join(' and ')} order by n.name, n.id, n.scope_id limit ${MOST_ENDPOINTS}`,
    parameters,
  )
  const endpoints = rows.map(
    ({ sources, calls, ...row }): ComparedEndpoint => ({
      ...row,
      sources: SOURCES.filter((one) => sources.split(', ').includes(one)),
      calls: calls === null ? null : Number(calls) || 0,
    }),
  )
  const { shadow, zombie, known, prefixes } = compareTraffic(endpoints)
  const seen = endpoints.filter(({ sources }) => sources.includes('traffic'))
  const times = seen.flatMap(({ lastSeen }) => lastSeen ?? []).sort()
  shadow.sort((a, b) => (b.calls ?? 0) - (a.calls ?? 0))
  return {
    seen:
      seen.length === 0
        ? null
        : {
            endpoints: seen.length,
            calls: seen.reduce((sum, { calls }) => sum + (calls ?? 0), 0),
            lastSeen: times.at(-1) ?? null,
          },
    known,
    shadow: shadow.slice(0, query.limit),
    zombie: zombie.slice(0, query.limit),
    totals: { shadow: shadow.length, zombie: zombie.length },
    prefixes,
  }
}

const SOURCES = ['code', 'declared', 'traffic'] as const
