-- What a tool looks for on an asset is told by the kinds that its reports ever showed. Coverage asked all observations for it each time.
alter table scope
  -- kinds of finding of all its observations, also of those that are gone
  add column kinds text[] not null default '{}';
update scope s set kinds = k.kinds
from (select asset_id, scope_id, array_agg(distinct kind) as kinds from observation group by asset_id, scope_id) k
where s.asset_id = k.asset_id and s.id = k.scope_id;
