-- Coverage, and how much of it metrics show, ask all reports who looked at what and when, and nothing else of them.
create index report_looks on report (asset_id, format, observed_at) include (components, tools)
  where status in ('done', 'unchanged');

-- How many tools there are, from one to the next instead of from all scopes.
create index scope_tool on scope (tool);
