import type { Tx } from '../src/platform/database.ts'

/** How much to make. Findings are spread over the assets with a long tail, as in real estates. */
export interface Estate {
  teams: number
  applications: number
  assets: number
  findings: number
}

/**
 * Fills an empty database with a made-up estate by insert-select: teams, applications, assets, scopes with two reports each,
 * findings and their observations (about 1.13 a finding), the counts and days that follow from them, and component uses (150 an
 * asset). The same numbers give the same rows. About 60 % of the findings are open; they came in weekly scans over two years.
 */
export async function fillFindings(tx: Tx, estate: Estate): Promise<void> {
  await tx.query(helpers)
  await tx.query(inventory(estate))
  await tx.query(shares(estate))
  await tx.query(findings)
  await tx.query(observations)
  await tx.query(events)
  await tx.query(counts)
  await tx.query(reports)
  await tx.query(components)
}

// u(n, salt): a number in [0, 1) that depends on nothing but its arguments; id(n): a UUIDv7 whose time grows with n.
const helpers = `
create function pg_temp.u(n bigint, salt bigint) returns double precision language sql immutable
  return (hashint8extended(n, salt) & 1073741823) / 1073741824.0;
create function pg_temp.id(n bigint, salt bigint) returns uuid language sql immutable
  return (lpad(to_hex(1700000000000 + n), 12, '0') || '7' || substr(md5(n || ':' || salt), 1, 3) || '8'
    || substr(md5(n || ':' || salt), 4, 15))::uuid;
create function pg_temp.pick(list text[], u double precision) returns text language sql immutable
  return list[1 + floor(u * cardinality(list))::int];`

const inventory = (e: Estate): string => `
insert into team (id, name) select pg_temp.id(n, 1), 'Team ' || n from generate_series(1, ${e.teams}) n;
insert into application (id, name, criticality, exposure, environment, data_classes, team_id)
select pg_temp.id(n, 2), pg_temp.pick('{Billing,Checkout,Search,Identity,Ledger,Catalog,Shipping,Claims,Portal,Insight}', pg_temp.u(n, 3)) || ' ' || n,
  pg_temp.pick('{critical,high,high,medium,medium,low}', pg_temp.u(n, 4)), pg_temp.pick('{internet,partner,internal,internal}', pg_temp.u(n, 5)),
  'production', array[pg_temp.pick('{pii,pci,financial,internal}', pg_temp.u(n, 6))], pg_temp.id(1 + floor(${e.teams} * pg_temp.u(n, 7))::int, 1)
from generate_series(1, ${e.applications}) n;
insert into asset (id, kind, name, application_id)
select pg_temp.id(n, 8), pg_temp.pick('{repository,repository,repository,repository,repository,repository,container-image,container-image,container-image,service,api,cloud-resource,cloud-resource,host}', pg_temp.u(n, 9)),
  pg_temp.pick('{shop,pay,auth,stock,mail,data,edge,core,web,batch}', pg_temp.u(n, 10)) || '-' || n,
  case when pg_temp.u(n, 11) > 0.05 then pg_temp.id(1 + floor(${e.applications} * pg_temp.u(n, 12) ^ 1.6)::int, 2) end
from generate_series(1, ${e.assets}) n;`

const shares = (e: Estate): string => `
create temporary table share on commit drop as
select n, pg_temp.id(n, 8) as asset_id, a.kind as asset_kind,
  ceil(${e.findings} * (1.0 / (8 + n) ^ 0.9) / sum(1.0 / (8 + n) ^ 0.9) over ())::int as findings,
  (sum(ceil(${e.findings} * (1.0 / (8 + n) ^ 0.9))) over (order by n))::bigint as before
from generate_series(1, ${e.assets}) n join asset a on a.id = pg_temp.id(n, 8);
create temporary table made on commit drop as
select n, n * 1000000::bigint + i as seq, asset_id,
  case asset_kind
    when 'repository' then pg_temp.pick('{code,code,code,code,dependency,dependency,dependency,dependency,secret,config,license,pipeline}', pg_temp.u(n * 1000000::bigint + i, 20))
    when 'container-image' then pg_temp.pick('{container,container,container,dependency,malware}', pg_temp.u(n * 1000000::bigint + i, 20))
    when 'cloud-resource' then pg_temp.pick('{cloud,cloud,config,identity,data}', pg_temp.u(n * 1000000::bigint + i, 20))
    when 'host' then pg_temp.pick('{runtime,container,config}', pg_temp.u(n * 1000000::bigint + i, 20))
    else pg_temp.pick('{web,web,api}', pg_temp.u(n * 1000000::bigint + i, 20)) end as kind
from share, generate_series(1, share.findings) i;`

