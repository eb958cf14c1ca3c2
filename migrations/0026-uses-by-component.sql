-- Who uses a component is told by the index alone, and one asset's use is found by both: a package that ten thousand assets use is asked for
-- as often as it is used.

create index component_use_where on component_use (component_id, asset_id, scope_id) include (root);
drop index component_use_component_id_idx;
