-- Of feeds that tell what changed: when the whole file was taken in last, and of when the latest change is that is known.
alter table intel_file add column whole_at timestamptz, add column changed_to timestamptz;
