/**
 * CTEs: the asset's ($1) findings about packages (of $2, or all where it is null), `kept`, each with the components of its default branch
 * that it is about. Tools write a name with its namespace or without; one that tells
 * no version means any that is there.
 */
export const COMPONENTS_OF_FINDINGS = `
  used as materialized (
    select distinct u.component_id, lower(n.name) as name, c.version
    from component_use u join scope s on s.asset_id = $1 and s.id = u.scope_id
    join asset a on a.id = $1 and a.default_branch = s.branch
    join component c on c.id = u.component_id
    cross join lateral (values (c.name), (c.namespace || '/' || c.name), (c.namespace || ':' || c.name)) as n (name)
    where u.asset_id = $1 and not u.root
  ), about as materialized (
    select f.id as finding_id, f.advisories, lower(f.component) as name, f.component_version as version from finding f
    where f.asset_id = $1 and f.component is not null and f.merged_into is null and ($2::uuid[] is null or f.id = any($2))
  ), kept as materialized (
    select about.finding_id, about.advisories, used.component_id from about
    join used on used.name = about.name and (about.version is null or used.version in (about.version, ''))
  )`
