import type { Actor } from '../../access/actor.ts'
import { visibleAssetIds, visibleParameter } from '../../access/visible-assets.ts'
import { componentSpellings } from '../../inventory/component-name.ts'
import { fixedVersions } from '../../model/advisory.ts'
import type { Tx } from '../../platform/database.ts'
import { judgeRecord } from '../matching/judge-record.ts'
import { type PackageAdvisory, packageAdvisories } from '../matching/known-advisories.ts'
import { packageKey } from '../matching/packages-of.ts'
import type { VersionScheme } from '../versions/scheme.ts'
import { schemeOf } from '../versions/scheme-of.ts'
import { cleanVersions } from './clean-version.ts'
import { knownVersions } from './known-versions.ts'

/** One upgrade over many assets. */
export interface Campaign {
  package: string
  name: string
  /** Raise every use to this one: the least that leaves no known advisory of the package in any. Null where none is known. */
  version: string | null
  /** Who says so: our store of advisories, or, where it has no record of the package, the scanners. Null without a version. */
  source: 'advisories' | 'scanners' | null
  /** Open findings that it closes, and in how many assets. */
  findings: number
  assets: number
  /** Versions in use that it replaces, the oldest first. */
  replaces: string[]
}

const MOST = 100

/** What upgrades close most, over everything that may be seen: packages of open findings about dependencies. */
export async function campaigns(tx: Tx, actor: Actor): Promise<Campaign[]> {
  const visible = visibleParameter(await visibleAssetIds(tx, actor))
  const { rows } = await tx.query<{
    package: string
    name: string
    findings: number
    assets: number
    versions: string[]
    fixes: (string | null)[]
  }>(
    `select p.package, f.component as name, count(*)::int as findings, count(distinct f.asset_id)::int as assets,
            array_agg(distinct f.component_version) as versions, array_agg(distinct f.fix_version) as fixes
     from finding f
     join component c on c.version = f.component_version and lower(c.name) = lower(regexp_replace(f.component, '^.*[/:]', ''))
       and f.component in (${componentSpellings('c')})
     join component_package p on p.component_id = c.id
     where f.state = 'open' and f.posture and f.merged_into is null and f.kind in ('dependency', 'container')
       and ($1::uuid[] is null or f.asset_id = any($1))
     group by 1, 2 order by findings desc, name limit $2`,
    [visible, MOST],
  )
  const keys = rows.map((row) => ({ row, ...splitKey(row.package) }))
  const known = Map.groupBy(await packageAdvisories(tx, keys), packageKey)
  const inUse = await knownVersions(
    tx,
    rows.map((row) => row.package),
  )
  return keys.map(({ row: { versions, fixes, ...row }, ecosystem }) => {
    const records = (known.get(row.package) ?? []).filter(({ release }) => release === '')
    const scheme = schemeOf(ecosystem)
    const replaces = scheme ? ordered(scheme, versions) : versions
    const newest = replaces.at(-1)
    if (!scheme || newest === undefined) return { ...row, ...NONE, replaces }
    if (records.length === 0) return { ...row, ...asScannersSay(scheme, newest, fixes), replaces }
    return { ...row, ...asRecordsSay(scheme, newest, records, inUse.get(row.package) ?? []), replaces }
  })
}

type Target = Pick<Campaign, 'version' | 'source'>
const NONE: Target = { version: null, source: null }

function splitKey(key: string): { ecosystem: string; name: string } {
  const at = key.indexOf(':')
  return { ecosystem: key.slice(0, at), name: key.slice(at + 1) }
}

/** The oldest first, without what is no version. */
const ordered = (scheme: VersionScheme, versions: readonly string[]): string[] =>
  versions
    .flatMap((text) => {
      const at = scheme.parse(text)
      return at === undefined ? [] : [{ text, at }]
    })
    .sort((a, b) => scheme.compare(a.at, b.at))
    .map(({ text }) => text)

/** The clean version of the newest one in use is clean for all. */
function asRecordsSay(
  scheme: VersionScheme,
  newest: string,
  records: readonly PackageAdvisory[],
  inUse: readonly string[],
): Target {
  const judge = judgeRecord()
  const { smallest } = cleanVersions({
    current: newest,
    candidates: [...fixedVersions(records.flatMap(({ ranges }) => ranges)), ...inUse],
    scheme,
    judges: records.map((record) => (version) => judge(record, version)),
  })
  return smallest ? { version: smallest.version, source: 'advisories' } : NONE
}

/** The highest of the fixes that they name closes every finding, unless one has none, or that would be a step back for somebody. */
function asScannersSay(scheme: VersionScheme, newest: string, fixes: readonly (string | null)[]): Target {
  if (fixes.includes(null)) return NONE
  const version = ordered(scheme, [...(fixes as string[]), newest]).at(-1)
  return version === undefined || version === newest ? NONE : { version, source: 'scanners' }
}
