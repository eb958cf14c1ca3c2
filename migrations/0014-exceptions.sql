-- Due dates, exceptions and owners.

-- Due dates ----------------------------------------------------------------------------------------------------------

alter table finding add column due_at timestamptz;
-- since when the clock stands; null while it runs
alter table finding add column sla_paused_at timestamptz;

-- Times at which nobody works: due dates that count working days leave them out.
create table sla_calendar (
  id uuid primary key,
  name text not null unique,
  time_zone text not null,
  -- 1 Monday … 7 Sunday
  working_days smallint[] not null,
  country text,
  region text,
  -- [{date, name}]
  holidays jsonb not null default '[]',
  changed_by text not null,
  changed_at timestamptz not null default now()
);
comment on table sla_calendar is 'reference';

-- When a finding's clock stood, and why.
create table sla_pause (
  asset_id uuid not null,
  id uuid not null,
  finding_id uuid not null,
  reason text not null,
  paused_by text not null,
  paused_at timestamptz not null,
  resume_reason text,
  resumed_by text,
  resumed_at timestamptz,
  primary key (asset_id, id)
);
comment on table sla_pause is 'distributed by asset_id';
create index on sla_pause (asset_id, finding_id);

-- Exceptions ---------------------------------------------------------------------------------------------------------

create table exception (
  id uuid primary key,
  status text not null check (status in ('pending', 'active', 'rejected', 'expired', 'lapsed', 'revoked')),
  target text not null check (target in ('findings', 'rule', 'component', 'advisory')),
  -- what the kind of target needs: {when}, {component, versions, advisories}, {advisory}
  detail jsonb not null default '{}',
  scope text not null check (scope in ('everything', 'team', 'application', 'asset')),
  scope_id uuid,
  kind text not null,
  justification text,
  reason text not null,
  requested_by text not null,
  requested_at timestamptz not null default now(),
  -- why a second person has to approve
  approval_reasons text[] not null default '{}',
  expires_at timestamptz,
  lapse_kev boolean not null,
  lapse_exposure boolean not null,
  lapse_fix boolean not null,
  lapse_severity boolean not null,
  -- tenths
  lapse_score smallint,
  active_at timestamptz,
  ended_at timestamptz,
  ended_by text,
  end_reason text
);
comment on table exception is 'reference';
create index on exception (status, expires_at);

create table exception_approval (
  exception_id uuid not null references exception on delete cascade,
  actor text not null,
  verdict text not null check (verdict in ('approved', 'rejected')),
  comment text not null default '',
  at timestamptz not null default now(),
  primary key (exception_id, actor)
);
comment on table exception_approval is 'reference';

-- Findings that an exception names or covers, and how they stood when it began to: what was so already does not make it lapse.
create table exception_finding (
  asset_id uuid not null,
  exception_id uuid not null,
  finding_id uuid not null,
  -- null while the exception is pending
  covered_at timestamptz,
  exploited boolean not null default false,
  exposed boolean not null default false,
  fixable boolean not null default false,
  severity smallint not null default 0,
  score smallint not null default 0,
  lapsed_at timestamptz,
  lapsed_by text check (lapsed_by in ('kev', 'exposure', 'fix', 'score', 'severity')),
  primary key (asset_id, exception_id, finding_id)
);
comment on table exception_finding is 'distributed by asset_id';
create index on exception_finding (exception_id);
create index on exception_finding (asset_id, finding_id);

-- The exception that a decision comes from; null = a person's word on the finding itself.
alter table finding_decision add column exception_id uuid;
create index on finding_decision (exception_id) where exception_id is not null;

create table exception_settings (
  one boolean primary key default true check (one),
  settings jsonb not null,
  changed_by text not null,
  changed_at timestamptz not null default now()
);
comment on table exception_settings is 'reference';

-- Owners -------------------------------------------------------------------------------------------------------------

-- What an asset's source says of who owns what, in the order of the files: of CODEOWNERS the last rule that matches wins.
create table asset_owner (
  asset_id uuid not null,
  scope_id uuid not null,
  seq int not null,
  path text not null,
  owner text not null,
  source text not null,
  primary key (asset_id, scope_id, seq)
);
comment on table asset_owner is 'distributed by asset_id';
create index on asset_owner (lower(owner));

-- Who a name in these sources is; `handle` in lower case.
create table owner_mapping (
  handle text primary key,
  team_id uuid references team on delete cascade,
  person_id uuid references person on delete cascade,
  changed_by text not null,
  changed_at timestamptz not null default now(),
  check ((team_id is null) <> (person_id is null))
);
comment on table owner_mapping is 'reference';

-- Whose a finding is: the name as its source writes it, or the team's of its application, and how that is known.
alter table finding add column owner text;
alter table finding add column owner_source text;
-- who gave it to its assignee: nobody's word that rules follow is lost, and a person's stays
alter table finding add column assigned_by text check (assigned_by in ('person', 'owner', 'policy'));
update finding set assigned_by = 'person' where assignee is not null;
