-- The highest score among a count's findings, so that lists of assets and applications need not read findings.
alter table posture_count add column top_score smallint not null default 0;

-- Open findings on one version of a package, over all assets.
create index finding_component on finding (component, component_version)
  where component is not null and state = 'open' and posture and merged_into is null;

-- Components by name, in the order of their list; and who depends on one: from a component up to the roots.
create index component_order on component ((lower(name) || chr(31) || namespace || chr(31) || version), id);
create index on component_edge (asset_id, scope_id, to_id);
