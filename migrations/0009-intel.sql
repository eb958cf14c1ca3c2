-- What the world knows of vulnerabilities: kept from public feeds, shared by all assets.

-- Each file of a feed, as it was last taken in whole.
create table intel_file (
  feed text not null,
  path text not null,
  source text not null,
  etag text,
  sha256 text,
  bytes bigint,
  -- the day or version that the content says it is of
  as_of text,
  items int not null default 0,
  problems int not null default 0,
  problem_samples jsonb not null default '[]',
  -- last asked for; last taken in
  checked_at timestamptz,
  synced_at timestamptz,
  -- why the last try changed nothing; null when it went well
  error text,
  primary key (feed, path)
);
comment on table intel_file is 'reference';

-- One record in one file of a feed. Several records speak of one vulnerability (see advisory_alias), and several files may hold
-- one record, which then counts once.
create table advisory (
  feed text not null,
  path text not null,
  id text not null,
  content uuid not null,
  modified timestamptz not null,
  published timestamptz,
  withdrawn timestamptz,
  withdrawn_reason text,
  malicious boolean not null,
  severity smallint,
  cvss real,
  cvss_vector text,
  cwes int[] not null,
  aliases text[] not null,
  upstream text[] not null,
  summary text not null,
  -- details, references, all ratings, related ids
  detail jsonb not null,
  primary key (feed, path, id)
);
comment on table advisory is 'reference';
create index on advisory (id);

-- Every id by which a vulnerability goes, and the one that stands for it.
create table advisory_alias (
  id text primary key,
  canonical text not null
);
comment on table advisory_alias is 'reference';
create index on advisory_alias (canonical);

-- The packages that a record speaks of. `release` is what follows the colon in OSV's name of the ecosystem.
create table advisory_package (
  feed text not null,
  path text not null,
  advisory text not null,
  seq int not null,
  ecosystem text not null,
  release text not null default '',
  name text not null,
  ranges jsonb not null,
  versions text[] not null,
  primary key (feed, path, advisory, seq)
);
comment on table advisory_package is 'reference';
create index on advisory_package (ecosystem, name);

-- `since`: the day from which the score is what it is.
create table epss (
  cve text primary key,
  score real not null,
  percentile real not null,
  since date not null
);
comment on table epss is 'reference';

-- Scores that were, each from the day on which it came.
create table epss_past (
  cve text not null,
  since date not null,
  score real not null,
  primary key (cve, since)
);
comment on table epss_past is 'reference';

create table known_exploited (
  cve text primary key,
  added date not null,
  due date,
  ransomware boolean not null,
  name text,
  action text
);
comment on table known_exploited is 'reference';

create table exploit (
  feed text not null,
  cve text not null,
  id text not null,
  maturity text not null check (maturity in ('poc', 'weaponised')),
  url text,
  name text,
  primary key (feed, cve, id)
);
comment on table exploit is 'reference';
create index on exploit (cve);

-- CISA's SSVC decision points, and what it adds to the CVE record.
create table assessment (
  cve text primary key,
  at timestamptz,
  exploitation text check (exploitation in ('none', 'poc', 'active')),
  automatable boolean,
  technical_impact text check (technical_impact in ('partial', 'total')),
  cvss jsonb not null default '[]',
  cwes int[] not null default '{}',
  rejected boolean not null default false
);
comment on table assessment is 'reference';

-- What of a package URL's qualifiers tells advisories apart: the distribution's release, the source package, the epoch, as they are
-- written in it (`distro=debian-12&upstream=openssl`). Null for most.
alter table component_use add column qualifiers text;
alter table staged_component add column qualifiers text;

-- How the packages that an asset uses on a branch last compared with what is known.
create table match_run (
  asset_id uuid not null,
  branch text not null,
  at timestamptz not null,
  components int not null,
  matches int not null,
  -- versions that could not be compared, and ranges of commits, which versions cannot be held against
  unreadable int not null,
  git_ranges int not null,
  unreadable_samples jsonb not null default '[]',
  -- of everything that was matched: the same again changes nothing
  content uuid not null,
  primary key (asset_id, branch)
);
comment on table match_run is 'distributed by asset_id';

-- Under which names advisories speak of a component: `npm:lodash`, `Debian:openssl` (of its source package too).
create table component_package (
  package text not null,
  component_id uuid not null references component on delete cascade,
  primary key (package, component_id)
);
comment on table component_package is 'reference';
create index on component_package (component_id);
alter table staged_component add column packages text[] not null default '{}';

-- Release cycles of products (endoflife.date). `eol`: a day, or `true`/`false` where the source only says whether.
create table product_cycle (
  product text not null,
  cycle text not null,
  released date,
  eol text,
  latest text,
  purls text[] not null,
  primary key (product, cycle)
);
comment on table product_cycle is 'reference';

-- OpenSSF Scorecard, 0–10.
create table scorecard (
  repository text primary key,
  score real not null,
  at timestamptz not null
);
comment on table scorecard is 'reference';
