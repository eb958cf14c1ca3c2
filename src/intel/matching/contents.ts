import type { Tx } from '../../platform/database.ts'
import type { ContestedDigest } from './altered-packages.ts'
import type { Told } from './judge-packages.ts'
import type { AssetBranch } from './users-of.ts'

/** Of a branch of which nothing is told. */
const NOTHING = "md5('')::uuid"

/**
 * SQL: by `asset` and `branch` the `content` of what is told of the packages in use there: of `told` (component, mark, told), of
 * `contested` (component, digest, told), of what their publishers say, and of how they are used. `which` uses.
 */
const contents = (told: string, contested: string, which: string): string =>
  `select asset, branch, md5(string_agg(concat_ws(chr(31), component, coalesce(mark, ''), coalesce(told::text, ''), coalesce(copies, ''),
            coalesce(deprecated, ''), coalesce(direct::text, ''), coalesce(scope, ''), path), chr(30) order by component, mark collate "C"))::uuid as content
   from (
     select u.asset_id as asset, s.branch, u.component_id as component, t.mark, t.told, string_agg(distinct c.digest || ' ' || c.told, ' ') as copies,
            max(u.deprecated) as deprecated, bool_or(u.direct) as direct,
            case when bool_or(u.scope = 'runtime') then 'runtime' else min(u.scope) end as scope, min(u.path) as path
     from component_use u
     join scope s on s.asset_id = u.asset_id and s.id = u.scope_id
     left join ${told} t on t.component = u.component_id and t.mark in (coalesce(u.qualifiers, ''), u.cpe)
     left join ${contested} c on c.component = u.component_id and c.digest = any(u.hashes)
     where not u.root and (t.told is not null or c.told is not null or u.deprecated is not null) ${which}
     group by 1, 2, 3, 4, 5
   ) uses group by 1, 2`

/** The content of one branch. */
export async function contentOf(
  tx: Tx,
  { asset, branch }: AssetBranch,
  { told, contested }: { told: readonly Told[]; contested: readonly ContestedDigest[] },
): Promise<string> {
  const { rows } = await tx.query<{ content: string }>(
    `select coalesce((select content from (${contents(
      '(select * from unnest($3::uuid[], $4::text[], $5::uuid[]) as one (component, mark, told))',
      '(select * from unnest($6::uuid[], $7::text[], $8::text[]) as one (component, digest, told))',
      'and u.asset_id = $1 and s.branch = $2',
    )}) here), ${NOTHING}) as content`,
    [
      asset,
      branch,
      told.map(({ component }) => component),
      told.map(({ mark }) => mark),
      told.map(({ told }) => told),
      contested.map(({ component }) => component),
      contested.map(({ digest }) => digest),
      contested.map(({ told }) => told),
    ],
  )
  return rows[0]?.content as string
}

/** The branches whose content is another than when they were last matched, by the tables `told` and `contested`. */
export async function changedContents(tx: Tx): Promise<AssetBranch[]> {
  const { rows } = await tx.query<AssetBranch>(
    `with now as materialized (${contents('told', 'contested', '')}),
     users as (
       select s.asset_id as asset, s.branch from scope s
       where exists (select from component_use u where u.asset_id = s.asset_id and u.scope_id = s.id) group by 1, 2
     )
     select u.asset, u.branch
     from users u left join now using (asset, branch) left join match_run r on r.asset_id = u.asset and r.branch = u.branch
     where r.content is distinct from coalesce(now.content, ${NOTHING}) order by 1, 2`,
  )
  return rows
}
