-- Formats that an organisation describes by itself (docs/mapping.md). Every version stays, also of a mapping that was deleted:
-- reports say by which one they were read.
create table mapping (
  id text primary key,
  -- the current one
  version int not null,
  deleted_at timestamptz
);
comment on table mapping is 'reference';

create table mapping_version (
  mapping_id text not null references mapping,
  version int not null,
  -- json, not jsonb: in the order in which its author wrote it
  body json not null,
  created_by text not null,
  created_at timestamptz not null default now(),
  primary key (mapping_id, version)
);
comment on table mapping_version is 'reference';

-- null: read by a format that comes with Stance
alter table report add column mapping_version int;
