-- How near each package is to what runs, as the report that lists it tells: place on the ladder of finding.reachability, and
-- {evidence, confidence, atMost, uses: {module#name: place}}.
alter table component_use add column reach smallint check (reach between 0 and 4), add column reach_detail jsonb;
alter table staged_component add column reach smallint, add column reach_detail jsonb;

-- Functions, methods and types that a record calls affected, as it writes them.
alter table advisory_package add column symbols text[] not null default '{}';

-- Combinations: weaknesses that together, on one way through the estate, are worse than each alone. Their findings are made by the way of
-- reports; this keeps the way itself, for drawing. `address` and `combination` are the finding's resource and rule.
create table combination_chain (
  asset_id uuid not null,
  combination text not null,
  address text not null,
  -- things of the estate from the outside in, each with the findings on it
  chain jsonb not null,
  -- of all that the finding is made of, to tell changed from unchanged
  content uuid not null,
  -- all findings of the chain, of whatever asset
  findings uuid[] not null,
  primary key (asset_id, combination, address)
);
comment on table combination_chain is 'distributed by asset_id';
create index on combination_chain using gin (findings);

-- When the estate was searched for them last.
create table combination_run (
  id int primary key default 1 check (id = 1),
  at timestamptz not null,
  ms int not null,
  things int not null
);
comment on table combination_run is 'reference';
