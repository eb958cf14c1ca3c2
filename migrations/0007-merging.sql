-- By which rules observations of different tools become one finding; no row = the defaults of src/findings/merging/merge-rules.ts.
create table merge_rules (
  one boolean primary key default true check (one),
  rules jsonb not null,
  changed_by text not null,
  changed_at timestamptz not null default now()
);
comment on table merge_rules is 'reference';

-- What was put into a finding that it did not open, for the list of merges.
create index observation_merged on observation (finding_id desc, asset_id)
  where reason->>'rule' in ('shared', 'near', 'sole', 'alias', 'rules', 'join');
