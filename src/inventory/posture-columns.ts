import { SEVERITIES, severityRank } from '../model/severity.ts'

const counts = SEVERITIES.map(
  (severity) =>
    `'${severity}', coalesce(sum(findings) filter (where severity = ${severityRank(severity)}), 0)::int`,
).join(', ')

/**
 * Columns that sum up rows of posture_count: `open`, open findings by severity; `"topScore"`, 0–100, the highest score among
 * them, 0 when there are none.
 */
export const POSTURE_COLUMNS = `jsonb_build_object(${counts}) as open, coalesce(max(top_score), 0) / 10.0::float8 as "topScore"`
