-- How many use each component, kept as it changes: to count millions of uses for every list took seconds. Who changes uses appends by how
-- much, so that two reports that list the same package never wait for each other; a job adds it up. What is true at any time is the
-- sum of both.
alter table component
  -- rows of component_use that are no roots, on any branch
  add column uses int not null default 0,
  -- assets that use it on their default branch
  add column users int not null default 0;

create table component_users_change (
  component_id uuid not null,
  uses int not null,
  users int not null
);
comment on table component_users_change is 'reference';

update component c set uses = n.uses, users = n.users
from (
  select u.component_id, count(*) as uses, count(distinct u.asset_id) filter (where s.branch = a.default_branch) as users
  from component_use u join asset a on a.id = u.asset_id join scope s on s.asset_id = u.asset_id and s.id = u.scope_id
  where not u.root group by 1
) n where c.id = n.component_id;

-- What is in use on an asset's default branch before and after a statement tells whether the asset is one more or one less: it is what is there
-- now without what came and with what went. Looked up row by row, each by its key, whatever the planner is told about joins.
create function count_component_users() returns trigger language plpgsql as $$
begin
  execute format($sql$
    insert into component_users_change (component_id, uses, users)
    with moved as materialized (%s), branches as materialized (
      select m.asset_id, m.scope_id, (select a.default_branch from asset a where a.id = m.asset_id) as main,
             (select s.branch from scope s where s.asset_id = m.asset_id and s.id = m.scope_id) as branch
      from (select distinct asset_id, scope_id from moved) m
    ), pairs as (
      select m.asset_id, m.component_id, b.main, sum(m.by) as uses, coalesce(sum(m.by) filter (where b.branch = b.main), 0) as mains
      from moved m join branches b on b.asset_id = m.asset_id and b.scope_id = m.scope_id group by 1, 2, 3
      having sum(m.by) <> 0 or sum(m.by) filter (where b.branch = b.main) <> 0
    ), stand as materialized (
      select p.component_id, p.uses, p.mains, (
        select count(*) from component_use u where u.component_id = p.component_id and u.asset_id = p.asset_id and not u.root
          and (select s.branch from scope s where s.asset_id = u.asset_id and s.id = u.scope_id) = p.main) as now
      from pairs p
    )
    select component_id, sum(uses), sum((now > 0)::int - (now - mains > 0)::int) from stand group by 1
    having sum(uses) <> 0 or sum((now > 0)::int - (now - mains > 0)::int) <> 0
  $sql$, case tg_op
    when 'INSERT' then 'select asset_id, scope_id, component_id, 1 as by from came where not root'
    when 'DELETE' then 'select asset_id, scope_id, component_id, -1 as by from gone where not root'
    else 'select asset_id, scope_id, component_id, 1 as by from came where not root
          union all select asset_id, scope_id, component_id, -1 from gone where not root' end);
  return null;
end $$;

create trigger component_users_inserted after insert on component_use referencing new table as came
  for each statement execute function count_component_users();
create trigger component_users_deleted after delete on component_use referencing old table as gone
  for each statement execute function count_component_users();
create trigger component_users_updated after update on component_use referencing old table as gone new table as came
  for each statement execute function count_component_users();

-- Another default branch: what the asset uses on the one instead of the other.
create function count_users_of_branch() returns trigger language plpgsql as $$
begin
  insert into component_users_change (component_id, uses, users)
  select u.component_id, 0, bool_or(s.branch = new.default_branch)::int - bool_or(s.branch = old.default_branch)::int
  from component_use u join scope s on s.asset_id = u.asset_id and s.id = u.scope_id
  where u.asset_id = new.id and s.asset_id = new.id and not u.root group by 1
  having bool_or(s.branch = new.default_branch) <> bool_or(s.branch = old.default_branch);
  return null;
end $$;

create trigger component_users_branch after update of default_branch on asset
  for each row when (old.default_branch is distinct from new.default_branch) execute function count_users_of_branch();
