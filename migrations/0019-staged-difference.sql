-- What a scope showed and a staged report does not, by key. What it shows as before is not staged at all: it is present, neither staged
-- nor here.
create unlogged table staged_gone (
  asset_id uuid not null,
  report_id uuid not null,
  scope_id uuid not null,
  key uuid not null,
  primary key (asset_id, report_id, scope_id, key)
);
comment on table staged_gone is 'distributed by asset_id';

-- The form that it is stored in, made while the report is still being read and not under the asset's lock.
alter table staged_observation alter column data type jsonb using data::jsonb;

-- What policies make of a finding that it opens, where that is known when it is staged.
alter table staged_observation add column policy_content uuid, add column policy_tags text[] not null default '{}', add column due_days int;
