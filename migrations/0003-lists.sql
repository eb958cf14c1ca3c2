-- Counts every change of an asset's findings, so that a server node knows which of the columns it holds are old.
create table finding_version (
  asset_id uuid primary key,
  version bigint not null
);
comment on table finding_version is 'distributed by asset_id';

-- Decisions that run out, for the job that takes them back.
create index on finding_decision (until) where until is not null;

-- The trend of the last days, of everything: read from the index alone.
create index posture_day_trend on posture_day (day, severity) include (asset_id, opened, reopened, fixed, open_delta);
