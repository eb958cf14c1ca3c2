-- Policies that act on findings. Those that come with Stance are files of the program: they have a row only where somebody switched one
-- on or off.
create table policy (
  id uuid primary key,
  name text not null,
  -- `stored`: written here; `shipped`: comes with Stance; `repository`: a repository's own, found by discovery
  source text not null check (source in ('stored', 'shipped', 'repository')),
  scope text not null check (scope in ('everything', 'team', 'application', 'asset')),
  -- of the one that the scope names
  team_id uuid references team on delete cascade,
  application_id uuid references application on delete cascade,
  asset_id uuid references asset on delete cascade,
  enabled boolean not null,
  -- a repository's own may loosen too, because an administrator said so
  trusted boolean not null default false,
  -- in force; 0 for a shipped one
  revision int not null,
  changed_by text not null,
  changed_at timestamptz not null default now(),
  check ((scope = 'team') = (team_id is not null)),
  check ((scope = 'application') = (application_id is not null)),
  check ((scope = 'asset') = (asset_id is not null))
);
comment on table policy is 'reference';
create unique index on policy (name) where source <> 'repository';
create unique index on policy (asset_id) where source = 'repository';

create table policy_version (
  policy_id uuid not null references policy on delete cascade,
  revision int not null,
  text text not null,
  note text not null default '',
  changed_by text not null,
  changed_at timestamptz not null default now(),
  primary key (policy_id, revision)
);
comment on table policy_version is 'reference';

-- What rules make of findings: each distinct combination once, so that a million findings carry one number each.
create table policy_outcome (
  id int generated always as identity primary key,
  -- hash of the effects
  content uuid not null unique,
  -- [{policy, rule, effect, value, reason}]
  effects jsonb not null
);
comment on table policy_outcome is 'reference';

-- Set by policies alone: no import touches them.
alter table finding add column policy_outcome int, add column tags text[] not null default '{}',
  add column policy_noise boolean not null default false;

-- The same, a row an effect, for those who read it.
create view finding_effect as
select f.asset_id, f.id as finding_id, e->>'policy' as policy, e->>'rule' as rule, e->>'effect' as effect, e->'value' as value,
       e->>'reason' as reason
from finding f join policy_outcome o on o.id = f.policy_outcome cross join lateral jsonb_array_elements(o.effects) e;

-- Words to a person. What is said again before it is read is added to what waits.
create table notification (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  at timestamptz not null default now(),
  policy text not null,
  rule text not null,
  text text not null,
  -- null = several
  asset_id uuid references asset on delete set null,
  findings int not null,
  -- the first of them
  finding_ids uuid[] not null,
  read_at timestamptz
);
comment on table notification is 'reference';
create unique index on notification (person_id, policy, rule) where read_at is null;
create index on notification (person_id, at desc, id desc);
