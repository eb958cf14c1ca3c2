-- The first floor. Each table's comment says how it is spread over a cluster: `reference` (a copy on every node) or
-- `distributed by asset_id` (asset_id in the primary key and in every unique constraint). A test reads the catalog.
create extension if not exists pg_trgm;

-- People's own words about the estate --------------------------------------------------------------------------------

create table team (
  id uuid primary key,
  name text not null unique,
  created_at timestamptz not null default now()
);
comment on table team is 'reference';

create table application (
  id uuid primary key,
  name text not null unique,
  description text not null default '',
  criticality text check (criticality in ('critical', 'high', 'medium', 'low')),
  exposure text check (exposure in ('internet', 'partner', 'internal', 'isolated')),
  environment text check (environment in ('production', 'staging', 'development')),
  data_classes text[],
  team_id uuid references team on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table application is 'reference';
comment on column application.data_classes is 'null = nobody has said; empty = known to hold none';

create table asset (
  id uuid primary key,
  kind text not null,
  name text not null,
  application_id uuid references application on delete set null,
  default_branch text not null default 'main',
  -- what is particular to this asset; null = as its application
  criticality text check (criticality in ('critical', 'high', 'medium', 'low')),
  exposure text check (exposure in ('internet', 'partner', 'internal', 'isolated')),
  environment text check (environment in ('production', 'staging', 'development')),
  data_classes text[],
  attributes jsonb not null default '{}',
  url text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (kind, name)
);
comment on table asset is 'reference';
create index on asset (application_id);
create index on asset (name);

create table asset_link (
  from_id uuid not null references asset on delete cascade,
  kind text not null check (kind in ('contains', 'builds', 'deploys', 'runs', 'exposes', 'calls', 'reads', 'writes', 'owns')),
  to_id uuid not null references asset on delete cascade,
  source text not null,
  created_at timestamptz not null default now(),
  primary key (from_id, kind, to_id)
);
comment on table asset_link is 'reference';
create index on asset_link (to_id);

-- Reports ------------------------------------------------------------------------------------------------------------

create table report (
  asset_id uuid not null,
  id uuid not null,
  sha256 text not null,
  bytes bigint not null,
  file_name text not null default '',
  requested_format text,
  format text,
  tools text[] not null default '{}',
  branch text not null,
  requested_scope text,
  status text not null default 'queued' check (status in ('queued', 'reading', 'matching', 'done', 'unchanged', 'failed')),
  error_code text,
  error text,
  -- progress and outcome
  observations int not null default 0,
  components int not null default 0,
  assets int not null default 0,
  problems int not null default 0,
  outcome jsonb,
  -- how many scopes it spoke for
  scopes int not null default 0,
  idempotency_key text,
  uploaded_by text not null,
  uploaded_at timestamptz not null default now(),
  -- when the tool looked: given, or said by the report, or the time of the upload
  observed_at timestamptz not null,
  observed_at_given boolean not null default false,
  started_at timestamptz,
  finished_at timestamptz,
  primary key (asset_id, id),
  unique (asset_id, idempotency_key)
);
comment on table report is 'distributed by asset_id';
create index on report (uploaded_at desc, id desc);

create table report_problem (
  asset_id uuid not null,
  report_id uuid not null,
  seq int not null,
  place text not null,
  message text not null,
  primary key (asset_id, report_id, seq)
);
comment on table report_problem is 'distributed by asset_id';

-- What a report looked at: its asset, tool, branch and target. An upload closes only what its own scope no longer shows.
create table scope (
  asset_id uuid not null,
  id uuid not null,
  tool text not null,
  branch text not null,
  name text not null,
  -- null until its first report is done
  last_report_id uuid,
  last_sha256 text,
  last_seen timestamptz,
  primary key (asset_id, id),
  unique (asset_id, tool, branch, name)
);
comment on table scope is 'distributed by asset_id';

-- Findings -----------------------------------------------------------------------------------------------------------

-- One weakness on one asset. Hot and narrow: what lists, facets and the score read. Prose lives in observation_detail.
create table finding (
  asset_id uuid not null,
  id uuid not null,
  -- true once it was seen on the default branch; false: only on other branches, not part of the posture
  posture boolean not null,
  -- a tool still sees it on the default branch (or, outside the posture, on its branch)
  present boolean not null,
  -- a person's word, and the tools' own (suppressions, VEX); the person's wins
  decision text check (decision in ('open', 'accepted', 'false_positive')),
  verdict text check (verdict in ('accepted', 'false_positive')),
  state text not null generated always as
    (case when not present then 'fixed' else coalesce(decision, verdict, 'open') end) stored,
  kind text not null,
  -- 5 critical … 1 info, 0 unknown; a person's override wins
  severity smallint not null,
  severity_override smallint,
  -- tenths: 0…1000, null only within a transaction that has yet to rank it; certainty in percent
  score smallint,
  certainty smallint not null default 0,
  title text not null,
  rule text not null,
  -- one line that says where: path:line, URL, resource address, package
  place text not null,
  path text,
  line int,
  cwes int[] not null default '{}',
  advisories text[] not null default '{}',
  component text,
  component_version text,
  fix_version text,
  tools text[] not null,
  -- inputs of the score that come from the tools
  cvss real,
  cvss_vector text,
  epss real,
  known_exploited boolean,
  confidence smallint,
  assignee text,
  first_seen timestamptz not null,
  fixed_at timestamptz,
  changed_at timestamptz not null,
  -- joined by hand or by a late alias: this row is kept for its history and shown nowhere else
  merged_into uuid,
  primary key (asset_id, id)
);
comment on table finding is 'distributed by asset_id';

-- Why a person decided, kept beside the narrow row.
create table finding_decision (
  asset_id uuid not null,
  finding_id uuid not null,
  reason text not null default '',
  decided_by text not null,
  decided_at timestamptz not null default now(),
  until timestamptz,
  primary key (asset_id, finding_id)
);
comment on table finding_decision is 'distributed by asset_id';

-- Identities that tools share: package and advisory alias, secret hash, route and weakness, resource and control.
create table finding_key (
  asset_id uuid not null,
  key uuid not null,
  finding_id uuid not null,
  primary key (asset_id, key)
);
comment on table finding_key is 'distributed by asset_id';
create index on finding_key (asset_id, finding_id);

create table observation (
  asset_id uuid not null,
  id uuid not null,
  scope_id uuid not null,
  finding_id uuid not null,
  -- exact identity within the tool; see src/findings/identity.ts
  key uuid not null,
  -- the tool's rule and the normalised snippet wherever it stands; null when the tool shows no code
  snippet_key uuid,
  -- everything the tool said, to tell changed from unchanged
  content uuid not null,
  present boolean not null,
  -- a person put it where it is: matching never moves it to another finding
  pinned boolean not null default false,
  kind text not null,
  rule text not null,
  path text,
  line int,
  -- how it came to its finding: first, key, near, join, split; with what it was compared
  reason jsonb not null,
  first_report_id uuid not null,
  first_seen timestamptz not null,
  gone_at timestamptz,
  primary key (asset_id, id),
  unique (asset_id, scope_id, key)
);
comment on table observation is 'distributed by asset_id';
create index on observation (asset_id, finding_id);
create index on observation (asset_id, path) where path is not null;

-- Cold and wide: what one tool said, normalised (data, without what the narrow row has) and as it stood in the report (raw).
create table observation_detail (
  asset_id uuid not null,
  observation_id uuid not null,
  data jsonb not null,
  raw text not null,
  primary key (asset_id, observation_id)
);
comment on table observation_detail is 'distributed by asset_id';

-- Appended, never changed.
create table finding_event (
  asset_id uuid not null,
  id uuid not null,
  finding_id uuid not null,
  at timestamptz not null,
  type text not null,
  report_id uuid,
  actor text,
  data jsonb,
  primary key (asset_id, id)
);
comment on table finding_event is 'distributed by asset_id';
create index on finding_event (asset_id, finding_id);

create table finding_note (
  asset_id uuid not null,
  id uuid not null,
  finding_id uuid not null,
  author text not null,
  body text not null,
  created_at timestamptz not null default now(),
  primary key (asset_id, id)
);
comment on table finding_note is 'distributed by asset_id';
create index on finding_note (asset_id, finding_id);

-- Counts kept as they change, so that the overview does not count a million rows.
create table posture_count (
  asset_id uuid not null,
  kind text not null,
  severity smallint not null,
  state text not null,
  findings int not null,
  observations int not null,
  primary key (asset_id, kind, severity, state)
);
comment on table posture_count is 'distributed by asset_id';

-- What a day changed; the sum up to a day is the posture of that day.
create table posture_day (
  asset_id uuid not null,
  day date not null,
  severity smallint not null,
  opened int not null default 0,
  reopened int not null default 0,
  fixed int not null default 0,
  -- change of the number of open findings, whatever caused it
  open_delta int not null default 0,
  primary key (asset_id, day, severity)
);
comment on table posture_day is 'distributed by asset_id';

-- Components ---------------------------------------------------------------------------------------------------------

create table component (
  id uuid primary key,
  purl text,
  ecosystem text not null,
  namespace text not null default '',
  name text not null,
  version text not null default '',
  licenses text[] not null default '{}'
);
comment on table component is 'reference';
comment on column component.id is 'hash of the canonical purl (or of ecosystem, namespace, name, version): the same everywhere';
create index component_name_trgm on component using gin (name gin_trgm_ops);
create index on component (lower(name), version);

create table component_use (
  asset_id uuid not null,
  scope_id uuid not null,
  component_id uuid not null,
  -- null = the report does not tell
  direct boolean,
  scope text,
  path text,
  root boolean not null default false,
  first_seen timestamptz not null,
  primary key (asset_id, scope_id, component_id)
);
comment on table component_use is 'distributed by asset_id';
create index on component_use (component_id);

create table component_edge (
  asset_id uuid not null,
  scope_id uuid not null,
  from_id uuid not null,
  to_id uuid not null,
  primary key (asset_id, scope_id, from_id, to_id)
);
comment on table component_edge is 'distributed by asset_id';

-- Staging: rows of a report on their way in; unlogged, emptied when the report is done. -------------------------------

create unlogged table staged_observation (
  asset_id uuid not null,
  report_id uuid not null,
  id uuid not null,
  scope_id uuid not null,
  key uuid not null,
  snippet_key uuid,
  content uuid not null,
  present boolean not null,
  verdict text,
  kind text not null,
  severity smallint not null,
  title text not null,
  rule text not null,
  place text not null,
  path text,
  line int,
  cwes int[] not null,
  advisories text[] not null,
  component text,
  component_version text,
  fix_version text,
  cvss real,
  cvss_vector text,
  epss real,
  known_exploited boolean,
  confidence smallint,
  score smallint not null,
  certainty smallint not null,
  -- identities shared across tools
  shared_keys uuid[] not null,
  data text not null,
  raw text not null,
  primary key (asset_id, report_id, id)
);
comment on table staged_observation is 'distributed by asset_id';

-- Which of the staged observations are fresh, and the finding each belongs to.
create unlogged table staged_placement (
  asset_id uuid not null,
  report_id uuid not null,
  id uuid not null,
  finding_id uuid not null,
  reason jsonb not null,
  primary key (asset_id, report_id, id)
);
comment on table staged_placement is 'distributed by asset_id';

create unlogged table staged_component (
  asset_id uuid not null,
  report_id uuid not null,
  scope_id uuid not null,
  component_id uuid not null,
  purl text,
  ecosystem text not null,
  namespace text not null,
  name text not null,
  version text not null,
  licenses text[] not null,
  direct boolean,
  scope text,
  path text,
  root boolean not null,
  primary key (asset_id, report_id, scope_id, component_id)
);
comment on table staged_component is 'distributed by asset_id';

create unlogged table staged_edge (
  asset_id uuid not null,
  report_id uuid not null,
  scope_id uuid not null,
  from_id uuid not null,
  to_id uuid not null,
  primary key (asset_id, report_id, scope_id, from_id, to_id)
);
comment on table staged_edge is 'distributed by asset_id';
