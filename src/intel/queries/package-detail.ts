import type { Actor } from '../../access/actor.ts'
import { visibleAssetIds, visibleParameter } from '../../access/visible-assets.ts'
import { readComponents } from '../../inventory/components.ts'
import type { Tx } from '../../platform/database.ts'
import { notFound } from '../../platform/errors.ts'
import { packageKey } from '../matching/packages-of.ts'
import { cycleOf, newestOf, type ProductCycle, productCycles } from '../matching/product-cycles.ts'
import { schemeOf } from '../versions/scheme-of.ts'
import { type PackageAdvisoryLine, packageAdvisoryLines, type UsedForm } from './package-advisories.ts'
import { packageNamed } from './package-key.ts'
import { packageScorecard, type Scorecard } from './package-scorecard.ts'

export interface PackageVersion {
  /** The component's id. */
  id: string
  name: string
  version: string
  purl: string | null
  licenses: string[]
  assets: number
  openFindings: number
  /** Advisories that say it is affected: canonical ids. */
  advisories: string[]
  cycle: ProductCycle | null
}

export interface PackageDetail {
  key: string
  ecosystem: string
  name: string
  licenses: string[]
  versions: PackageVersion[]
  newest: string | null
  scorecard: Scorecard | null
  advisories: PackageAdvisoryLine[]
  advisoryCount: number
}

const MOST_ADVISORIES = 300

/** A package over all versions that an actor may see in use. Throws 404 for one that neither they nor any advisory knows. */
export async function packageDetail(tx: Tx, actor: Actor, key: string): Promise<PackageDetail> {
  const named = packageNamed(key)
  const visible = visibleParameter(await visibleAssetIds(tx, actor))
  const used = await usedForms(tx, packageKey(named), visible)
  const ids = [...new Set(used.map(({ id }) => id))]
  const components = await readComponents(tx, visible, ids)
  const lines = await packageAdvisoryLines(tx, named, used)
  if (components.length === 0 && lines.length === 0) throw notFound('package', key)
  const cycles = await productCycles(tx, components)
  const versions = components.map(
    ({ id, ecosystem, name, namespace, version, purl, licenses, ...counts }) => ({
      id,
      name: fullName({ ecosystem, namespace, name }),
      version,
      purl,
      licenses,
      assets: counts.assets,
      openFindings: counts.openFindings,
      advisories: lines.flatMap((line) => (line.versions.includes(version) ? line.id : [])),
      cycle: cycleOf(cycles, version),
    }),
  )
  return {
    key: packageKey(named),
    ...named,
    licenses: [...new Set(versions.flatMap(({ licenses }) => licenses))].sort(),
    versions: versions.toSorted((a, b) => newerFirst(named.ecosystem, a.version, b.version)),
    newest: newestOf(cycles),
    scorecard: await packageScorecard(tx, named),
    advisories: lines.slice(0, MOST_ADVISORIES),
    advisoryCount: lines.length,
  }
}

async function usedForms(tx: Tx, key: string, visible: string[] | null): Promise<UsedForm[]> {
  const { rows } = await tx.query<UsedForm>(
    `select distinct c.id, c.purl, c.version, u.qualifiers
     from component_package p join component c on c.id = p.component_id
     join component_use u on u.component_id = c.id
     where p.package = $1 and c.purl is not null and ($2::uuid[] is null or u.asset_id = any($2))`,
    [key, visible],
  )
  return rows
}

/** By the ecosystem's own order; what it cannot read comes last. */
function newerFirst(ecosystem: string, a: string, b: string): number {
  const scheme = schemeOf(ecosystem)
  const [first, second] = [scheme?.parse(a), scheme?.parse(b)]
  if (scheme && first !== undefined && second !== undefined) return scheme.compare(second, first)
  if ((first === undefined) !== (second === undefined)) return first === undefined ? 1 : -1
  return b.localeCompare(a, 'en', { numeric: true })
}

/** As tools write it: `@babel/core`, `org.apache.shiro:shiro-core`. */
function fullName({
  ecosystem,
  namespace,
  name,
}: {
  ecosystem: string
  namespace: string
  name: string
}): string {
  if (!namespace) return name
  return ecosystem === 'maven' ? `${namespace}:${name}` : `${namespace}/${name}`
}
