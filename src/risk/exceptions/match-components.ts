import { packageOfPurl } from '../../formats/values/purl-package.ts'
import { namedPackages } from '../../intel/matching/packages-of.ts'
import { schemeOf } from '../../intel/versions/scheme-of.ts'
import { isWithin, readWantedRange } from '../../intel/versions/wanted-range.ts'
import type { Tx } from '../../platform/database.ts'
import type { Exception } from './exception.ts'
import { expandAdvisories } from './expand-advisories.ts'
import type { Candidates, Match } from './match-standing.ts'

interface Used {
  asset: string
  name: string
  version: string | null
  purl: string | null
  advisories: string[]
  findings: string[]
}

interface Wanted {
  exception: string
  name: string
  /** Package URL type, where the target is a package URL. */
  type: string | undefined
  version: string | undefined
  versions: string | undefined
  /** Undefined: whatever the vulnerability. */
  advisories: ReadonlySet<string> | undefined
}

/** Findings about a package that an exception names, in the versions that it means. */
export async function matchComponents(
  tx: Tx,
  { assets, where }: Candidates,
  exceptions: readonly Exception[],
): Promise<Match[]> {
  const wanted: Wanted[] = []
  for (const { id, target } of exceptions)
    if (target.type === 'component') {
      const named = packageOfPurl(target.component)
      wanted.push({
        exception: id,
        name: (named?.name ?? target.component).toLowerCase(),
        type: named?.type,
        version: named?.version,
        versions: target.versions,
        advisories: target.advisories && (await expandAdvisories(tx, target.advisories)),
      })
    }
  if (wanted.length === 0) return []
  const { rows } = await tx.query<Used>(
    `select f.asset_id as asset, lower(f.component) as name, f.component_version as version, f.advisories, p.purl, array_agg(f.id) as findings
     from finding f left join lateral (
       select d.data #>> '{component,purl}' as purl from observation o
       join observation_detail d on d.asset_id = o.asset_id and d.observation_id = o.id
       where o.asset_id = f.asset_id and o.finding_id = f.id and d.data #>> '{component,purl}' is not null limit 1) p on true
     where ${where} and f.component is not null and lower(f.component) = any($2) group by 1, 2, 3, 4, 5`,
    [assets, wanted.map(({ name }) => name)],
  )
  return rows.flatMap((used) => {
    const first = wanted.find((one) => isMeant(one, used))
    return first
      ? used.findings.map((finding) => ({ asset: used.asset, finding, exception: first.exception }))
      : []
  })
}

function isMeant(wanted: Wanted, { name, version, purl, advisories }: Used): boolean {
  if (wanted.name !== name) return false
  const own = packageOfPurl(purl ?? undefined)
  if (wanted.type && own && own.type !== wanted.type) return false
  if (wanted.advisories && !advisories.some((id) => wanted.advisories?.has(id))) return false
  if (wanted.version !== undefined && wanted.version !== version) return false
  const range = wanted.versions === undefined ? undefined : readWantedRange(wanted.versions)
  if (!range) return wanted.versions === undefined
  const [known] = purl ? namedPackages({ purl }) : []
  return version !== null && isWithin(range, version, known && schemeOf(known.ecosystem))
}
