/**
 * CTEs: findings of assets ($1) about packages (of $2, or all where it is null), `kept`, each with the components of its asset's default branch
 * that it is about. Tools write a name with its namespace or without; one that tells
 * no version means any that is there.
 */
export const COMPONENTS_OF_FINDINGS = `
  about as materialized (
    select f.asset_id, f.id as finding_id, f.advisories, lower(f.component) as name, f.component_version as version from finding f
    where f.asset_id = any($1::uuid[]) and f.component is not null and f.merged_into is null and ($2::uuid[] is null or f.id = any($2))
  ), used as materialized (
    select distinct u.asset_id, u.component_id, lower(n.name) as name, c.version
    from component_use u join scope s on s.asset_id = u.asset_id and s.id = u.scope_id
    join asset a on a.id = u.asset_id and a.default_branch = s.branch
    join component c on c.id = u.component_id
    cross join lateral (values (c.name), (c.namespace || '/' || c.name), (c.namespace || ':' || c.name)) as n (name)
    where u.asset_id = any($1::uuid[]) and not u.root and lower(n.name) in (select name from about)
  ), kept as materialized (
    select about.asset_id, about.finding_id, about.advisories, used.component_id from about
    join used on used.asset_id = about.asset_id and used.name = about.name and (about.version is null or used.version in (about.version, ''))
  )`
