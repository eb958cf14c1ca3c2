-- The list of merges reads it: its words are those of MERGE_RULES in src/findings/queries/list-merges.ts, to the letter and in that order.
drop index observation_merged;
create index observation_merged on observation (finding_id desc, asset_id)
  where reason->>'rule' in ('shared', 'handler', 'block', 'near', 'sole', 'alias', 'rules', 'join');

-- What was seen running before anything listed it takes the list's name as soon as there is one: src/findings/ingest/name-earlier.ts.
create index component_use_reach on component_use (asset_id) where reach is not null;
