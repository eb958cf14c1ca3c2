-- Combinations that people write, and those that come with Stance where somebody switched one on or off: the others have no row.
create table combination_definition (
  -- its name, which its findings have as their rule
  id text primary key,
  -- `stored`: written here; `shipped`: comes with Stance
  source text not null check (source in ('stored', 'shipped')),
  enabled boolean not null,
  -- in force; 0 for a shipped one
  revision int not null,
  changed_by text not null,
  changed_at timestamptz not null default now()
);
comment on table combination_definition is 'reference';

create table combination_version (
  combination text not null references combination_definition on delete cascade,
  revision int not null,
  text text not null,
  note text not null default '',
  changed_by text not null,
  changed_at timestamptz not null default now(),
  primary key (combination, revision)
);
comment on table combination_version is 'reference';

-- The score that a finding has at least, in tenths: a combination's is that of its strongest part.
alter table finding add column least_score smallint;
