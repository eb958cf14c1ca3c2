-- Tools name files from different roots: the folder they ran in, an absolute path, the repository. What lies between them is
-- learnt from the files that tools have in common, and only used to compare tools: `path_base` + path without `path_strip`
-- is the path that all of an asset's scopes share.
alter table scope
  add column path_strip text not null default '',
  add column path_base text not null default '',
  add column paths_aligned boolean not null default false;
comment on column scope.paths_aligned is 'false until a file in common with another tool told';
