/**
 * CTE: findings about packages for development and tests that an image built from the asset ($1) was looked into for and does not hold. An
 * image's own SBOM tells of it where it has packages of the same ecosystem.
 */
export const LEFT_OUT = `
  images as materialized (
    select distinct i.id, i.name from estate_link l
    join estate_node n on n.asset_id = $1 and n.id = l.to_id and n.kind = 'image'
    join asset i on i.kind = 'container-image' and i.id <> $1
      and n.name in (i.name, split_part(i.name, '@', 1), regexp_replace(i.name, ':[^:/@]*$', ''))
    where l.asset_id = $1 and l.kind = 'builds'
  ), held as materialized (
    select distinct i.id as image, i.name as image_name, c.ecosystem, c.namespace, c.name
    from images i join component_use u on u.asset_id = i.id and not u.root join component c on c.id = u.component_id
  ), left_out as (
    select distinct on (k.finding_id) k.finding_id, h.image_name
    from kept k join component c on c.id = k.component_id
    join (select distinct image, image_name, ecosystem from held) h on h.ecosystem = c.ecosystem
    where not exists (select from component_use u where u.asset_id = $1 and u.component_id = k.component_id
                      and coalesce(u.scope, 'runtime') not in ('development', 'test'))
      and not exists (select from held x where x.ecosystem = c.ecosystem and x.namespace = c.namespace and x.name = c.name)
    order by k.finding_id, h.image_name
  )`
