import { atMostSql, levelSql } from '../../findings/observed-reach.ts'

/**
 * CTE: what the observations of findings (of $2, or all) of assets ($1) show of reachability by themselves; the rule for one observation is
 * `reachOfObservation`.
 */
export const SHOWN = `
  shown as (
    select o.asset_id, o.finding_id, o.id as observation_id,
      ${levelSql('d.data', 'o.kind')} as level, ${atMostSql('d.data')} as at_most
    from observation o join observation_detail d on d.asset_id = o.asset_id and d.observation_id = o.id
    where o.asset_id = any($1::uuid[]) and o.present and ($2::uuid[] is null or o.finding_id = any($2))
  )`
