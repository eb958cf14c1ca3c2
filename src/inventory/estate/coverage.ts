import type { Actor } from '../../access/actor.ts'
import { visibleAssetIds, visibleParameter } from '../../access/visible-assets.ts'
import { knownFormats } from '../../formats/known-formats.ts'
import type { AssetKind } from '../../model/asset.ts'
import { COVERAGE_CLASSES, type CoverageClass } from '../../model/coverage.ts'
import { DAY_MS } from '../../model/day.ts'
import type { Kind } from '../../model/kind.ts'
import type { Tx } from '../../platform/database.ts'
import { conditions, containing, named } from '../conditions.ts'

/** The kinds of finding that each class of tools is for. */
export const CLASSES: Record<CoverageClass, readonly Kind[]> = {
  sast: ['code'],
  sca: ['dependency'],
  secrets: ['secret'],
  iac: ['config'],
  dast: ['web', 'api'],
  container: ['container'],
  cloud: ['cloud'],
}

/** What a kind of asset should be looked at with; kinds that are not here are owed nothing. */
export const OWED: Partial<Record<AssetKind, readonly CoverageClass[]>> = {
  repository: ['sast', 'sca', 'secrets', 'iac'],
  service: ['dast'],
  api: ['dast'],
  'container-image': ['container', 'sca'],
  'cloud-resource': ['cloud'],
}

// A format of more kinds than this (SARIF) tells nothing about the tool: then only what was found does. Of the others the first kind is
// what the tool is for.
const MOST_KINDS = 4

export interface CoverageRow {
  asset: { id: string; name: string; kind: AssetKind }
  application: { id: string; name: string } | null
  /** Class → when a tool of it last looked (ISO 8601); absent = never. */
  seen: Partial<Record<CoverageClass, string>>
  /** Classes that its kind should have and that never looked, or too long ago. */
  gaps: CoverageClass[]
}

export interface CoverageQuery {
  q?: string
  application?: string[]
  /** Looked at longer ago than this counts as a gap. */
  staleDays: number
}

/**
 * Which classes of tools looked at each asset that an actor may see, and what is missing, by name. A tool's class is told by the kinds
 * of its format, or by what it found; a list of packages counts as composition analysis.
 */
export async function coverage(tx: Tx, actor: Actor, query: CoverageQuery): Promise<CoverageRow[]> {
  const { where, parameters, add } = conditions()
  add(visibleParameter(await visibleAssetIds(tx, actor)) ?? undefined, (p) => `a.id = any(${p}::uuid[])`)
  add(query.q ? containing(query.q) : undefined, (p) => `a.name ilike ${p}`)
  add(query.application, named('application'))
  const { rows } = await tx.query<Omit<CoverageRow, 'seen' | 'gaps'>>(
    `select jsonb_build_object('id', a.id, 'name', a.name, 'kind', a.kind) as asset,
            case when application.id is not null then jsonb_build_object('id', application.id, 'name', application.name) end as application
     from asset a left join application on application.id = a.application_id
     ${where.length ? `where ${where.join(' and ')}` : ''} order by lower(a.name), a.id`,
    parameters,
  )
  const seen = await lastLooks(tx)
  const oldest = new Date(Date.now() - query.staleDays * DAY_MS).toISOString()
  return rows.map((row) => {
    const own = seen.get(row.asset.id) ?? {}
    const gaps = (OWED[row.asset.kind] ?? []).filter((one) => (own[one] ?? '') < oldest)
    return { ...row, seen: own, gaps }
  })
}

type Seen = Map<string, Partial<Record<CoverageClass, string>>>

/** What the tools of a format are for, where the format itself tells. */
export const kindsOfFormats = async (): Promise<Map<string, readonly Kind[]>> =>
  new Map(
    (await knownFormats())
      .filter(({ kinds }) => kinds.length <= MOST_KINDS)
      .map(({ id, kinds }) => [id, kinds.slice(0, 1)]),
  )

/** Formats whose packages are those that something was seen to load: no list of all. */
const SEEN_RUNNING = ['falco', 'loaded-files', 'otel-traces']

async function lastLooks(tx: Tx): Promise<Seen> {
  const seen: Seen = new Map()
  const note = (asset: string, kinds: readonly Kind[], date: Date): void => {
    const at = date.toISOString()
    const own = seen.get(asset) ?? {}
    seen.set(asset, own)
    for (const one of COVERAGE_CLASSES)
      if (CLASSES[one].some((kind) => kinds.includes(kind)) && (own[one] ?? '') < at) own[one] = at
  }
  const kindOf = await kindsOfFormats()
  const reports = await tx.query<{ asset: string; format: string; components: boolean; at: Date }>(
    `select asset_id as asset, format, bool_or(components > 0 and format <> all($1)) as components, max(observed_at) as at from report
     where status in ('done', 'unchanged') and format is not null group by asset_id, format`,
    [SEEN_RUNNING],
  )
  for (const { asset, format, components, at } of reports.rows) {
    note(asset, kindOf.get(format) ?? [], at)
    if (components) note(asset, ['dependency'], at)
  }
  const found = await tx.query<{ asset: string; kind: Kind; at: Date }>(
    `select asset_id as asset, kind, max(last_seen) as at from scope cross join unnest(kinds) as kind
     where last_seen is not null and tool <> 'Stance' group by asset_id, kind`,
  )
  for (const { asset, kind, at } of found.rows) note(asset, [kind], at)
  return seen
}
