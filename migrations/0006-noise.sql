-- Why a finding is seldom worth a person's time (src/model/noise.ts): reasons that every tool's word gives.
alter table finding add column noise text[] not null default '{}';
alter table staged_observation add column noise text[] not null default '{}';
