-- People, sessions, tokens and the audit log. person, session, account and verification are better-auth's tables under our
-- names (src/access/auth.ts maps them); the others are ours.

create table person (
  id uuid primary key,
  name text not null,
  -- always in lower case
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  role text not null check (role in ('administrator', 'security', 'developer', 'auditor', 'ci')),
  disabled boolean not null default false,
  last_seen_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table person is 'reference';

create table person_team (
  person_id uuid not null references person on delete cascade,
  team_id uuid not null references team on delete cascade,
  primary key (person_id, team_id)
);
comment on table person_team is 'reference';
create index on person_team (team_id);

create table session (
  id uuid primary key,
  user_id uuid not null references person on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table session is 'reference';
create index on session (user_id);

-- How a person proves who they are: a password (provider `credential`), or an identity elsewhere.
create table account (
  id uuid primary key,
  user_id uuid not null references person on delete cascade,
  provider_id text not null,
  account_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
comment on table account is 'reference';
create index on account (user_id);

create table verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table verification is 'reference';
create index on verification (identifier);

-- One-time links with which a person sets their password; only the hash of the secret is kept.
create table sign_in_link (
  id uuid primary key,
  hash bytea not null unique,
  -- null: makes the first administrator
  person_id uuid references person on delete cascade,
  created_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
comment on table sign_in_link is 'reference';

create table api_token (
  id uuid primary key,
  name text not null,
  role text not null check (role in ('administrator', 'security', 'developer', 'auditor', 'ci')),
  hash bytea not null unique,
  start text not null,
  -- null: made at the machine itself; a person's tokens end with the person
  person_id uuid references person on delete cascade,
  created_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);
comment on table api_token is 'reference';
create index on api_token (person_id);

-- Tries at a door that must not be tried often; lost at a crash, which is fine.
create unlogged table attempt (
  key text primary key,
  count int not null,
  ends_at timestamptz not null
);
comment on table attempt is 'reference';

-- Appended, never changed. Each entry's hash covers the hash before it: src/access/audit.ts.
create table audit_entry (
  seq bigint primary key,
  at timestamptz not null,
  actor_id text not null,
  actor text not null,
  action text not null,
  object text not null,
  -- json, not jsonb: kept as it was written, whatever characters it holds
  detail json not null,
  hash text not null
);
comment on table audit_entry is 'reference';

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append-only';
end $$;

create trigger audit_entry_append_only before update or delete or truncate on audit_entry
  for each statement execute function refuse_change();

-- Lists of the inventory -------------------------------------------------------------------------------------------

create index asset_name_trgm on asset using gin (name gin_trgm_ops);
