-- What the store of intelligence holds, counted when it changes: the page that shows it is asked again and again.
create table intel_count (
  one boolean primary key default true check (one),
  counts jsonb not null,
  counted_at timestamptz not null default now()
);
comment on table intel_count is 'reference';

-- What a package's use says of itself: why its publisher says not to use it any more (the lockfile's or registry's words), and the
-- ranges that manifests allow (`^1.2.0`), where they name it themselves. `cpe`: kept
-- only where no package URL names an ecosystem that advisories know.
alter table component_use add column deprecated text;
alter table component_use add column cpe text;
alter table component_use add column wanted text[];
alter table staged_component add column deprecated text;
alter table staged_component add column cpe text;
alter table staged_component add column wanted text[];
