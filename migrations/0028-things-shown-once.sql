-- Several scopes of an asset may see one thing: lists show the row of the first, and to find that for each of a million rows whenever somebody
-- counts them took seconds. `applyEstate` keeps it.
alter table estate_node add column shown boolean not null default true;
update estate_node n set shown = false where exists (
  select from estate_node twin where twin.asset_id = n.asset_id and twin.id = n.id and twin.scope_id < n.scope_id);

create index estate_node_shown on estate_node (kind, name, id, asset_id) where shown;
drop index estate_node_kind_name_id_idx;
-- Questions begin with things of a kind and a name, whichever scope saw them.
create index estate_node_kind_name on estate_node (kind, name);

-- What people search by is the name or the title.
create index estate_node_title_trgm on estate_node using gin ((attributes->>'title') gin_trgm_ops);
