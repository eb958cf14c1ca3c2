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
  const { rows } = await tx.query<Named>(
    `select a.id, a.name, a.kind, application.id as "applicationId", application.name as "applicationName"
     from asset a left join application on application.id = a.application_id
     ${where.length ? `where ${where.join(' and ')}` : ''} order by lower(a.name), a.id`,
    parameters,
  )
  const looks = await lastLooks(tx)
  const oldest = Date.now() - query.staleDays * DAY_MS
  return rows.map((row) => coverageRow(row, looks.get(row.id) ?? NEVER, oldest))
}

interface Named {
  id: string
  name: string
  kind: AssetKind
  applicationId: string | null
  applicationName: string | null
}

/** Of tens of thousands of assets a page is shown: only there the times are written out. */
const coverageRow = (
  { applicationId, applicationName, ...asset }: Named,
  looked: Readonly<Looked>,
  oldest: number,
): CoverageRow => ({
  asset,
  application: applicationId === null ? null : { id: applicationId, name: applicationName ?? '' },
  gaps: (OWED[asset.kind] ?? []).filter(
    (name) => (looked[COVERAGE_CLASSES.indexOf(name)] as number) < oldest,
  ),
  get seen() {
    return Object.fromEntries(
      COVERAGE_CLASSES.flatMap((name, place) => {
        const at = looked[place]
        return at ? [[name, new Date(at).toISOString()]] : []
      }),
    )
  },
})

/** By place in COVERAGE_CLASSES when a tool of the class last looked (ms); 0 = never. */
type Looked = number[]

const never = (): Looked => COVERAGE_CLASSES.map(() => 0)
const NEVER: Readonly<Looked> = never()

/** What the tools of a format are for, where the format itself tells. */
export const kindsOfFormats = async (): Promise<Map<string, readonly Kind[]>> =>
  new Map(
    (await knownFormats())
      .filter(({ kinds }) => kinds.length <= MOST_KINDS)
      .map(({ id, kinds }) => [id, kinds.slice(0, 1)]),
  )

/** Formats whose packages are those that something was seen to load: no list of all. */
const SEEN_RUNNING = ['falco', 'loaded-files', 'otel-traces']

/** SQL: milliseconds since 1970. */
const ms = (time: string): string => `(extract(epoch from ${time}) * 1000)::float8`

async function lastLooks(tx: Tx): Promise<Map<string, Looked>> {
  const looks = new Map<string, Looked>()
  const note = (asset: string, classes: readonly number[], at: number): void => {
    if (classes.length === 0) return
    const own = looks.get(asset) ?? never()
    looks.set(asset, own)
    for (const place of classes) if ((own[place] as number) < at) own[place] = at
  }
  const kindsOf = await kindsOfFormats()
  const ofFormat = remembered((format) => classesOf(kindsOf.get(format) ?? []))
  const packages = classesOf(['dependency'])
  for (const [asset, format, components, at] of await rowsOf<[string, string, boolean, number]>(
    tx,
    `select asset_id, format, bool_or(components > 0 and format <> all($1)), ${ms('max(observed_at)')} from report
     where status in ('done', 'unchanged') and format is not null group by asset_id, format`,
    [SEEN_RUNNING],
  )) {
    note(asset, ofFormat(format), at)
    if (components) note(asset, packages, at)
  }
  const ofFound = remembered((kinds) => classesOf(kinds.split(' ') as Kind[]))
  for (const [asset, kinds, at] of await rowsOf<[string, string, number]>(
    tx,
    `select asset_id, array_to_string(kinds, ' '), ${ms('last_seen')} from scope
     where last_seen is not null and tool <> 'Stance' and kinds <> '{}'`,
  ))
    note(asset, ofFound(kinds), at)
  return looks
}

/** Places in COVERAGE_CLASSES. */
const classesOf = (kinds: readonly Kind[]): number[] =>
  COVERAGE_CLASSES.flatMap((name, place) =>
    CLASSES[name].some((kind) => kinds.includes(kind)) ? [place] : [],
  )

function remembered<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const value = known.get(text) ?? make(text)
    known.set(text, value)
    return value
  }
}

/** Rows by the hundred thousand: without an object each. */
async function rowsOf<Row>(tx: Tx, text: string, values: unknown[] = []): Promise<Row[]> {
  const { rows } = await tx.query({ text, values, rowMode: 'array' })
  return rows as Row[]
}
