-- Risk, kept as it changes: the sum of the scores (tenths) of a count's findings …
alter table posture_count add column risk bigint not null default 0;
update posture_count c set risk = s.risk
from (select asset_id, kind, coalesce(severity_override, severity) as severity, state, sum(coalesce(score, 0)) as risk
      from finding where posture and merged_into is null group by 1, 2, 3, 4) s
where (c.asset_id, c.kind, c.severity, c.state) = (s.asset_id, s.kind, s.severity, s.state);

-- … and what a day changed in it, by what caused that; the sum up to a day is the open risk of that day.
create table risk_day (
  asset_id uuid not null,
  day date not null,
  kind text not null,
  severity smallint not null,
  cause text not null check (cause in ('start', 'report', 'triage', 'advisory', 'context', 'policy', 'model')),
  -- tenths
  delta bigint not null,
  primary key (asset_id, day, kind, severity, cause)
);
comment on table risk_day is 'distributed by asset_id';
comment on column risk_day.cause is 'start = what there was when the record began; days before it are not known';
insert into risk_day (asset_id, day, kind, severity, cause, delta)
select asset_id, (now() at time zone 'UTC')::date, kind, severity, 'start', sum(risk)
from posture_count where state = 'open' and risk <> 0 group by 1, 2, 3, 4;

-- What says in which state a finding was on a past day, for src/findings/posture-index/state-history.ts.
create index finding_event_state on finding_event (asset_id, finding_id, at)
  where type in ('fixed', 'reopened') or data ? 'decision';

-- What happened within a window, for the auditor's summary.
create index on audit_entry (at);
create index on finding_decision (decided_at);

-- Lists that people keep under a name, and the boards they make of them.
create table saved_query (
  id uuid primary key,
  name text not null,
  -- as actors' ids are: a person, or who works at the machine itself
  owner text not null,
  owner_name text not null,
  -- the search part of the findings list's address
  query text not null,
  visibility text not null check (visibility in ('private', 'team', 'everyone')),
  team_id uuid references team on delete cascade,
  updated_at timestamptz not null default now(),
  check ((visibility = 'team') = (team_id is not null))
);
comment on table saved_query is 'reference';
create index on saved_query (owner);

create table dashboard (
  id uuid primary key,
  name text not null,
  description text not null default '',
  owner text not null,
  owner_name text not null,
  visibility text not null check (visibility in ('private', 'team', 'everyone')),
  team_id uuid references team on delete cascade,
  widgets jsonb not null,
  updated_at timestamptz not null default now(),
  check ((visibility = 'team') = (team_id is not null))
);
comment on table dashboard is 'reference';
create index on dashboard (owner);

-- What a role sees first.
create table dashboard_default (
  role text primary key check (role in ('administrator', 'security', 'developer', 'auditor', 'ci')),
  dashboard_id uuid not null references dashboard on delete cascade
);
comment on table dashboard_default is 'reference';