const findings = `
create temporary table drawn on commit drop as
select m.*, floor(900 * pg_temp.u(seq, 21) ^ 2.5)::int as rule_no, now() - interval '7 days' * floor(100 * pg_temp.u(seq, 22) ^ 1.3) - interval '1 hour' * pg_temp.u(n, 22) as first_seen,
  pg_temp.u(seq, 23) as fate, pg_temp.u(seq, 24) as second, pg_temp.u(seq, 25) as file
from made m;
insert into finding (asset_id, id, posture, present, decision, verdict, kind, severity, severity_override, score, certainty, title, rule,
  place, path, line, cwes, advisories, component, component_version, fix_version, tools, cvss, epss, known_exploited, confidence, noise,
  cvss_vector, epss_before, exploit_maturity, reachability, assignee, first_seen, fixed_at, due_at, changed_at, merged_into)
select asset_id, pg_temp.id((extract(epoch from first_seen) * 1000)::bigint - 1700000000000, seq), pg_temp.u(seq, 26) > 0.04, fate > 0.26,
  case when fate > 0.97 then 'false_positive' when fate > 0.87 then 'accepted' end, null, kind, severity,
  case when pg_temp.u(seq, 27) > 0.995 then 4 end,
  least(1000, greatest(0, severity * 150 + 200 * pg_temp.u(seq, 28) + (case when known then 90 else 0 end) - 60))::int,
  40 + floor(50 * pg_temp.u(seq, 29))::int,
  case when packaged then advisory || ': ' || topic || ' in ' || package else topic || ' through ' || weakness end,
  case when packaged then advisory else lower(replace(topic, ' ', '-')) || '.' || kind || '-' || rule_no end,
  case when packaged then package || '@' || version when kind in ('web', 'api') then 'https://app.example.org' || route else file_path || ':' || line_no end,
  case when kind in ('web', 'api', 'cloud', 'identity', 'data') then null else file_path end,
  case when kind in ('code', 'secret', 'config', 'pipeline') then line_no end,
  case when kind in ('license', 'cloud', 'identity') then '{}' when rule_no % 9 = 0 then array[cwe, 20] else array[cwe] end,
  case when packaged then array[advisory, 'GHSA-' || substr(md5(advisory), 1, 4) || '-' || substr(md5(advisory), 5, 4) || '-' || substr(md5(advisory), 9, 4)] else '{}' end,
  case when packaged then package end, case when packaged then version end,
  case when packaged and rule_no % 4 > 0 then '4.' || rule_no % 20 || '.1' end,
  case when second > 0.88 then array[tool, other] else array[tool] end,
  case when severity > 0 then (severity * 2 - pg_temp.u(seq, 30) * 2)::real end, case when packaged then (pg_temp.u(seq, 31) ^ 6)::real end,
  case when packaged then known end, 1 + rule_no % 3,
  case when kind in ('code', 'secret', 'config') and file > 0.85 then '{test}'::text[] when packaged and second > 0.9 then '{development}' else '{}' end,
  case when packaged then vector end, case when packaged then (pg_temp.u(seq, 31) ^ 6 * (0.6 + 0.6 * pg_temp.u(seq, 38)))::real end,
  case when packaged then case when known then 3 else rule_no % 3 end end, case when packaged and second < 0.6 then 1 + floor(3 * second)::int end,
  case when pg_temp.u(seq, 32) > 0.9 then 'user-' || floor(pg_temp.u(seq, 33) * 40) end,
  first_seen, case when fate <= 0.26 then least(now(), first_seen + interval '60 days' * pg_temp.u(seq, 34)) end,
  case when severity > 2 then first_seen + interval '1 day' * (array[90,30,7])[severity - 2] end,
  least(now(), first_seen + interval '30 days' * pg_temp.u(seq, 35)),
  case when pg_temp.u(seq, 36) > 0.99 then pg_temp.id(seq, 37) end
from (
  select *, (array[3,3,2,4,3,2,3,1,4,5,2,3,3,2,4,3,0,2,3,4])[1 + (hashint8(rule_no) & 65535) % 20] as severity,
    kind in ('dependency', 'container', 'license', 'malware') as packaged, rule_no % 37 = 5 as known,
    (array[79,89,22,78,352,798,502,611,918,327,330,200,287,434,20,400,1333,94,601,732])[1 + rule_no % 20] as cwe,
    (array['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H','CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H','CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:H/I:N/A:N','CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H','CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N','CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N','CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N'])[1 + rule_no % 7] as vector,
    'CVE-20' || 15 + rule_no % 11 || '-' || 1000 + rule_no * 7 as advisory,
    (array['lodash','openssl','log4j-core','jackson-databind','spring-web','requests','urllib3','minimist','glibc','zlib','curl','express','axios','netty-codec','protobuf'])[1 + rule_no % 15] || case when rule_no > 150 then '-' || rule_no % 60 else '' end as package,
    '1.' || rule_no % 13 || '.' || floor(20 * file)::int as version,
    (array['SQL injection','Cross-site scripting','Path traversal','Hard-coded credential','Weak hash','Unsafe deserialisation','Server-side request forgery','Open redirect','Denial of service','Missing encryption','Public bucket','Privileged container'])[1 + rule_no % 12] as topic,
    'pattern ' || rule_no || ' of user input that reaches a sink unchecked' as weakness,
    'src/' || (array['api','core','web','jobs','models','auth','lib','views'])[1 + floor(8 * file)::int] || '/module-' || floor(400 * file)::int || '/' || (array['handler','service','index','store','client','form'])[1 + rule_no % 6] || '.ts' as file_path,
    '/' || (array['orders','users','items','login','search'])[1 + floor(5 * file)::int] || '/' || floor(300 * file)::int || '?q=' || rule_no as route,
    1 + floor(1500 * second)::int as line_no,
    case kind when 'code' then (array['Semgrep','CodeQL','Snyk Code','Bandit'])[1 + rule_no % 4] when 'dependency' then (array['Snyk','OSV-Scanner','Trivy','npm audit'])[1 + rule_no % 4]
      when 'secret' then 'Gitleaks' when 'config' then 'Checkov' when 'pipeline' then 'Checkov' when 'license' then 'Trivy' when 'container' then (array['Trivy','Grype'])[1 + rule_no % 2]
      when 'malware' then 'Trivy' when 'web' then (array['ZAP','Nuclei'])[1 + rule_no % 2] when 'api' then 'ZAP' else 'Prowler' end as tool,
    case kind when 'code' then 'SonarQube' when 'dependency' then 'Grype' when 'secret' then 'TruffleHog' when 'container' then 'Docker Scout' when 'web' then 'Burp' else 'Wiz' end as other
  from drawn) d
order by seq % 3, asset_id, first_seen;`

