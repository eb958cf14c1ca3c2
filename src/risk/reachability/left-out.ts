import { reachRank } from '../../model/reachability.ts'

/**
 * CTE: findings about packages for development and tests that an image built from their asset (of $1) was looked into for and does not hold. An
 * image's own SBOM tells of it where it has packages of the same ecosystem; what was merely seen loaded in it is no such list.
 */
export const LEFT_OUT = `
  images as materialized (
    select distinct l.asset_id, i.id, i.name from estate_link l
    join estate_node n on n.asset_id = l.asset_id and n.id = l.to_id and n.kind = 'image'
    join asset i on i.kind = 'container-image' and i.id <> l.asset_id
      and n.name in (i.name, split_part(i.name, '@', 1), regexp_replace(i.name, ':[^:/@]*$', ''))
    where l.asset_id = any($1::uuid[]) and l.kind = 'builds'
  ), held as materialized (
    select distinct i.asset_id, i.id as image, i.name as image_name, c.ecosystem, c.namespace, c.name
    from images i join component_use u on u.asset_id = i.id and not u.root and u.reach is distinct from ${reachRank('loaded')}
    join component c on c.id = u.component_id
  ), left_out as (
    select distinct on (k.finding_id) k.finding_id, h.image_name
    from kept k join component c on c.id = k.component_id
    join (select distinct asset_id, image, image_name, ecosystem from held) h on h.asset_id = k.asset_id and h.ecosystem = c.ecosystem
    where not exists (select from component_use u where u.asset_id = k.asset_id and u.component_id = k.component_id
                      and coalesce(u.scope, 'runtime') not in ('development', 'test'))
      and not exists (select from held x where x.asset_id = k.asset_id and x.ecosystem = c.ecosystem and x.namespace = c.namespace and x.name = c.name)
    order by k.finding_id, h.image_name
  )`
