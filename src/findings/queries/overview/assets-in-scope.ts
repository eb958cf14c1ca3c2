import type { VisibleAssets } from '../../../access/visible-assets.ts'
import type { Block } from '../../posture-index/block.ts'
import type { ApplicationEntry, AssetEntry } from '../../posture-index/directory.ts'
import type { Posture } from '../../posture-index/posture-index.ts'
import type { Days } from '../../posture-index/read-days.ts'
import { names, type SelectedBlock } from '../select-blocks.ts'
import type { Selection } from '../selection.ts'

export interface AssetInScope {
  asset: AssetEntry
  application: ApplicationEntry | undefined
  /** Its findings; undefined when it has none. */
  block: Block | undefined
  /** What each day changed in it; undefined when it never had a finding. */
  days: Days | undefined
}

const kept = new WeakMap<Posture, readonly AssetInScope[]>()

/** The assets of some applications and teams that may be seen, also those without findings. Of everything the same list each time. */
export function assetsInScope(
  posture: Posture,
  wanted: { application?: string[]; team?: string[] },
  visible: VisibleAssets,
): readonly AssetInScope[] {
  const all = kept.get(posture) ?? allOf(posture)
  kept.set(posture, all)
  if (visible === 'all' && !wanted.application && !wanted.team) return all
  const seen = visible === 'all' ? undefined : new Set(visible)
  return all.filter(
    ({ asset, application }) =>
      (!seen || seen.has(asset.id)) &&
      (!wanted.application || names(wanted.application, application?.id, application?.name)) &&
      (!wanted.team || names(wanted.team, application?.teamId, application?.team)),
  )
}

const allOf = ({ assets, applications, blocks, days }: Posture): AssetInScope[] =>
  Array.from(assets.values(), (asset) => ({
    asset,
    application: applications.get(asset.applicationId ?? ''),
    block: blocks.get(asset.id),
    days: days.get(asset.id),
  }))

/** An asset that is in, with what each day changed in it. */
export type AssetIn = SelectedBlock & Pick<AssetInScope, 'days'>

const ofBlocks = new WeakMap<readonly SelectedBlock[], readonly AssetIn[]>()

/** A selection's assets, which all have findings. Kept with their list. */
export function assetsIn({ posture, blocks }: Selection): readonly AssetIn[] {
  const known = ofBlocks.get(blocks)
  if (known) return known
  const made = blocks
    .filter(({ fails }) => fails === 0)
    .map((selected) => ({ ...selected, days: posture.days.get(selected.asset.id) }))
  ofBlocks.set(blocks, made)
  return made
}
