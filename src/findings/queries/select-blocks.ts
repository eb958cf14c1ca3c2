import type { VisibleAssets } from '../../access/visible-assets.ts'
import type { Block } from '../posture-index/block.ts'
import type { ApplicationEntry, AssetEntry } from '../posture-index/directory.ts'
import type { Posture } from '../posture-index/posture-index.ts'
import type { FindingFilter } from './filter.ts'

/** The facets that a whole asset can fail, as bits. */
export const BLOCK_FACETS = { asset: 1, application: 2 } as const

export interface SelectedBlock {
  block: Block
  asset: AssetEntry
  application: ApplicationEntry | undefined
  /** 0 = in; else the one facet that, widened, would let it in. */
  fails: number
}

/** The assets a filter is about, in the order of their ids; those that fail more than one facet are left out. */
export function selectBlocks(
  posture: Posture,
  filter: FindingFilter,
  visible: VisibleAssets,
): SelectedBlock[] {
  const seen = visible === 'all' ? visible : new Set(visible)
  const selected: SelectedBlock[] = []
  for (const [id, block] of posture.blocks) {
    const asset = posture.assets.get(id)
    if (!asset || (seen !== 'all' && !seen.has(id))) continue
    const application = posture.applications.get(asset.applicationId ?? '')
    if (filter.team && !names(filter.team, application?.teamId, application?.team)) continue
    const failsAsset = filter.asset && !names(filter.asset, asset.id, asset.name)
    const failsApplication =
      filter.application && !names(filter.application, application?.id, application?.name)
    if (failsAsset && failsApplication) continue
    const fails = failsAsset ? BLOCK_FACETS.asset : failsApplication ? BLOCK_FACETS.application : 0
    selected.push({ block, asset, application, fails })
  }
  return selected
}

/** Whether a filter's values name this one by id or by name; `none` names nothing. */
export const names = (values: string[], id?: string | null, name?: string | null): boolean =>
  id ? values.includes(id) || values.includes(name ?? '') : values.includes('none')
