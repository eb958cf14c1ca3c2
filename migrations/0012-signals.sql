-- Threat signals beside EPSS and known exploitation. How far anybody got with exploiting it: 0 none known, 1 proof of concept,
-- 2 weaponised, 3 exploited in the wild; null = no source of exploits is read.
alter table finding add column exploit_maturity smallint check (exploit_maturity between 0 and 3);
-- EPSS about 30 days before; null = no history so far back.
alter table finding add column epss_before real;
-- The year in the CVE id of what is behind it; null = it goes by no CVE id.
alter table finding add column cve_year smallint;
-- CISA's word on whether its exploitation can be automated; null = it did not assess it.
alter table finding add column automatable boolean;
