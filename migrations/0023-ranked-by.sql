-- By which numbers and steps of age scores were last made: where those of today are others, everything is ranked again.
alter table instance add column ranked_by text;
