import type { Observation } from '../../model/observation.ts'
import type { Tx } from '../../platform/database.ts'
import type { UsedPackage } from './asset-packages.ts'
import { usedComponent } from './used-component.ts'
import type { AssetBranch } from './users-of.ts'

/** Ecosystems where one version of a package is one file, so that its copies have one digest. Of wheels and platform gems there are several. */
export const ONE_FILE = ['npm', 'cargo', 'golang', 'nuget', 'hex', 'pub']

/** A digest of which others differ. */
export interface ContestedDigest {
  component: string
  /** `sha512:…` */
  digest: string
  /** Where this is the odd copy, what there is elsewhere. */
  told: string
}

export interface Copies {
  /** Those that copies here have. They change exactly when the others must look again. */
  contested: ContestedDigest[]
  /** Of those, the ones of which this asset has the odd copy. */
  altered: Altered[]
}

/** A package version of which this asset has another copy than others have. */
export interface Altered {
  component: string
  algorithm: string
  /** Hexadecimal digest here. */
  here: string
  /** Digests elsewhere, the most frequent first. */
  elsewhere: { digest: string; assets: number }[]
}

interface Copy {
  component: string
  digest: string
  assets: number
}

/** SQL: the copies that differ, of the components that `wanted` selects; the most frequent first, with `more` columns. */
const differingCopies = (wanted: string, more = ''): string =>
  `with differing as materialized (
     select component_id, split_part(digest, ':', 1) as algorithm from component_digest where ${wanted} group by 1, 2 having count(*) > 1
   ), copies as (
     select u.component_id as component, h as digest, count(distinct u.asset_id)::int as assets${more}
     from differing join component_use u on u.component_id = differing.component_id
     join scope s on s.asset_id = u.asset_id and s.id = u.scope_id, unnest(u.hashes) h
     where split_part(h, ':', 1) = differing.algorithm
     group by 1, 2
   )
   select * from (
     select *, count(*) over (partition by component, split_part(digest, ':', 1)) as kinds from copies
   ) c where kinds > 1 order by component, assets desc, digest`

/**
 * Same package URL, different digest: the copies of an asset's packages on a branch that differ from those of other uses. Where most
 * agree, who differs is told; where it is even, both are. Registries refuse to change a published version, so that one of the two
 * copies came from elsewhere or was changed. Only ecosystems of ONE_FILE have digests that are compared.
 */
export async function alteredPackages(tx: Tx, { asset, branch }: AssetBranch): Promise<Copies> {
  const { rows } = await tx.query<Copy & { here: boolean }>(
    differingCopies(
      `component_id in (
         select u.component_id from component_use u join scope s on s.asset_id = $1 and s.id = u.scope_id and s.branch = $2
         where u.asset_id = $1 and not u.root and u.hashes <> '{}')`,
      ', bool_or(u.asset_id = $1 and s.branch = $2 and not u.root) as here',
    ),
    [asset, branch],
  )
  const kinds = kindsOf(rows)
  return {
    contested: kinds.flatMap((copies) =>
      copies.filter(({ here }) => here).map((copy) => contestedDigest(copy, copies)),
    ),
    altered: kinds.flatMap((copies) => {
      const odd = copies.find((copy) => copy.here && isOdd(copy, copies))
      return odd ? [alteredOf(odd, copies)] : []
    }),
  }
}

/** Every digest of which others differ, wherever its copies are. */
export async function contestedDigests(tx: Tx): Promise<ContestedDigest[]> {
  const { rows } = await tx.query<Copy>(differingCopies('true'))
  return kindsOf(rows).flatMap((copies) => copies.map((copy) => contestedDigest(copy, copies)))
}

/** Copies of one package version by one algorithm. */
const kindsOf = <C extends Copy>(copies: readonly C[]): C[][] => [
  ...Map.groupBy(copies, ({ component, digest }) => `${component} ${algorithmOf(digest)}`).values(),
]

/** `copies` of its kind, the most frequent first. */
const isOdd = (copy: Copy, [first, second]: readonly Copy[]): boolean =>
  copy.assets < (first?.assets ?? 0) || first?.assets === second?.assets

const contestedDigest = (copy: Copy, copies: readonly Copy[]): ContestedDigest => ({
  component: copy.component,
  digest: copy.digest,
  told: isOdd(copy, copies) ? copies.map(({ digest, assets }) => `${digest} ${assets}`).join(' ') : '',
})

const alteredOf = (copy: Copy, copies: readonly Copy[]): Altered => ({
  component: copy.component,
  algorithm: algorithmOf(copy.digest),
  here: hexOf(copy.digest),
  elsewhere: copies
    .filter(({ digest }) => digest !== copy.digest)
    .map(({ digest, assets }) => ({ digest: hexOf(digest), assets })),
})

const algorithmOf = (digest: string): string => digest.slice(0, digest.indexOf(':'))
const hexOf = (digest: string): string => digest.slice(digest.indexOf(':') + 1)

/** Who else has copies of the contested packages, which are to be looked at again. */
export async function otherUsers(
  tx: Tx,
  asset: string,
  contested: readonly ContestedDigest[],
): Promise<AssetBranch[]> {
  if (contested.length === 0) return []
  const components = contested.map(({ component }) => component)
  const { rows } = await tx.query<AssetBranch>(
    `select distinct u.asset_id as asset, s.branch from component_use u
     join scope s on s.asset_id = u.asset_id and s.id = u.scope_id
     where u.component_id = any($2) and u.asset_id <> $1 and u.hashes <> '{}' order by 1, 2`,
    [asset, components],
  )
  return rows
}

/** One observation for each; `used` is the package version that it is of. */
export const alteredObservation = (
  { algorithm, here, elsewhere }: Altered,
  used: UsedPackage,
): Observation => ({
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
