-- Ranking, policies and triage write the rows that are there again and again. With room in its page a new version of a row stays there and
-- no index learns of it, which halves what an update costs.
alter table finding set (fillfactor = 70);
