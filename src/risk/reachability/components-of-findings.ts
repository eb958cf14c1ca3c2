import { componentSpellings } from '../../inventory/component-name.ts'

/**
 * CTEs: findings of assets ($1) about packages (of $2, or all where it is null), `kept`, each with the components of its asset's default branch
 * that it is about. Tools write a name with its namespace or without; one that tells no version means any that is there. Components are
 * found by their names and then looked for in the asset, never the other way round: an asset may use three hundred thousand. Both by
 * lookups: joins would read all components for each name where joins are to read whole tables (`preferHashJoins`).
 */
export const COMPONENTS_OF_FINDINGS = `
  about as materialized (
    select f.asset_id, f.id as finding_id, f.advisories, lower(f.component) as name, f.component_version as version from finding f
    where f.asset_id = any($1::uuid[]) and f.component is not null and f.merged_into is null and ($2::uuid[] is null or f.id = any($2))
  ), named as materialized (
    select distinct w.name, w.version, found.id as component_id
    from (select distinct name, version from about) w
    cross join lateral (
      select w.name as last union
      select substr(w.name, n + 1) from generate_series(1, length(w.name)) n where substr(w.name, n, 1) in ('/', ':')
    ) part
    cross join lateral (
      select c.id from component c where lower(c.name) = part.last and (w.version is null or c.version in (w.version, ''))
        and w.name in (${componentSpellings('c', (name) => `lower(${name})`)}) offset 0
    ) found
  ), kept as materialized (
    select about.asset_id, about.finding_id, about.advisories, named.component_id
    from about join named on named.name = about.name and named.version is not distinct from about.version
    cross join lateral (
      select from component_use u where u.component_id = named.component_id and u.asset_id = about.asset_id and not u.root
        and (select s.branch from scope s where s.asset_id = u.asset_id and s.id = u.scope_id)
          = (select a.default_branch from asset a where a.id = u.asset_id) limit 1
    ) there
  )`