const observations = `
insert into scope (asset_id, id, tool, branch, name, last_report_id, last_sha256, last_seen)
select asset_id, md5(asset_id || tool)::uuid, tool, 'main', '', md5('r' || asset_id || tool)::uuid, '', now() - interval '9 days' * (hashtext(tool || asset_id) & 1023) / 1023
from (select distinct asset_id, unnest(tools) as tool from finding) t;
insert into observation (asset_id, id, scope_id, finding_id, key, content, present, kind, rule, path, line, reason, first_report_id, first_seen, gone_at)
select f.asset_id, md5('o' || f.id || s.tool)::uuid, s.id, f.id, md5('k' || f.id || s.tool)::uuid, md5('c' || f.id)::uuid, f.present, f.kind, f.rule, f.path, f.line,
  '{"rule":"first"}', s.last_report_id, f.first_seen, f.fixed_at
from finding f join scope s on s.asset_id = f.asset_id and s.tool = any(f.tools);`

const events = `
insert into finding_event (asset_id, id, finding_id, at, type, data)
select asset_id, md5('e' || type || id)::uuid, id, at, type, data
from (select asset_id, id, 'opened' as type, first_seen as at, null::jsonb as data from finding
      union all select asset_id, id, 'fixed', fixed_at, null from finding where fixed_at is not null
      union all select asset_id, id, 'decided', changed_at, jsonb_build_object('decision', decision) from finding where decision is not null and fixed_at is null
      union all select asset_id, id, 'fixed-once', first_seen + (fixed_at - first_seen) / 3, null from finding where fixed_at is not null and hashtext(id::text) % 20 = 0
      union all select asset_id, id, 'reopened', first_seen + (fixed_at - first_seen) / 2, null from finding where fixed_at is not null and hashtext(id::text) % 20 = 0) e;
update finding_event set type = 'fixed' where type = 'fixed-once';`

