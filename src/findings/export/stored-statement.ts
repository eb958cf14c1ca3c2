import type { FindingState } from '../../model/finding-state.ts'
import type { CvssRating } from '../../model/observation.ts'

/** A finding with what is said of it, as the database has it. */
export interface StoredStatement {
  id: string
  state: FindingState
  decision: FindingState | null
  severity: number
  title: string
  vulnerability: string
  cwes: number[]
  advisories: string[]
  component: string
  component_version: string | null
  fix_version: string | null
  epss: number | null
  known_exploited: boolean | null
  first_seen: Date
  fixed_at: Date | null
  changed_at: Date
  reason: string | null
  decided_by: string | null
  decided_at: Date | null
  until: Date | null
  purl: string | null
  description: string | null
  remediation: string | null
  cvss: CvssRating[] | null
  urls: string[] | null
  /** Verdicts of tools and of others' documents that clear it. */
  cleared: { tool: string; source: string | null; reason: string | null }[] | null
}

/** An id that everybody knows stands before the tool's own. */
const VULNERABILITY = `
  coalesce(case when f.rule ~ '^CVE-\\d{4}-\\d{4,}$' then f.rule end,
    (select min(a collate "C") from unnest(f.advisories) a where a ~ '^CVE-\\d{4}-\\d{4,}$'),
    case when f.rule = any(f.advisories) then f.rule end, f.advisories[1], f.rule)`

/** `$1` the asset: findings of its posture about vulnerable and malicious packages. */
const ABOUT = `
  f.asset_id = $1 and f.posture and f.merged_into is null and f.kind in ('dependency', 'container', 'malware')
    and f.component is not null and (f.advisories <> '{}' or f.kind = 'malware')`

export const ANY_STATEMENT = `select from finding f where ${ABOUT} limit 1`

export const STATEMENTS = `
  select f.id, f.state, f.decision, coalesce(f.severity_override, f.severity) as severity, f.title,
    ${VULNERABILITY} as vulnerability, f.cwes, f.advisories, f.component, f.component_version, f.fix_version,
    f.epss, f.known_exploited, f.first_seen, f.fixed_at, f.changed_at, d.reason, d.decided_by, d.decided_at, d.until,
    said.purl, said.description, said.remediation, said.cvss, said.urls, said.cleared
  from finding f
  left join finding_decision d on d.asset_id = $1 and d.finding_id = f.id
  cross join lateral (
    select (array_agg(w.data #>> '{component,purl}'
        order by (w.data #>> '{component,version}' = f.component_version) desc nulls last, w.data #>> '{component,purl}' collate "C")
        filter (where w.data #> '{component,purl}' is not null))[1] as purl,
      (array_agg(w.data->>'description' order by o.first_seen, o.id) filter (where w.data ? 'description'))[1] as description,
      (array_agg(w.data->>'remediation' order by o.first_seen, o.id) filter (where w.data ? 'remediation'))[1] as remediation,
      (jsonb_agg(w.data->'cvss' order by o.first_seen, o.id) filter (where jsonb_array_length(w.data->'cvss') > 0))->0 as cvss,
      (jsonb_agg(w.data->'references' order by o.first_seen, o.id) filter (where w.data ? 'references'))->0 as urls,
      jsonb_agg(jsonb_build_object('tool', s.tool, 'source', w.data #>> '{verdict,source}', 'reason', w.data #>> '{verdict,reason}')
        order by o.first_seen, o.id) filter (where w.data #>> '{verdict,state}' in ('accepted', 'false_positive')) as cleared
    from observation o
    join scope s on s.asset_id = $1 and s.id = o.scope_id
    join observation_detail w on w.asset_id = $1 and w.observation_id = o.id
    where o.asset_id = $1 and o.finding_id = f.id and (o.present or not f.present)
  ) said
  where ${ABOUT}
  order by ${VULNERABILITY} collate "C", f.component collate "C", f.component_version collate "C" nulls first, f.id`
