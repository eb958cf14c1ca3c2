-- Under which licences packages may be used; one row, or none: then everything may.
create table license_policy (
  one boolean primary key default true check (one),
  policy jsonb not null,
  changed_by text not null,
  changed_at timestamptz not null default now()
);
comment on table license_policy is 'reference';

-- What this report says of its copy: digests as algorithm:hex, and licences in its own words where they are not SPDX's.
alter table component_use add column hashes text[] not null default '{}';
alter table component_use add column licenses_said text[] not null default '{}';
alter table staged_component add column hashes text[] not null default '{}';
alter table staged_component add column licenses_said text[] not null default '{}';
