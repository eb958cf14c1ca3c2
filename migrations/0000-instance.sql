-- One row: which instance this database is, and which secret its hashes and blobs were made with.
create table instance (
  one boolean primary key default true check (one),
  id uuid not null,
  secret_fingerprint text not null,
  created_at timestamptz not null default now()
);
comment on table instance is 'reference';
