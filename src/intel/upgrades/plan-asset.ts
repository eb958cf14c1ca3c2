import { type ChainStep, dependencySteps } from '../../inventory/dependency-chains.ts'
import { fixedVersions } from '../../model/advisory.ts'
import type { Tx } from '../../platform/database.ts'
import { inBatches } from '../../platform/snapshot.ts'
import { type AssetPackage, assetPackages, type UsedPackage } from '../matching/asset-packages.ts'
import { JUDGED_TOGETHER } from '../matching/judge-packages.ts'
import { judgeRecord, speaksOf } from '../matching/judge-record.ts'
import { advisoryRecords, type PackageAdvisory, packageAdvisories } from '../matching/known-advisories.ts'
import { type NamedPackage, namedPackages, packageKey } from '../matching/packages-of.ts'
import { isAllowed } from '../versions/allowed-range.ts'
import { schemeOf } from '../versions/scheme-of.ts'
import { type CleanVersions, cleanVersions, NO_WAY_OUT } from './clean-version.ts'
import { knownVersions } from './known-versions.ts'

/** One vulnerable package version and the way out. */
export interface Upgrade extends CleanVersions {
  component: { id: string; name: string; version: string; purl: string }
  package: string
  /** Canonical ids of what affects it. */
  advisories: string[]
  malicious: boolean
  direct: boolean | null
  scope: string | null
  path: string | null
  /** Ranges that manifests allow; null where none names it. */
  wanted: string[] | null
  /** Names from the root to the component; empty when the report holds no graph. */
  chain: string[]
  /** The dependency that the asset itself declares, and that has to be raised; null where the graph does not tell. */
  raise: string | null
}

/** What to upgrade in an asset, on a branch, or the way out of one package: what closes most first. */
export async function planAsset(
  tx: Tx,
  where: { asset: string; branch: string; name?: string | undefined },
): Promise<Upgrade[]> {
  const hit: Hit[] = []
  for await (const used of inBatches(assetPackages(tx, where), JUDGED_TOGETHER))
    hit.push(...(await hits(tx, used)))
  const versions = await knownVersions(tx, [...new Set(hit.map(({ as }) => packageKey(as)))])
  const told = await advisoryRecords(tx, [...new Set(hit.flatMap((h) => h.affecting.map(({ id }) => id)))])
  const chains = await chainsOf(tx, where, hit)
  const judge = judgeRecord()
  return hit
    .map(({ used: one, as, records, affecting }, n): Upgrade => {
      const about = affecting.flatMap(({ id }) => told.get(id) ?? [])
      const steps = chains[n] ?? []
      return {
        component: { id: one.component, name: one.name, version: one.version, purl: one.purl },
        package: packageKey(as),
        advisories: [...new Set(about.flatMap(({ canonical }) => canonical))].sort(),
        malicious: about.some(({ malicious }) => malicious),
        direct: one.direct,
        scope: one.scope,
        path: one.path,
        wanted: one.wanted,
        chain: steps.map(({ name }) => name),
        raise: one.direct ? one.name : (steps.slice(1).find(({ isPackage }) => isPackage)?.name ?? null),
        ...wayOut(as, records, { inUse: versions.get(packageKey(as)) ?? [], wanted: one.wanted }, judge),
      }
    })
    .sort(
      (a, b) => b.advisories.length - a.advisories.length || (a.component.name < b.component.name ? -1 : 1),
    )
}

interface Hit {
  used: AssetPackage
  as: NamedPackage
  /** Everything that is known of the package, and what of it is about this version. */
  records: PackageAdvisory[]
  affecting: PackageAdvisory[]
}

/** What of some packages is vulnerable. */
async function hits(tx: Tx, used: readonly AssetPackage[]): Promise<Hit[]> {
  const named = used.flatMap((one) => namedPackages(one).map((as) => ({ used: one, as })))
  const packages = [...new Map(named.map(({ as }) => [packageKey(as), as])).values()]
  const known = Map.groupBy(await packageAdvisories(tx, packages), packageKey)
  const judge = judgeRecord()
  return named.flatMap(({ used: one, as }) => {
    const records = (known.get(packageKey(as)) ?? []).filter((record) => speaksOf(record, as))
    const affecting = records.filter((record) => judge(record, as.version).verdict === 'affected')
    return affecting.length ? [{ used: one, as, records, affecting }] : []
  })
}

function wayOut(
  as: NamedPackage,
  records: readonly PackageAdvisory[],
  { inUse, wanted }: { inUse: readonly string[]; wanted: readonly string[] | null },
  judge: ReturnType<typeof judgeRecord>,
): CleanVersions {
  const scheme = schemeOf(as.release ? `${as.ecosystem}:${as.release}` : as.ecosystem)
  if (!scheme) return NO_WAY_OUT
  return cleanVersions({
    current: as.version,
    candidates: [...fixedVersions(records.flatMap(({ ranges }) => ranges)), ...inUse],
    scheme,
    judges: records.map((record) => (version) => judge(record, version)),
    allows: wanted
      ? (version) => wanted.every((range) => isAllowed(as.ecosystem, range, version) === true)
      : undefined,
  })
}

/** Of the scope that has it; the first where several have. */
async function chainsOf(
  tx: Tx,
  { asset, branch }: { asset: string; branch: string },
  hit: readonly { used: UsedPackage }[],
): Promise<ChainStep[][]> {
  const { rows } = await tx.query<{ component: string; scope: string }>(
    `select distinct on (u.component_id) u.component_id as component, u.scope_id as scope
     from component_use u join scope s on s.asset_id = $1 and s.id = u.scope_id and s.branch = $2
     where u.asset_id = $1 and u.component_id = any($3)
     order by u.component_id, exists (select from component_edge e where e.asset_id = $1 and e.scope_id = u.scope_id
                                      and e.to_id = u.component_id) desc, u.scope_id`,
    [asset, branch, hit.map(({ used }) => used.component)],
  )
  const scopes = new Map(rows.map((row) => [row.component, row.scope]))
  return dependencySteps(
    tx,
    hit.map(({ used }) => ({
      asset,
      scope: scopes.get(used.component) as string,
      component: used.component,
    })),
  )
}
