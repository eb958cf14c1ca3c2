import type { Observation } from '../../model/observation.ts'
import type { Tx } from '../../platform/database.ts'
import type { UsedPackage } from './asset-packages.ts'
import { usedComponent } from './used-component.ts'
import type { AssetBranch } from './users-of.ts'

/** Ecosystems where one version of a package is one file, so that its copies have one digest. Of wheels and platform gems there are several. */
export const ONE_FILE = ['npm', 'cargo', 'golang', 'nuget', 'hex', 'pub']

export interface Copies {
  /** Of which copies differ, with the digests here: `<component> sha512:…`. Changes exactly when the others must look again. */
  contested: string[]
  /** Of those, the ones of which this asset has the odd copy. */
  altered: Altered[]
}

/** A package version of which this asset has another copy than others have. */
export interface Altered {
  used: UsedPackage
  algorithm: string
  /** Hexadecimal digest here. */
  here: string
  /** Digests elsewhere, the most frequent first. */
  elsewhere: { digest: string; assets: number }[]
}

interface Row {
  component: string
  digest: string
  assets: number
  here: boolean
}

/**
 * Same package URL, different digest: the copies of an asset's packages on a branch that differ from those of other uses. Where most
 * agree, who differs is told; where it is even, both are. Registries refuse to change a published version, so that one of the two
 * copies came from elsewhere or was changed. Only ecosystems of ONE_FILE have digests that are compared.
 */
export async function alteredPackages(
  tx: Tx,
  { asset, branch }: AssetBranch,
  used: readonly UsedPackage[],
): Promise<Copies> {
  const { rows } = await tx.query<Row>(
    `with mine as materialized (
       select distinct u.component_id, split_part(h, ':', 1) as algorithm
       from component_use u
       join scope s on s.asset_id = $1 and s.id = u.scope_id and s.branch = $2, unnest(u.hashes) h
       where u.asset_id = $1 and not u.root
     ), differing as materialized (
       select component_id, mine.algorithm from mine join component_digest d using (component_id)
       where split_part(d.digest, ':', 1) = mine.algorithm group by 1, 2 having count(*) > 1
     ), copies as (
       select u.component_id, h as digest, count(distinct u.asset_id)::int as assets,
              bool_or(u.asset_id = $1 and s.branch = $2) as here
       from differing join component_use u on u.component_id = differing.component_id
       join scope s on s.asset_id = u.asset_id and s.id = u.scope_id, unnest(u.hashes) h
       where split_part(h, ':', 1) = differing.algorithm
       group by 1, 2
     )
     select component_id as component, digest, assets, here from (
       select *, count(*) over (partition by component_id, split_part(digest, ':', 1)) as kinds from copies
     ) c where kinds > 1 order by 1, 3 desc, 2`,
    [asset, branch],
  )
  const byComponent = Map.groupBy(rows, ({ component, digest }) => `${component} ${algorithmOf(digest)}`)
  const usedBy = new Map(used.map((one) => [one.component, one]))
  return {
    contested: rows.flatMap(({ component, digest, here }) => (here ? [`${component} ${digest}`] : [])),
    altered: [...byComponent.values()].flatMap((copies) => alteredOf(copies, usedBy)),
  }
}

function alteredOf(copies: readonly Row[], usedBy: ReadonlyMap<string, UsedPackage>): Altered[] {
  const most = copies[0]?.assets ?? 0
  const one = usedBy.get(copies[0]?.component ?? '')
  const isEven = copies.filter(({ assets }) => assets === most).length > 1
  const here = copies.find((copy) => copy.here && (isEven || copy.assets < most))
  if (!one || !here) return []
  return [
    {
      used: one,
      algorithm: algorithmOf(here.digest),
      here: hexOf(here.digest),
      elsewhere: copies
        .filter((copy) => copy !== here)
        .map(({ digest, assets }) => ({ digest: hexOf(digest), assets })),
    },
  ]
}

const algorithmOf = (digest: string): string => digest.slice(0, digest.indexOf(':'))
const hexOf = (digest: string): string => digest.slice(digest.indexOf(':') + 1)

/** Who else has copies of the contested packages, which are to be looked at again. */
export async function otherUsers(
  tx: Tx,
  asset: string,
  contested: readonly string[],
): Promise<AssetBranch[]> {
  if (contested.length === 0) return []
  const components = contested.map((text) => text.slice(0, text.indexOf(' ')))
  const { rows } = await tx.query<AssetBranch>(
    `select distinct u.asset_id as asset, s.branch from component_use u
     join scope s on s.asset_id = u.asset_id and s.id = u.scope_id
     where u.component_id = any($2) and u.asset_id <> $1 and u.hashes <> '{}' order by 1, 2`,
    [asset, components],
  )
  return rows
}

/** One observation for each. */
export const alteredObservation = ({ used, algorithm, here, elsewhere }: Altered): Observation => ({
  type: 'observation',
  kind: 'malware',
  rule: 'integrity-mismatch',
  title: `This copy of ${used.name} ${used.version} differs from others`,
  description: [
    `Its ${algorithm} digest is ${here}.`,
    ...elsewhere.map(
      ({ digest, assets }) => `In ${assets === 1 ? 'one asset' : `${assets} assets`} it is ${digest}.`,
    ),
    'A published version does not change: one of the copies came from another place, or was altered.',
  ].join(' '),
  severity: 'high',
  confidence: 'medium',
  cwes: [494],
  component: usedComponent(used),
  remediation: `Compare both digests with the registry's, and install ${used.name} from there anew where they differ.`,
  raw: JSON.stringify({ component: used.purl, algorithm, here, elsewhere }, null, 1),
})
