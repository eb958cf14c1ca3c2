-- The score is likelihood × impact, both kept (tenths of 100), with what people and reports say that it is made of.
alter table finding add column likelihood smallint, add column impact smallint;
-- How near a running program comes to it: 0 not present, 1 present, 2 imported, 3 function called, 4 loaded at run time.
alter table finding add column reachability smallint check (reachability between 0 and 4);
-- SSVC's decision for who runs it: 0 defer, 1 scheduled, 2 out of cycle, 3 immediate; null where more than one is open.
alter table finding add column ssvc smallint check (ssvc between 0 and 3);
-- Tenths that policies add to (or take from) the product.
alter table finding add column policy_points smallint not null default 0;
alter table staged_observation add column likelihood smallint, add column impact smallint, add column ssvc smallint,
  add column reachability smallint;

-- What stands between an attacker and the application, and which frameworks hold for it; null = nobody has said, empty = none.
alter table application add column controls text[], add column compliance text[];
alter table asset add column controls text[], add column compliance text[];
-- How many other assets a break-in here leads to, by asset links and shared parts of the estate; null = not worked out yet.
alter table asset add column blast_radius int;

-- Weights of the score's factors, each change a version; the highest is in force. No row = the balanced preset as it ships.
create table risk_model (
  version int primary key,
  name text not null,
  preset text not null,
  -- factor id → multiplier 0–2; absent = 1 of the preset
  weights jsonb not null,
  note text not null default '',
  created_by text not null,
  created_at timestamptz not null default now(),
  -- how far the ranking of all assets by it is
  assets int not null default 0,
  assets_done int not null default 0,
  findings_written int not null default 0,
  started_at timestamptz,
  finished_at timestamptz
);
comment on table risk_model is 'reference';
