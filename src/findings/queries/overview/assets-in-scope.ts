import type { VisibleAssets } from '../../../access/visible-assets.ts'
import type { Block } from '../../posture-index/block.ts'
import type { ApplicationEntry, AssetEntry } from '../../posture-index/directory.ts'
import type { Posture } from '../../posture-index/posture-index.ts'
import type { Days } from '../../posture-index/read-days.ts'
import { names } from '../select-blocks.ts'

export interface AssetInScope {
  asset: AssetEntry
  application: ApplicationEntry | undefined
  /** Its findings; undefined when it has none. */
  block: Block | undefined
  /** What each day changed in it; undefined when it never had a finding. */
  days: Days | undefined
}

/** The assets of some applications and teams that may be seen, also those without findings. */
export function assetsInScope(
  { assets, applications, blocks, days }: Posture,
  wanted: { application?: string[]; team?: string[] },
  visible: VisibleAssets,
): AssetInScope[] {
  const seen = visible === 'all' ? undefined : new Set(visible)
  const inScope: AssetInScope[] = []
  for (const asset of assets.values()) {
    const application = applications.get(asset.applicationId ?? '')
    if (seen && !seen.has(asset.id)) continue
    if (wanted.application && !names(wanted.application, application?.id, application?.name)) continue
    if (wanted.team && !names(wanted.team, application?.teamId, application?.team)) continue
    inScope.push({ asset, application, block: blocks.get(asset.id), days: days.get(asset.id) })
  }
  return inScope
}
