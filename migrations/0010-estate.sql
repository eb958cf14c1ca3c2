-- The estate: what there is, how it hangs together, who can reach it and where the data is, as reports show it. A row a scope, as with
-- findings: a scope's next report replaces what it said, and two reports that see one thing stand beside each other.

create table estate_node (
  asset_id uuid not null,
  scope_id uuid not null,
  -- hash of kind, name and, unless it is one thing for all (an image, a third party), the asset
  id uuid not null,
  kind text not null,
  name text not null,
  place text,
  exposure text check (exposure in ('internet', 'partner', 'internal', 'isolated')),
  authenticated boolean,
  data_classes text[] not null default '{}',
  attributes jsonb not null default '{}',
  -- hash of all that is above, to tell changed from unchanged
  content uuid not null,
  -- who can reach it when the links are followed, and the nodes on the way there, from the outside in
  reached_from text check (reached_from in ('internet', 'partner', 'internal', 'isolated')),
  reached_by uuid[],
  -- of what it holds and leads to
  reaches_data text[] not null default '{}',
  first_seen timestamptz not null,
  primary key (asset_id, scope_id, id)
);
comment on table estate_node is 'distributed by asset_id';
create index on estate_node (id);
create index on estate_node (kind, name, id);
create index estate_node_name_trgm on estate_node using gin (name gin_trgm_ops);

create table estate_link (
  asset_id uuid not null,
  scope_id uuid not null,
  from_id uuid not null,
  kind text not null,
  to_id uuid not null,
  evidence text not null,
  confidence real not null,
  first_seen timestamptz not null,
  primary key (asset_id, scope_id, from_id, kind, to_id)
);
comment on table estate_link is 'distributed by asset_id';
create index on estate_link (from_id, kind);
create index on estate_link (to_id, kind);

-- What people say of a link: it outlives every discovery. `added` where no report shows it.
create table estate_link_word (
  asset_id uuid not null,
  from_id uuid not null,
  kind text not null,
  to_id uuid not null,
  verdict text not null check (verdict in ('confirmed', 'cut', 'added')),
  reason text not null default '',
  said_by text not null,
  said_at timestamptz not null default now(),
  primary key (asset_id, from_id, kind, to_id)
);
comment on table estate_link_word is 'distributed by asset_id';
create index on estate_link_word (from_id, kind);
create index on estate_link_word (to_id, kind);

-- What the estate says of an asset where nobody said it: a proposal that the score takes, and that people overrule.
alter table asset add column found_exposure text check (found_exposure in ('internet', 'partner', 'internal', 'isolated'));
alter table asset add column found_data_classes text[];

-- Questions over the estate that people keep.
create table estate_question (
  id uuid primary key,
  name text not null unique,
  question text not null,
  created_by text not null,
  created_at timestamptz not null default now()
);
comment on table estate_question is 'reference';

-- Repositories that somebody asked to be discovered here. What is found comes as a report; a source tree on a machine of one's own is
-- discovered there and needs none of this.
create table discovery (
  asset_id uuid not null,
  id uuid not null,
  url text not null,
  ref text,
  status text not null default 'queued' check (status in ('queued', 'running', 'done', 'failed')),
  error text,
  report_id uuid,
  requested_by text not null,
  requested_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (asset_id, id)
);
comment on table discovery is 'distributed by asset_id';
create index on discovery (requested_at desc, id desc);
