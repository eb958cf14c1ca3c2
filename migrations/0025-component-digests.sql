-- The digests that copies of a component were seen with. One that has two of an algorithm is looked at closer; reading every use of
-- every package of each asset, to find that all agree, is what this saves. Digests that no asset has any more may stay.
create table component_digest (
  component_id uuid not null references component on delete cascade,
  digest text not null,
  primary key (component_id, digest)
);
comment on table component_digest is 'reference';
insert into component_digest (component_id, digest)
select distinct u.component_id, h.digest
from component_use u join component c on c.id = u.component_id, unnest(u.hashes) as h (digest)
where c.ecosystem in ('npm', 'cargo', 'golang', 'nuget', 'hex', 'pub');
