import type { VisibleAssets } from '../../access/visible-assets.ts'
import type { Tx } from '../../platform/database.ts'

export interface AdvisoryFindings {
  open: number
  fixed: number
  /** Assets with an open one. */
  assets: number
}

/** How many findings of the posture speak of a vulnerability under any of its names, in what may be seen. */
export async function countByAdvisory(
  tx: Tx,
  names: readonly string[],
  visible: VisibleAssets,
): Promise<AdvisoryFindings> {
  const { rows } = await tx.query<AdvisoryFindings>(
    `select count(*) filter (where state = 'open')::int as open, count(*) filter (where state = 'fixed')::int as fixed,
            count(distinct asset_id) filter (where state = 'open')::int as assets
     from finding where advisories && $1::text[] and posture and merged_into is null
       and ($2::uuid[] is null or asset_id = any($2))`,
    [names, visible === 'all' ? null : visible],
  )
  return rows[0] as AdvisoryFindings
}