const counts = `
insert into finding_version (asset_id, version) select id, 1 from asset;
insert into posture_count (asset_id, kind, severity, state, findings, observations, top_score, risk)
select asset_id, kind, coalesce(severity_override, severity), state, count(*), sum(cardinality(tools)), max(score), sum(score)
from finding where posture and merged_into is null group by 1, 2, 3, 4;
insert into posture_day (asset_id, day, severity, opened, fixed, open_delta)
select asset_id, (at at time zone 'UTC')::date, severity, sum(opened), sum(fixed), sum(delta)
from (select asset_id, coalesce(severity_override, severity) as severity, first_seen as at, 1 as opened, 0 as fixed, 1 as delta
      from finding where posture and merged_into is null
      union all
      select asset_id, coalesce(severity_override, severity), coalesce(fixed_at, changed_at), 0, (state = 'fixed')::int, -1
      from finding where posture and merged_into is null and state <> 'open') changes
group by 1, 2, 3;
insert into risk_day (asset_id, day, kind, severity, cause, delta)
select asset_id, (at at time zone 'UTC')::date, kind, severity, cause, sum(delta)
from (select asset_id, kind, coalesce(severity_override, severity) as severity, first_seen as at, 'report' as cause, score as delta
      from finding where posture and merged_into is null
      union all
      select asset_id, kind, coalesce(severity_override, severity), coalesce(fixed_at, changed_at), case state when 'fixed' then 'report' else 'triage' end, -score
      from finding where posture and merged_into is null and state <> 'open') changes
group by 1, 2, 3, 4, 5 having sum(delta) <> 0;`

const reports = `
update scope s set kinds = k.kinds from (select asset_id, scope_id, array_agg(distinct kind) as kinds from observation group by 1, 2) k
where s.asset_id = k.asset_id and s.id = k.scope_id;
insert into report (asset_id, id, sha256, bytes, tools, branch, status, outcome, uploaded_by, uploaded_at, observed_at, finished_at)
select asset_id, pg_temp.id(1000 * row_number() over (), n), '', 1000, array[tool], 'main', 'done',
  jsonb_build_object('new', n, 'unchanged', 5, 'moved', 1, 'changed', 0, 'reopened', 0, 'fixed', 1, 'merged', 0), 'bench',
  last_seen - interval '7 days' * n, last_seen - interval '7 days' * n, last_seen - interval '7 days' * n
from scope, generate_series(0, 1) n;`

const components = `
insert into component (id, ecosystem, name, version)
select md5('component' || n)::uuid, 'npm', 'package-' || n / 4, '1.' || n % 4 || '.0' from generate_series(1, 20000) n;
insert into component_use (asset_id, scope_id, component_id, first_seen)
select distinct on (s.asset_id, n) s.asset_id, s.id, md5('component' || ceil(20000 * pg_temp.u(n, hashtext(s.asset_id::text)) ^ 2 + 0.001))::uuid, now()
from scope s, generate_series(1, 150) n where s.tool in ('Trivy', 'Semgrep') order by 1, n, 2
on conflict do nothing;`
